/** Photos of projects: their rows, the uploads they wait for, and who may fetch their files. */
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import type { ProjectId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok } from '@egoejo/shared/platform/result.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { MayReadMedia, UploadPurpose } from '../media/contract.ts';
import { PHOTO_KEY, refuseUploads, storePhoto } from '../media/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';
import { refusalOf } from '../platform/policy.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { picturing } from './policy.ts';
import { headOf, standingTowards } from './standing.ts';

const TOO_LATE: ErrorCode = 'project.picture_after_approval';

interface Waiting {
  scope: Scope;
  project: ProjectId;
}

/**
 * The picture if it waits, with its scope bumped. Null: it was removed, or closed before. Publishing moves rows to
 * another scope; the counter's lock makes it wait.
 */
async function lockWaiting(tx: Queryable, picture: string): Promise<Waiting | null> {
  const read = async (): Promise<Waiting | undefined> =>
    (
      await tx.query<Waiting>(`select scope, project from project_picture where id = $1 and state = 'awaited'`, [
        picture,
      ])
    )[0];
  const found = await read();
  if (!found) return null;
  await tx.query('select bump_scopes($1::text[])', [[found.scope]]);
  const now = await read();
  if (now && now.scope !== found.scope) await tx.query('select bump_scopes($1::text[])', [[now.scope]]);
  if (now) await notifyMoved(tx, [now.scope]);
  return now ?? null;
}

/**
 * Shows the project's first stored photo as its picture, else the drawing it had before. A proposal that gets another
 * picture is judged anew: an animator's decision names the rev they saw, and `revisedAt` tells their device.
 */
export async function showCover(tx: Queryable, project: ProjectId): Promise<void> {
  await tx.query(
    `update project p set
       picture = coalesce(c.name, case when p.extra ? 'drawing' then p.extra ->> 'drawing' else p.picture end),
       extra = coalesce(p.extra, '{}')
         || case when p.extra ? 'drawing' then '{}' else jsonb_build_object('drawing', p.picture) end
         || case when p.status = 'proposed' then jsonb_build_object('revisedAt', iso(now())) else '{}' end
      from (select (select name from project_picture where project = $1 and state = 'stored'
        order by place, id limit 1) as name) c
      where p.id = $1`,
    [project],
  );
}

/**
 * Refuses photos of a proposal that are still on their way when it is published: nobody judged them. Those of an
 * animator, who may add photos to what is published, go on.
 */
export async function refuseLatePictures(tx: Queryable, project: ProjectId): Promise<void> {
  const late = await tx.query<{ id: string }>(
    `update project_picture f set state = 'refused', code = '${TOO_LATE}'
      from project p, member a
      where f.project = $1 and f.state = 'awaited' and p.id = f.project and a.id = f.author
        and not a.roles && '{animator,administrator}'::text[] and not exists (select from membership m
          where m.member = a.id and m.community = p.community and m.role = 'animator')
      returning f.id`,
    [project],
  );
  await refuseUploads(
    tx,
    late.map((f) => f.id),
    TOO_LATE,
  );
}

/** The files of a removed photo are deleted when no other row shows them. */
export const forgetFiles = (tx: Queryable, project: ProjectId, names: readonly (string | null)[]): Promise<unknown> =>
  Promise.all(names.flatMap((name) => (name === null ? [] : [emit(tx, 'project.picture_removed', project, { name })])));

/** The upload of a photo: by the member who announced it, as long as its row waits and they might still announce it. */
export const pictureUpload: UploadPurpose = {
  most: UPLOAD.picture,
  async refusal(q, member, subject) {
    const [row] = await q.query<{ project: ProjectId }>(
      `select project from project_picture where id = $1 and author = $2 and state = 'awaited'`,
      [subject, member],
    );
    if (!row) return 'media.not_awaited';
    const head = await headOf(q, row.project);
    return head ? refusalOf(picturing, await standingTowards(q, member, head)) : 'project.unknown';
  },
  async accept({ media }, member, subject, file) {
    const stored = await storePhoto(media, await file.whole(), member);
    if (!stored.ok) return fail(stored.error.code, stored.error.params);
    const { name, width, height, widths, colour } = stored.value;
    return ok(async (tx) => {
      const waiting = await lockWaiting(tx, subject);
      // The member removed the photo during its upload.
      if (!waiting) {
        await emit(tx, 'project.picture_removed', subject, { name });
        return;
      }
      await tx.query(
        `update project_picture set state = 'stored', name = $2, width = $3, height = $4, widths = $5, colour = $6
          where id = $1`,
        [subject, name, width, height, widths, colour],
      );
      await showCover(tx, waiting.project);
      await emit(tx, 'project.picture_stored', waiting.project, { name });
    });
  },
  async refuse(tx, subject, { code }) {
    if (await lockWaiting(tx, subject))
      await tx.query(`update project_picture set state = 'refused', code = $2 where id = $1`, [subject, code]);
  },
};

/** Photos are for those who see one of the rows that show them, and for animators, who judge proposals. */
export const mayReadPicture: MayReadMedia = async (q, key, member) => {
  const name = PHOTO_KEY.exec(key)?.[1];
  if (name === undefined) return 'everybody';
  const [row] = await q.query<{ everybody: boolean; caller: boolean }>(
    `select coalesce(bool_or(scope_visible(null, p.scope)), false) as everybody,
       coalesce(bool_or(scope_visible($2::uuid, p.scope) or exists (select from project j
         join member me on me.id = $2::uuid
         left join membership m on m.member = me.id and m.community = j.community
         where j.id = p.project and me.status = 'active'
           and (m.role = 'animator' or me.roles && '{animator,administrator}'::text[]))), false) as caller
      from project_picture p where p.name = $1`,
    [name, member],
  );
  return row?.everybody ? 'everybody' : row?.caller ? 'caller' : 'nobody';
};
