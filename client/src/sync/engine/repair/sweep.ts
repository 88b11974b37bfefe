/**
 * Repairs damaged storage when the member's database opens. Stored data can be wrong: a bad link once stored, a disk
 * that lost a few bytes, data of a very old app. Everything that could stop the sync or a page is repaired. No act is
 * lost: one that cannot be read is set aside with all that is left of it, still visible and exportable.
 */
import { isId } from '@egoejo/shared/platform/ids.ts';
import { CATALOGUE, isScope, LIMITS } from '@egoejo/shared/sync/protocol.ts';
import type { Env } from '../env.ts';
import { fits } from '../store/fits.ts';
import { withRoom } from '../store/quota.ts';
import type { EgoejoDb } from '../store/tables.ts';
import { mended, needsMending } from './sweep-acts.ts';
import { isSoundCursor, markOf, renewed } from './sweep-cursors.ts';
import { valueSchema } from './sweep-values.ts';

/**
 * An epoch that no server has. With it, the device asks for everything anew and offers again whatever a restore may
 * have removed in the meantime (S29).
 */
const LOST_EPOCH = 'lost';

/** Checks what is stored and repairs what is wrong. Only reads as long as nothing is wrong. */
export async function sweep(env: Env, db: EgoejoDb): Promise<void> {
  const tables = [db.outbox, db.cursors, db.meta, db.followed];
  const look = async () => {
    const [acts, cursors, values, followed] = await Promise.all([
      db.outbox.toArray(),
      db.cursors.toArray(),
      db.meta.toArray(),
      db.followed.toArray(),
    ]);
    return {
      acts: acts.filter(needsMending),
      cursors: cursors.filter((row) => !isSoundCursor(row)),
      values: values.filter(({ k, v }) => k !== 'bornAt' && !fits(valueSchema(k), v)),
      followed: followed.filter(({ community }) => !isId(community) && community !== CATALOGUE),
      // Rows carry the number of the pull that brought them, so that number must never be used again.
      pulls: Math.max(0, ...cursors.flatMap(({ parts }) => (Array.isArray(parts) ? parts : [])).map(markOf)),
    };
  };
  const seen = await db.transaction('r', tables, look);
  if (seen.acts.length + seen.cursors.length + seen.values.length + seen.followed.length === 0) return;
  const mend = () =>
    db.transaction('rw', tables, async () => {
      const { acts, cursors, values, followed, pulls } = await look();
      await db.outbox.bulkPut(acts.map((row) => mended(row, env)));
      await db.cursors.bulkDelete(cursors.map((row) => row.scope).filter((scope) => !isScope(scope)));
      await db.cursors.bulkPut(cursors.filter((row) => isScope(row.scope)).map(renewed));
      await db.meta.bulkDelete(values.map(({ k }) => k));
      if (values.some(({ k }) => k === 'epoch')) await db.meta.put({ k: 'epoch', v: LOST_EPOCH });
      if (values.some(({ k }) => k === 'fence'))
        await db.meta.put({ k: 'fence', v: Math.max(pulls, Math.abs(env.now())) + 1 });
      await db.followed.bulkDelete(followed.map(({ community }) => community));
    });
  // On a full device the repair waits for another start: opening needs no room.
  await withRoom(env, db, () => seen.acts.length * LIMITS.mutationBytes, mend);
}
