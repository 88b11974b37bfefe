/** The queue of acts: how an act enters it (S2), and what the member may do with an act in it (S26). */
import * as z from 'zod/mini';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import { LIMITS, type MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { definitionOf } from './definitions.ts';
import type { Env } from '../env.ts';
import { bytesOf } from './envelope.ts';
import { NO_ROOM, ifRoom, withRoom } from '../store/quota.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import type { Identity } from '../identity.ts';
import type { NewOutboxRow } from '../store/outbox-row.ts';
import { LATE, putSpare, within, LONGEST_WRITE_MS } from '../store/spare.ts';
import type { Store } from '../store/store.ts';
import { subjectOf } from './subject.ts';

export type QueueError = 'sync.storage_full' | 'sync.mutation_too_large' | 'sync.bad_args' | 'account.not_signed_in';

/** The state of an act that was just queued. */
export const FRESH = {
  sent: false,
  tries: 0,
  heard: 0,
  unsettled: 0,
  alone: 0,
  lastError: null,
  held: null,
  heldAt: 0,
  cancelKey: null,
  verdict: null,
  revs: null,
  at: null,
} as const;

/**
 * Writes an act to the queue, or to the spare store when the queue does not take it in time (S18). The late write is
 * not called back: it is the same act under the same key.
 * @returns whether the act is in the spare store; NO_ROOM when neither has room
 */
async function write(env: Env, store: Store, member: string, row: NewOutboxRow): Promise<boolean | typeof NO_ROOM> {
  let spare: Promise<boolean> | null = null;
  const queued = withRoom(
    env,
    store.db,
    () => LIMITS.mutationBytes,
    // Once it is in the spare store, it is not written again after the storage was full.
    () => spare ?? store.strict.outbox.add(row).then(() => false),
  );
  const inTime = await within(env, LONGEST_WRITE_MS, queued);
  if (inTime !== LATE) return inTime;
  const spared = (spare = putSpare(env, member, row).then(() => true));
  const stored = queued.then((done) => (done === NO_ROOM ? spared : done));
  return Promise.any([stored, spared]).catch(() => queued);
}

/**
 * Stores one act durably and resolves once it is on disk (S2). An act that the server could never accept is refused
 * here: args that do not fit the schema, or a size over 32 KiB (S10). `sync.storage_full`: the act was not queued,
 * although everything that may be deleted was (S23). `seq` comes from the database's own counter, so that it never
 * repeats on a device, over all tabs.
 * @returns its key, and the act itself if it waits in the spare store, where no query finds it (S18)
 */
export async function enqueue<N extends MutationName>(
  env: Env,
  store: Store,
  who: Identity,
  name: N,
  given: MutationArgs<N>,
  subject?: string | null,
): Promise<Result<{ key: MutationKey; spare: NewOutboxRow | null }, QueueError>> {
  const def = definitionOf(name);
  if (!def) throw new Error(`no mutation is called ${name}`);
  if (who.member === null || who.device === null) return fail('account.not_signed_in');
  const parsed = z.safeParse(def.args, given);
  if (!parsed.success) return fail('sync.bad_args', { name });
  const args: Record<string, unknown> = { ...parsed.data };
  const request = { key: env.newKey(), name, version: def.version, args, madeAt: new Date(env.now()).toISOString() };
  if (bytesOf({ ...request, seq: Number.MAX_SAFE_INTEGER }) > LIMITS.mutationBytes) {
    return fail('sync.mutation_too_large', { max: LIMITS.mutationBytes });
  }
  const row: NewOutboxRow = { ...request, hash: requestHash(request), subject: subject ?? null, ...FRESH };
  const spared = await write(env, store, who.member, row);
  if (spared === NO_ROOM) return fail('sync.storage_full');
  env.askBackgroundSync();
  return ok({ key: request.key, spare: spared ? row : null });
}

/**
 * Stores the title of what an act is about. It is separate from `enqueue` so that the member does not wait for it; an
 * act whose tab was killed in between only lacks its title.
 */
export async function freezeSubject(env: Env, { db }: Pick<Store, 'db'>, key: MutationKey): Promise<void> {
  const row = await db.outbox.where('key').equals(key).first();
  const subject = row && row.subject === null && (await subjectOf(db, row.args));
  if (subject) await ifRoom(env, db, () => db.outbox.update(row.seq, { subject }));
}

/** Asks the browser once, at the first queued act, never to evict this origin (S23). */
export async function askPersistence(env: Env, store: Store): Promise<void> {
  if (await readMeta(store.db, 'persistAsked')) return;
  await ifRoom(env, store.db, () => writeMeta(store.db, 'persistAsked', true));
  await env.persist();
}

const byKey = (store: Store, key: string) => store.strict.outbox.where('key').equals(key).first();

/**
 * Takes an act back (S26). 'taken': the act is removed, because it never left this device, cannot be read, or has a key
 * that belongs to another request. 'cancelling': it may have been sent, so a cancel is sent in its place. 'too-late':
 * its verdict is or was known, or it is a convergent act that may have been sent.
 */
export const takeBackFrom = (env: Env, store: Store, key: string): Promise<'taken' | 'cancelling' | 'too-late'> =>
  store.strict.transaction('rw', store.strict.outbox, store.strict.meta, async () => {
    const row = await byKey(store, key);
    if (!row || row.verdict !== null || row.again) return 'too-late';
    const sent = row.sent || !(await readMeta(store.strict, 'marked'));
    if (!sent || row.broken !== undefined || row.lastError === 'sync.key_reused') {
      await store.strict.outbox.delete(row.seq);
      return 'taken';
    }
    if (row.cancelKey !== null && row.held === null) return 'cancelling';
    if (definitionOf(row.name)?.convergent) return 'too-late';
    await store.strict.outbox.update(row.seq, {
      cancelKey: row.cancelKey ?? env.newKey(),
      held: null,
      unsettled: 0,
      alone: 0,
      lastError: null,
    });
    return 'cancelling';
  });

/**
 * Releases a held act so that it is sent again, unless it cannot be read. If its key belongs to another request, it
 * gets a new key. An act whose scope was revoked goes to the end of the queue: later acts did not wait for it, and it
 * must not overwrite what they did since.
 */
export const retryIn = (env: Env, store: Store, key: string): Promise<void> =>
  store.strict.transaction('rw', store.strict.outbox, async () => {
    const row = await byKey(store, key);
    if (!row || row.verdict !== null || row.broken !== undefined) return;
    if (row.lastError === 'sync.key_reused') {
      const { seq, ...request } = row;
      await store.strict.outbox.delete(seq);
      await store.strict.outbox.add({ ...request, ...FRESH, noted: false, key: env.newKey() });
      return;
    }
    if (row.held === 'revoked') {
      const { seq, revoked: _, ...act } = row;
      await store.strict.outbox.delete(seq);
      await store.strict.outbox.add({ ...act, held: null, lastError: null });
      return;
    }
    await store.strict.outbox.update(row.seq, { held: null, unsettled: 0, alone: 0, lastError: null });
  });
