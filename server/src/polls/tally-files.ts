/** Counts ballots from a file without a poll, for `egoejo tally`. */
import { fault, type FileCode } from '../platform/file-fault.ts';
import { readRecords, type FileRecord } from '../platform/delimited.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { ranksOf } from './count.ts';

export interface Tally {
  participants: number;
  /** Best first; `index` is the option's position in the file, from 0. */
  options: { index: number; label: string; votes: number; rank: number }[];
}
type TallyCode =
  | FileCode
  | 'tally.no_options'
  | 'tally.option_twice'
  | 'tally.ragged_row'
  | 'tally.id_twice'
  | 'poll.bad_votes'
  | 'poll.over_credits';

/**
 * Counts a CSV of quadratic ballots: a header row of option names, then one row for each ballot with whole votes ≥ 0;
 * an empty cell means 0. A first column with an empty name or named `id` holds the ballot's id (P4).
 * @param credits the highest Σ v² of one ballot
 * @returns the tally, or all faults with their lines (at most 100)
 */
export async function tallyQuadratic(
  chunks: AsyncIterable<Uint8Array>,
  credits: number,
): Promise<{ tally: Tally | null; faults: Result<never, TallyCode>[] }> {
  const faults: Result<never, TallyCode>[] = [];
  const counter = quadraticCounter(credits);
  for await (const records of readRecords(chunks, 'guess')) {
    if (!records.ok) return { tally: null, faults: [...faults, records] };
    for (const record of records.value) {
      const taken = counter.take(record);
      if (!taken.ok) faults.push(taken);
      if (faults.length === 100 || (!taken.ok && !counter.hasHeader())) return { tally: null, faults };
    }
  }
  if (!counter.hasHeader()) faults.push(fault('tally.no_options', 1, 'the file names no options'));
  return faults.length > 0 ? { tally: null, faults } : { tally: counter.tally(), faults };
}

function quadraticCounter(credits: number) {
  let labels: string[] | null = null;
  let withId = false;
  let participants = 0;
  const ids = new Set<string>();
  const votes: number[] = [];

  function takeHeader({ line, fields }: FileRecord): Result<null, TallyCode> {
    withId = fields[0] === '' || fields[0]?.toLowerCase() === 'id';
    const names = withId ? fields.slice(1) : fields;
    if (names.length === 0 || names.includes('')) return fault('tally.no_options', line, 'an option has no name');
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) return fault('tally.option_twice', line, `option ${JSON.stringify(twice)} stands twice`);
    labels = names;
    votes.push(...names.map(() => 0));
    return ok(null);
  }

  function takeBallot({ line, fields }: FileRecord, options: number): Result<null, TallyCode> {
    const cells = withId ? fields.slice(1) : fields;
    if (cells.length !== options)
      return fault('tally.ragged_row', line, `${cells.length} votes for ${options} options`);
    const id = fields[0] ?? '';
    if (withId && id !== '' && ids.has(id))
      return fault('tally.id_twice', line, `ballot ${JSON.stringify(id)} stands twice`);
    const bad = cells.find((c) => !/^\d{0,15}$/.test(c));
    if (bad !== undefined)
      return fault('poll.bad_votes', line, `${JSON.stringify(bad.slice(0, 40))} is not a whole number of votes ≥ 0`);
    const given = cells.map(Number);
    const spent = given.reduce((sum, v) => sum + BigInt(v) * BigInt(v), 0n);
    if (spent > BigInt(credits))
      return fault('poll.over_credits', line, `the ballot costs ${spent} credits, more than ${credits}`);
    ids.add(id);
    participants++;
    given.forEach((v, i) => (votes[i] = (votes[i] ?? 0) + v));
    return ok(null);
  }

  return {
    hasHeader: () => labels !== null,
    take: (record: FileRecord): Result<null, TallyCode> =>
      labels === null ? takeHeader(record) : takeBallot(record, labels.length),
    tally(): Tally {
      const ranks = ranksOf(votes);
      const options = (labels ?? []).map((label, index) => ({
        index,
        label,
        votes: votes[index] ?? 0,
        rank: ranks[index] ?? 0,
      }));
      return { participants, options: options.sort((a, b) => a.rank - b.rank || a.index - b.index) };
    },
  };
}
