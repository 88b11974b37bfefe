/**
 * The end of a secret poll (P2): its ballots are written anew in clear, in random order and without a trace of who cast
 * them; the result is also kept beside the keys; the key is destroyed once the database has committed both.
 */
import { randomInt } from 'node:crypto';
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import { plainBallot } from '@egoejo/shared/polls/ballot.ts';
import type { BallotContent, PollResult } from '@egoejo/shared/polls/model.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { BallotKeys } from './ballot-keys.ts';
import type { Database, Queryable } from '../../platform/database/database.ts';
import { emit } from '../../platform/database/events.ts';
import { countPoll, type CountedPoll } from '../count/count-stored.ts';

/** What stands beside the keys once a poll is counted. */
interface Kept {
  result: PollResult;
  /** In random order. */
  ballots: unknown[];
}
const PAGE = 5_000;

/** Puts the list in a random order; all orders are equally likely (Fisher and Yates). */
function shuffle(list: unknown[]): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [list[i], list[j]] = [list[j], list[i]];
  }
}

async function openedBallots(tx: Queryable, keys: BallotKeys, poll: PollId): Promise<unknown[]> {
  const [row] = await tx.query<{ key: Uint8Array | null }>('select ballot_key as key from poll where id = $1', [poll]);
  const key = await keys.of(poll, row?.key ?? null);
  const ballots: unknown[] = [];
  for (let after = Buffer.alloc(0); ;) {
    const page = await tx.query<{ voter: Uint8Array; content: Uint8Array }>(
      'select voter, content from sealed_ballot where poll = $1 and voter > $2 order by voter limit $3',
      [poll, after, PAGE],
    );
    for (const { voter, content } of page) {
      const text = key.open(Buffer.from(voter), Buffer.from(content));
      ballots.push(plainBallot(JSON.parse(text) as BallotContent));
    }
    if (page.length < PAGE) break;
    after = Buffer.from(page.at(-1)!.voter);
  }
  shuffle(ballots);
  return ballots;
}

/** Replaces the sealed ballots by these, in their order. */
async function writeOpened(tx: Queryable, poll: PollId, ballots: readonly unknown[]): Promise<void> {
  await tx.query('delete from sealed_ballot where poll = $1', [poll]);
  for (let from = 0; from < ballots.length; from += PAGE)
    await tx.query(
      `insert into opened_ballot (poll, n, content)
        select $1, $3 + i, content from jsonb_array_elements($2::jsonb) with ordinality as x(content, i)`,
      [poll, JSON.stringify(ballots.slice(from, from + PAGE)), from],
    );
}

/**
 * Opens and counts the ballots of a closed secret poll, in the caller's transaction; `sweepSecretPolls` destroys the
 * key after its commit. @throws BallotKeyMissing
 */
export async function countSecretPoll(tx: Queryable, keys: BallotKeys, poll: CountedPoll): Promise<PollResult> {
  const ballots = await openedBallots(tx, keys, poll.id);
  await writeOpened(tx, poll.id, ballots);
  const result = await countPoll(tx, poll);
  const kept: Kept = { result, ballots };
  await keys.keepResult(poll.id, JSON.stringify(kept));
  return result;
}

/**
 * Closes a poll whose key is gone with the result that was kept when it was counted. This happens when the database
 * was restored from a backup that is older than the count. @returns the poll's scope; null: it was counted already.
 */
const restoreResult = (db: Database, id: PollId, kept: Kept): Promise<Scope | null> =>
  db.transaction(async (tx) => {
    await tx.query('select lock_poll($1)', [id]);
    const [poll] = await tx.query<{ scope: Scope }>(
      `select scope, bump_scope(scope) from poll where id = $1 and state in ('open', 'closed') and result is null`,
      [id],
    );
    if (!poll) return null;
    await writeOpened(tx, id, kept.ballots);
    await tx.query(
      `update poll set state = 'closed', closes_at = least(closes_at, clock_timestamp()), result = $2::jsonb
        where id = $1`,
      [id, JSON.stringify(kept.result)],
    );
    await emit(tx, 'poll.closed', id, {});
    await emit(tx, 'poll.counted', id, { ballots: kept.result.ballots, quorumMet: kept.result.quorumMet });
    return poll.scope;
  });

/** Gives a poll whose key is gone the result that was kept, if there is one. */
async function restoreIfCounted(db: Database, keys: BallotKeys, id: PollId, key: Uint8Array | null) {
  if (await keys.has(id, key)) return null;
  const kept = await keys.keptResult(id);
  return kept === null ? null : restoreResult(db, id, JSON.parse(kept) as Kept);
}
/** Destroys the keys of polls that are over, and the sealed ballots of cancelled ones. */
async function destroyKeys(db: Database, keys: BallotKeys): Promise<void> {
  const over = await db.query<{ id: PollId; cancelled: boolean }>(
    `select id, state = 'cancelled' as cancelled from poll where id = any($1::uuid[]) and secret
      and (state = 'cancelled' or state = 'closed' and result is not null)`,
    [await keys.list()],
  );
  for (const { id, cancelled } of over) {
    if (cancelled) await db.query('delete from sealed_ballot where poll = $1', [id]);
    await keys.destroy(id);
  }
}

/**
 * Ends what a crash or a restore interrupted. One poll that fails stops no other.
 * @param onMoved gets the scopes that changed, after each commit.
 * @param onFailed gets each error.
 */
export async function sweepSecretPolls(
  db: Database,
  keys: BallotKeys,
  onMoved: (scopes: readonly Scope[]) => void,
  onFailed: (error: unknown) => void,
): Promise<void> {
  const waiting = await db.query<{ id: PollId; key: Uint8Array | null }>(
    `select id, ballot_key as key from poll where secret and state in ('open', 'closed') and result is null`,
  );
  for (const { id, key } of waiting) {
    try {
      const scope = await restoreIfCounted(db, keys, id, key);
      if (scope) onMoved([scope]);
    } catch (error) {
      onFailed(error);
    }
  }
  await destroyKeys(db, keys).catch(onFailed);
}
