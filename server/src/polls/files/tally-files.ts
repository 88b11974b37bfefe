/** Counts ballots from CSV files without a poll, for `egoejo tally`. */
import type { FaultsOf } from '@egoejo/shared/file-faults.ts';
import { cut } from '@egoejo/shared/platform/cut.ts';
import { fault, type FileCode } from '../../platform/files/file-fault.ts';
import { readRecords, type FileRecord } from '../../platform/files/delimited.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { ranksOf } from '../count/count.ts';

export type TallyCode = FileCode | FaultsOf<'tally' | 'poll', 'file'>;
type Faults = Result<never, TallyCode>[];

/** Counts the cells of one ballot, in the order of the options. */
type Take = (cells: readonly string[], line: number) => Result<null, TallyCode>;

/**
 * Reads a CSV of ballots: a header row of option names, then one row for each ballot. A first column with an empty name
 * or named `id` holds the ballot's id. Nothing of a file with a fault counts.
 * @param start called with the options' names; what it returns takes each ballot
 * @returns the names, or all faults with their lines (at most 100)
 */
export async function readBallots(
  chunks: AsyncIterable<Uint8Array>,
  start: (labels: readonly string[]) => Take,
): Promise<{ labels: readonly string[] | null; participants: number; faults: Faults }> {
  const faults: Faults = [];
  const reader = ballotReader(start);
  const none = { labels: null, participants: 0, faults };
  for await (const records of readRecords(chunks, 'guess')) {
    if (!records.ok) return { ...none, faults: [...faults, records] };
    for (const record of records.value) {
      const taken = reader.take(record);
      if (!taken.ok) faults.push(taken);
      if (faults.length === 100 || (!taken.ok && reader.labels() === null)) return none;
    }
  }
  const labels = reader.labels();
  if (labels === null) faults.push(fault('tally.no_options', 1, 'the file names no options'));
  return faults.length > 0 ? none : { labels, participants: reader.participants(), faults };
}

function ballotReader(start: (labels: readonly string[]) => Take) {
  let header: { labels: string[]; withId: boolean; take: Take } | null = null;
  let participants = 0;
  const ids = new Set<string>();

  function takeHeader({ line, fields }: FileRecord): Result<null, TallyCode> {
    const withId = fields[0] === '' || fields[0]?.toLowerCase() === 'id';
    const names = withId ? fields.slice(1) : fields;
    if (names.length === 0 || names.includes('')) return fault('tally.no_options', line, 'an option has no name');
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) return fault('tally.option_twice', line, `option ${JSON.stringify(twice)} stands twice`);
    header = { labels: names, withId, take: start(names) };
    return ok(null);
  }

  function takeBallot({ line, fields }: FileRecord, { labels, withId, take }: NonNullable<typeof header>) {
    const cells = withId ? fields.slice(1) : fields;
    if (cells.length !== labels.length)
      return fault('tally.ragged_row', line, `${cells.length} cells for ${labels.length} options`);
    const id = fields[0] ?? '';
    if (withId && id !== '' && ids.has(id))
      return fault('tally.id_twice', line, `ballot ${JSON.stringify(id)} stands twice`);
    const taken = take(cells, line);
    if (!taken.ok) return taken;
    ids.add(id);
    participants++;
    return ok(null);
  }

  return {
    labels: (): readonly string[] | null => header?.labels ?? null,
    participants: () => participants,
    take: (record: FileRecord): Result<null, TallyCode> =>
      header === null ? takeHeader(record) : takeBallot(record, header),
  };
}

export interface Tally {
  participants: number;
  /** Best first; `index` is the option's position in the file, from 0. */
  options: { index: number; label: string; votes: number; rank: number }[];
}

/**
 * Counts quadratic ballots with whole votes ≥ 0; an empty cell means 0 (P4).
 * @param credits the highest Σ v² of one ballot
 */
export async function tallyQuadratic(
  chunks: AsyncIterable<Uint8Array>,
  credits: number,
): Promise<{ tally: Tally | null; faults: Faults }> {
  const votes: number[] = [];
  const { labels, participants, faults } = await readBallots(chunks, (names) => {
    votes.push(...names.map(() => 0));
    return (cells, line) => {
      const bad = cells.find((c) => !/^\d{0,15}$/.test(c));
      if (bad !== undefined)
        return fault('poll.bad_votes', line, `${JSON.stringify(cut(bad, 40))} is not a whole number of votes ≥ 0`);
      const given = cells.map(Number);
      const spent = given.reduce((sum, v) => sum + BigInt(v) * BigInt(v), 0n);
      if (spent > BigInt(credits))
        return fault('poll.over_credits', line, `the ballot costs ${spent} credits, more than ${credits}`);
      given.forEach((v, i) => (votes[i] = (votes[i] ?? 0) + v));
      return ok(null);
    };
  });
  if (labels === null) return { tally: null, faults };
  const ranks = ranksOf(votes);
  const options = labels.map((label, index) => ({ index, label, votes: votes[index] ?? 0, rank: ranks[index] ?? 0 }));
  return { tally: { participants, options: options.sort((a, b) => a.rank - b.rank || a.index - b.index) }, faults };
}
