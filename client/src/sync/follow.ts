/** Which communities this device keeps beside the joined ones. */
import { current } from './session.ts';

/**
 * Keeps a community the member opened on this device: its projects and polls come with every exchange from now on.
 * Communities joined follow by themselves. Harmless to repeat.
 */
export async function followCommunity(id: string): Promise<void> {
  const engine = current();
  if (!engine || (await engine.store.db.followed.get(id))) return;
  await engine.store.db.followed.put({ community: id });
  engine.syncer.trigger('follow');
}
