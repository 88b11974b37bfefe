/**
 * Compares the opened ballots of secret polls with what their poll allows, and both ballots and result with the file
 * that the count left beside the keys (P2): a change in the database that is consistent with itself differs from it.
 */
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import { checkBallot } from '@egoejo/shared/polls/ballot.ts';
import { ballotContent, pollResult, type PollResult } from '@egoejo/shared/polls/model.ts';
import type { BallotKeys } from '../../polls/secret/ballot-keys.ts';
import type { Queryable } from '../../platform/database/database.ts';
import { gapsOf, readPoll, type CountedPoll } from '../../polls/count/count-stored.ts';
import type { Gap } from '../audit-check.ts';

const MALFORMED = 'ballot.opened';
const KEPT = 'poll.kept';
export const OPENED_SAYS: Readonly<Record<string, string>> = {
  [MALFORMED]: 'an opened ballot is none that its poll allows',
  [KEPT]: 'an opened ballot or a result differs from the file beside the keys of secret polls (P2)',
};
const PAGE = 5_000;
const shown = (value: unknown): string => canonicalJson(value).slice(0, 200);
const gap = (check: string, id: string, expected: string, found: string): Gap =>
  expected === found ? { check, id, expected, found: 'another' } : { check, id, expected, found };

interface Kept {
  result: PollResult;
  ballots: unknown[];
}
function readKept(text: string): Kept | null {
  try {
    const { result, ballots } = JSON.parse(text) as { result: unknown; ballots: unknown };
    const read = pollResult.safeParse(result);
    return read.success && Array.isArray(ballots) ? { result: read.data, ballots } : null;
  } catch {
    return null;
  }
}

function resultGaps(poll: CountedPoll, kept: PollResult): Gap[] {
  const stored = pollResult.safeParse(poll.result);
  if (stored.success) {
    const gaps = gapsOf(stored.data, kept);
    if (gaps.length > 0)
      return gaps.map((g) => gap(KEPT, `${poll.id} ${g.check} ${g.id}`.trimEnd(), g.expected, g.found));
  }
  return canonicalJson(poll.result) === canonicalJson(kept)
    ? []
    : [gap(KEPT, poll.id, shown(kept), shown(poll.result))];
}

function ballotGap(poll: CountedPoll, n: number, content: unknown, kept: Kept | null): Gap | null {
  const read = ballotContent.safeParse(content);
  if (!read.success || !checkBallot(poll.method, poll.options, read.data).ok)
    return gap(MALFORMED, `${poll.id} ${n}`, `a ballot of the kind ${poll.method.kind}`, shown(content));
  const same = kept === null || canonicalJson(kept.ballots[n - 1] ?? null) === canonicalJson(content);
  return same ? null : gap(KEPT, `${poll.id} ${n}`, shown(kept.ballots[n - 1] ?? null), shown(content));
}

async function gapsOfPoll(tx: Queryable, poll: CountedPoll, text: string | null, most: number): Promise<Gap[]> {
  const kept = text === null ? null : readKept(text);
  const gaps =
    kept !== null
      ? resultGaps(poll, kept.result)
      : text === null
        ? []
        : [gap(KEPT, poll.id, 'a readable file', `${text.length} characters`)];
  let count = 0;
  for (let after = Number.MIN_SAFE_INTEGER; gaps.length <= most;) {
    const page = await tx.query<{ n: number; content: unknown }>(
      `select n, content from opened_ballot where poll = $1 and n > $2::bigint order by n limit ${PAGE}`,
      [poll.id, after],
    );
    count += page.length;
    for (const { n, content } of page) {
      const one = ballotGap(poll, n, content, kept);
      if (one) gaps.push(one);
    }
    if (page.length < PAGE) break;
    after = page.at(-1)!.n;
  }
  if (kept !== null && kept.ballots.length !== count)
    gaps.push(gap(KEPT, `${poll.id} ballots`, String(kept.ballots.length), String(count)));
  return gaps;
}

/**
 * @param keptResult reads the file of a poll; undefined: only the database is checked.
 * @returns the gaps, a few more than `most` where there are many.
 */
export async function openedGaps(
  tx: Queryable,
  keptResult: BallotKeys['keptResult'] | undefined,
  most: number,
): Promise<Gap[]> {
  const gaps: Gap[] = [];
  const counted = await tx.query<{ id: PollId }>(
    `select id from poll p where state = 'closed' and result is not null and (secret or ballot_key is not null
      or exists (select from opened_ballot b where b.poll = p.id)) order by id`,
  );
  for (const { id } of counted) {
    if (gaps.length > most) break;
    const poll = await readPoll(tx, id);
    if (poll) gaps.push(...(await gapsOfPoll(tx, poll, (await keptResult?.(id)) ?? null, most)));
  }
  return gaps;
}
