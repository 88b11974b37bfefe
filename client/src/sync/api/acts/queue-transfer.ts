/** The queue as a file, from and into the open database (S22). */
import type { Result } from '@egoejo/shared/platform/result.ts';
import { fail } from '@egoejo/shared/platform/result.ts';
import { exportActs, importActs, previewActs, type ActInFile } from './portable.ts';
import type { ImportError } from './queue-file.ts';
import { takeIn } from '../../engine/repair/take-in.ts';
import { NO_ROOM, withRoom } from '../../engine/store/quota.ts';
import { current } from '../session/session.ts';

/** All acts without a verdict as a JSON file (S22). */
export async function exportQueue(): Promise<Blob> {
  const engine = current();
  if (engine) await takeIn(engine.env, engine.store, engine.who.member);
  const text = engine ? await exportActs(engine.env, engine.store.db, engine.who) : '{}';
  return new Blob([text], { type: 'application/json' });
}
/** Lists the acts in a file before any of them is queued (S22). */
export async function previewQueue(file: Blob): Promise<Result<ActInFile[], ImportError>> {
  const engine = current();
  return engine ? previewActs(engine.store.db, engine.who, await file.text()) : fail('account.not_signed_in');
}
/** Adds the acts of an export of the same member; acts already known here are skipped (S22). */
export async function importQueue(
  file: Blob,
): Promise<Result<{ added: number; known: number }, ImportError | 'sync.storage_full'>> {
  const engine = current();
  if (!engine) return fail('account.not_signed_in');
  const text = await file.text();
  const done = await withRoom(
    engine.env,
    engine.store.db,
    () => file.size,
    () => importActs(engine.store, engine.who, text),
  );
  if (done === NO_ROOM) return fail('sync.storage_full');
  if (done.ok) engine.syncer.trigger('mutation');
  return done;
}
