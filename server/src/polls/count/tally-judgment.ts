/** Counts majority judgment ballots from files without a poll, for `egoejo tally` (P5). */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { rankByJudgment } from '@egoejo/shared/polls/judgment.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { fault } from '../../platform/files/file-fault.ts';
import { readTallies, type Tallies } from './tally-json.ts';
import { readBallots, type TallyCode } from '../files/tally-files.ts';

export interface JudgmentTally {
  participants: bigint;
  /**
   * Best first; `index` is the option's position in the file, from 0, `grade` its majority grade (0 = worst, null
   * without ballots), `counts` how many gave each grade, worst first, with the ungraded.
   */
  options: { index: number; label: string; rank: number; grade: number | null; counts: bigint[] }[];
}
const MOST_GRADES = 10;
type Counted = { tally: JudgmentTally | null; faults: Result<never, TallyCode>[] };

/**
 * Counts a CSV of ballots with grades from 0 = worst to at most 9; an empty cell is ungraded.
 * @param ungraded the grade that counts where a ballot has none
 */
export async function tallyJudgmentCsv(chunks: AsyncIterable<Uint8Array>, ungraded: number): Promise<Counted> {
  const counts: number[][] = [];
  const { labels, participants, faults } = await readBallots(chunks, (names) => {
    counts.push(...names.map(() => Array.from({ length: MOST_GRADES }, () => 0)));
    return (cells, line) => {
      const bad = cells.find((c) => !/^\d{0,4}$/.test(c) || Number(c) >= MOST_GRADES);
      if (bad !== undefined)
        return fault(
          'poll.bad_grade',
          line,
          `${JSON.stringify(cut(bad, 40))} is not a grade from 0 to ${MOST_GRADES - 1}`,
        );
      for (const [i, cell] of cells.entries()) if (cell !== '') counts[i]![Number(cell)]! += 1;
      return ok(null);
    };
  });
  if (labels === null) return { tally: null, faults };
  // The file does not tell how many grades there were; the highest that were never given change no rank.
  const highest = Math.max(1, ungraded, ...counts.map((given) => given.findLastIndex((n) => n > 0)));
  const tallies = counts.map((given) => given.slice(0, highest + 1).map(BigInt));
  return { tally: tallyOf({ participants: BigInt(participants), tallies }, labels, ungraded), faults };
}

/** Counts a JSON of tallies; an option's label is its index as text. @param ungraded as for a CSV */
export async function tallyJudgmentJson(chunks: AsyncIterable<Uint8Array>, ungraded: number): Promise<Counted> {
  const read = await readTallies(chunks);
  if (!read.ok) return { tally: null, faults: [read] };
  const { tallies } = read.value;
  const grades = tallies[0]!.length;
  if (ungraded >= grades)
    return { tally: null, faults: [fault('poll.bad_grade', 0, `${ungraded} is not a grade from 0 to ${grades - 1}`)] };
  const labels = tallies.map((_, i) => String(i));
  return { tally: tallyOf(read.value, labels, ungraded), faults: [] };
}

function tallyOf({ participants, tallies }: Tallies, labels: readonly string[], ungraded: number): JudgmentTally {
  const whole = tallies.map((given) => {
    const rest = given.reduce((left, n) => left - n, participants);
    return given.map((n, grade) => (grade === ungraded ? n + rest : n));
  });
  const options = rankByJudgment(whole).map(({ index, rank, grade }) => ({
    index,
    label: labels[index]!,
    rank,
    grade,
    counts: whole[index]!,
  }));
  return { participants, options };
}

/** JSON with whole numbers of any size written as numbers. */
export const jsonWithBigNumbers = (value: unknown): string =>
  // A NUL is in no text of a file that was read, so nothing else looks like a number marked with it.
  JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? `\0${v}` : v)).replaceAll(/"\\u0000(\d+)"/g, '$1');
