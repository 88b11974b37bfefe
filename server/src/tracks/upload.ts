/** The file of a track: stored as it is, then prepared by a job (L1). */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import { fail, ok } from '@egoejo/shared/platform/result.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { standingOf } from '../communities/model.ts';
import type { UploadPurpose } from '../media/contract.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { masterKey } from './keys.ts';

/** Bumps the scope of a track that waits for its file. False: it does not, or no longer. */
async function lockAwaited(tx: Queryable, track: string): Promise<boolean> {
  const read = () =>
    tx.query<{ author: MemberId }>(`select author from track where id = $1 and state = 'awaited'`, [track]);
  const [found] = await read();
  if (!found) return false;
  const scope = memberScope(found.author);
  await tx.query('select bump_scopes($1::text[])', [[scope]]);
  if ((await read()).length === 0) return false;
  await notifyMoved(tx, [scope]);
  return true;
}

export const trackUpload: UploadPurpose = {
  most: UPLOAD.track,
  async refusal(q, member, subject) {
    const found = await q.query(`select from track where id = $1 and author = $2 and state = 'awaited'`, [
      subject,
      member,
    ]);
    if (found.length === 0) return 'media.not_awaited';
    return (await standingOf(q, member, null)).active ? null : 'account.banned';
  },
  async accept({ db, media }, _member, subject, file) {
    const found = await db.query(`select from track where id = $1 and state = 'awaited'`, [subject]);
    if (found.length === 0) return fail('media.not_awaited');
    const key = masterKey(subject);
    await media.put(key, file.stream(), file);
    return ok(async (tx) => {
      // It was removed while its file was stored.
      if (!(await lockAwaited(tx, subject))) return emit(tx, 'track.removed', subject, { cover: null });
      await tx.query(`update track set state = 'preparing', file_key = $2, sha256 = $3, bytes = $4 where id = $1`, [
        subject,
        key,
        file.sha256,
        file.bytes,
      ]);
      await tx.query('insert into track_work (track) values ($1) on conflict do nothing', [subject]);
      await emit(tx, 'track.received', subject, {});
    });
  },
  async refuse(tx, subject, { code, params }) {
    if (await lockAwaited(tx, subject))
      await tx.query(`update track set state = 'refused', code = $2, params = $3::jsonb where id = $1`, [
        subject,
        code,
        JSON.stringify(params),
      ]);
  },
};
