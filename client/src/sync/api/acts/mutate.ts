/** The entry point for every act of a member. */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import type { MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { askPersistence, enqueue, freezeSubject, type QueueError } from '../../engine/acts/outbox.ts';
import { whileOpen } from '../../engine/store/while-open.ts';
import type { Engine } from '../../host/engine.ts';
import { markQueued } from '../session/eviction.ts';
import { current } from '../session/session.ts';
import { useSyncStatus } from '../status/status-store.ts';

/** Sends what waits and resolves once the act has its verdict, or the server did not answer. */
async function isReceived(engine: Engine, key: MutationKey): Promise<boolean> {
  engine.syncer.trigger('tap');
  await engine.syncer.idle();
  return (await engine.store.db.outbox.where('key').equals(key).first())?.verdict !== null;
}

/**
 * Queues an act durably (S2): resolves once it is on disk, and only then may a view say *queued*. The overlay updates
 * by itself (S3). Where the browser stores nothing, it resolves once the server has answered. `subject`: the title for
 * Activity; if omitted, it is looked up.
 */
export async function mutate<N extends MutationName>(
  name: N,
  args: MutationArgs<N>,
  subject?: string | null,
): Promise<Result<MutationKey, QueueError | 'sync.not_kept' | 'sync.not_received'>> {
  const engine = current();
  if (!engine) return fail('account.not_signed_in');
  const { inMemory } = engine.env;
  if (inMemory && (!engine.env.online() || useSyncStatus.getState().phase === 'waiting')) return fail('sync.not_kept');
  const queued = await enqueue(engine.env, engine.store, engine.who, name, args, subject);
  if (!queued.ok) {
    if (queued.error.code === 'sync.storage_full') useSyncStatus.setState({ storageFull: true });
    return queued;
  }
  const { key, spare } = queued.value;
  if (inMemory) return (await isReceived(engine, key)) ? ok(key) : fail('sync.not_received');
  if (spare) engine.overlay.show(spare);
  markQueued();
  engine.syncer.trigger('mutation');
  // If the member signs out in the meantime, neither is needed.
  void whileOpen(engine.store.db, () =>
    Promise.all([
      subject === undefined ? freezeSubject(engine.env, engine.store, key) : null,
      askPersistence(engine.env, engine.store),
    ]),
  );
  return ok(key);
}
