/**
 * Polls on the server's own initiative (P1): closes those that are due and counts them. The exclusive lock is held only
 * while the state is set; counting runs without it and can be resumed. Refunds of cancelled polls are in
 * saka/refunds.ts.
 */
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { isRecovering } from '../sync/recovery/recovery.ts';
import type { Database } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';
import { NO_BALLOT_KEYS, type BallotKeys } from './secret/ballot-keys.ts';
import { countPoll, readPoll } from './count/count-stored.ts';
import { countSecretPoll, sweepSecretPolls } from './secret/secret-count.ts';

/** Receives the scopes that moved, after the commit. */
type OnMoved = (scopes: readonly Scope[]) => void;

/**
 * Closes every poll that is due, unless a recovery is open, in which older ballots may still be offered again (S29).
 * Then counts every closed poll without a result. A poll that cannot be counted keeps no other one waiting.
 * @returns how many it counted.
 * @throws the first error of a count, once all were tried.
 */
export async function closeDuePolls(db: Database, onMoved: OnMoved, keys = NO_BALLOT_KEYS): Promise<number> {
  const failed: unknown[] = [];
  const fail = (error: unknown): void => void failed.push(error);
  await sweepSecretPolls(db, keys, onMoved, fail);
  const due = (await isRecovering(db))
    ? []
    : await db.query<{ id: PollId }>(
        `select id from poll where state = 'open' and closes_at <= clock_timestamp() order by id`,
      );
  for (const { id } of due) await closePoll(db, id, onMoved);
  const uncounted = await db.query<{ id: PollId }>(
    `select id from poll where state = 'closed' and result is null order by id`,
  );
  for (const { id } of uncounted) await writeResult(db, id, onMoved, keys).catch(fail);
  if (uncounted.length > 0) await sweepSecretPolls(db, keys, onMoved, fail);
  if (failed.length > 0) throw failed[0];
  return uncounted.length;
}

/** Sets the state under the exclusive lock: all accepted ballots are then committed, and all later ones refused. */
export async function closePoll(db: Database, poll: PollId, onMoved: OnMoved): Promise<void> {
  const scope = await db.transaction(async (tx) => {
    await tx.query('select lock_poll($1)', [poll]);
    const [open] = await tx.query<{ scope: Scope }>(
      `select scope from poll where id = $1 and state = 'open' and closes_at <= clock_timestamp()`,
      [poll],
    );
    if (!open) return null;
    await tx.query('select bump_scope($1)', [open.scope]);
    await tx.query(`update poll set state = 'closed' where id = $1`, [poll]);
    await emit(tx, 'poll.closed', poll, {});
    return open.scope;
  });
  if (scope !== null) onMoved([scope]);
}

/** Counts without a lock, because the ballots of a closed poll do not change. The first to finish writes the result. */
async function writeResult(db: Database, id: PollId, onMoved: OnMoved, keys: BallotKeys): Promise<void> {
  const poll = await readPoll(db, id);
  if (!poll) return;
  // The ballots of a secret poll are opened in the transaction that writes the result.
  const counted = poll.secret ? null : await countPoll(db, poll);
  const scope = await db.transaction(async (tx) => {
    const [bumped] = await tx.query<{ scope: Scope }>(
      'select p.scope, bump_scope(p.scope) from poll p where p.id = $1',
      [id],
    );
    // Another server may have counted it while this one waited for the scope. What it kept beside the keys must stay.
    const [uncounted] = await tx.query(`select 1 from poll where id = $1 and state = 'closed' and result is null`, [
      id,
    ]);
    if (!uncounted) return null;
    const result = counted ?? (await countSecretPoll(tx, keys, poll));
    await tx.query(`update poll set result = $2::jsonb where id = $1`, [id, JSON.stringify(result)]);
    await emit(tx, 'poll.counted', id, { ballots: result.ballots, quorumMet: result.quorumMet });
    return bumped?.scope ?? null;
  });
  if (scope !== null) onMoved([scope]);
}
