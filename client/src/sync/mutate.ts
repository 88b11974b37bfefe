/** Where every act of a member begins. */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import type { MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { askPersistence, enqueue, freezeSubject, type QueueError } from './outbox.ts';
import { current, markQueued } from './session.ts';

/**
 * Queues an act durably (S2): resolves once it is on disk, and only then may a view say *queued*. What is shown follows
 * by itself (S3). `subject`: words for Activity; left out, they are looked up.
 */
export async function mutate<N extends MutationName>(name: N, args: MutationArgs<N>, subject?: string | null): Promise<Result<MutationKey, QueueError>> {
  const engine = current();
  if (!engine) return fail('account.not_signed_in');
  const queued = await enqueue(engine.env, engine.store, engine.who, name, args, subject);
  if (!queued.ok) return queued;
  const { key, seq } = queued.value;
  markQueued();
  engine.syncer.trigger('mutation');
  Promise.all([subject === undefined ? freezeSubject(engine.store, seq) : null, askPersistence(engine.env, engine.store)]).catch((cause: unknown) => {
    // Signed out meanwhile: neither is needed then. Anything else is a bug.
    if (engine.store.db.isOpen()) throw cause;
  });
  return ok(key);
}
