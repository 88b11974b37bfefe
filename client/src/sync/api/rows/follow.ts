/** What this device keeps because the member opened or asked for it: communities not joined, the catalogue. */
import { isId } from '@egoejo/shared/platform/ids.ts';
import { CATALOGUE, communityScope, pollsScope } from '@egoejo/shared/sync/protocol.ts';
import { ifRoom } from '../../engine/store/quota.ts';
import { whileOpen } from '../../engine/store/while-open.ts';
import { useLive } from './live.ts';
import { current } from '../session/session.ts';

/**
 * Keeps a community that the member opened on this device: its projects and polls come with every exchange from now on.
 * Joined communities need no such call. Repeating it is harmless. A value that is not an id, such as from a bad link,
 * is not stored.
 */
export async function followCommunity(id: string): Promise<void> {
  if (isId(id)) await follow(id);
}
/** Keeps the list of the catalogue on this device, at eco levels that do not fetch it by themselves too. */
export const followCatalogue = (): Promise<void> => follow(CATALOGUE);

async function follow(what: string): Promise<void> {
  const engine = current();
  if (!engine) return;
  const { db } = engine.store;
  await whileOpen(db, async () => {
    if (await db.followed.get(what)) return;
    if (await ifRoom(engine.env, db, () => db.followed.put({ community: what }))) engine.syncer.trigger('follow');
  });
}

/**
 * Whether this device has received everything that the server has of a community, at least once. Only then does an
 * empty list mean that there is nothing. A community that was made here and not sent yet is complete.
 */
export const useHasCommunity = (id: string): boolean | undefined =>
  useLive(
    async (db) => {
      const [sent, ...rows] = await Promise.all([
        db.community.get(id),
        db.cursors.get(communityScope(id)),
        db.cursors.get(pollsScope(id)),
      ]);
      return !sent || rows.every((row) => row?.parts.every((part) => part.done || part.frozen) ?? false);
    },
    [id],
  );
