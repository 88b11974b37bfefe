/** Communities that this device keeps in addition to the joined ones. */
import { isId } from '@egoejo/shared/platform/ids.ts';
import { ifRoom } from '../engine/store/quota.ts';
import { current } from './session.ts';

/**
 * Keeps a community that the member opened on this device: its projects and polls come with every exchange from now on.
 * Joined communities need no such call. Repeating it is harmless. A value that is not an id, such as from a bad link,
 * is not stored.
 */
export async function followCommunity(id: string): Promise<void> {
  const engine = current();
  if (!engine || !isId(id) || (await engine.store.db.followed.get(id))) return;
  if (await ifRoom(engine.env, engine.store.db, () => engine.store.db.followed.put({ community: id })))
    engine.syncer.trigger('follow');
}
