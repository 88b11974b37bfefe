/** Settlements of adding and removing a photo. The bytes come later, by an upload (pictures.ts). */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { MOST_PICTURES } from '@egoejo/shared/projects/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { audit } from '../platform/observability/audit.ts';
import { refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, type SettleContext } from '../sync/settle/act.ts';
import { forgetFiles, showCover } from './pictures.ts';
import { picturing } from './policy.ts';
import { headOf, scopeOf, standingTowards } from './standing.ts';

/** The highest place that is kept; nobody has more photos. */
export const MOST_PLACE = 1_000_000;

/** Announces a photo: its row waits for the bytes. */
export async function settleAddPicture(
  ctx: SettleContext,
  { id, project, alt, place }: MutationArgs<'project.addPicture'>,
) {
  const { tx, member, asOf } = ctx;
  const head = await headOf(tx, project);
  const code = refusalOf(picturing, await standingTowards(tx, member, head));
  if (code || !head) return refuse(code ?? 'project.unknown');
  const scope = scopeOf(member, head);
  await ctx.bump([scope]);
  const [there] = await tx.query<{ known: boolean; n: number }>(
    `select exists (select from project_picture where id = $1) as known,
       (select count(*) from project_picture where project = $2 and state <> 'refused') as n`,
    [id, project],
  );
  if (there?.known) return refuse('project.picture_exists');
  // An act that was accepted before a restore was already counted then (S29).
  if (asOf === null && (there?.n ?? 0) >= MOST_PICTURES)
    return refuse('project.too_many_pictures', { most: MOST_PICTURES });
  await tx.query(
    'insert into project_picture (id, scope, project, author, alt, place) values ($1, $2, $3, $4, $5, $6)',
    [id, scope, project, member, alt, Math.max(0, Math.min(place, MOST_PLACE))],
  );
  if (head.author !== member)
    await audit(tx, { actor: member, ...ctx.from }, 'project.picture_add', project, alt === '' ? {} : { alt });
  return APPLIED;
}

/** Removes a photo with its files. */
export async function settleRemovePicture(
  ctx: SettleContext,
  { picture, project }: MutationArgs<'project.removePicture'>,
) {
  const head = await headOf(ctx.tx, project);
  const code = refusalOf(picturing, await standingTowards(ctx.tx, ctx.member, head));
  if (code || !head) return refuse(code ?? 'project.unknown');
  await ctx.bump([scopeOf(ctx.member, head)]);
  const [gone] = await ctx.tx.query<{ name: string | null; author: MemberId; alt: string }>(
    'delete from project_picture where id = $1 and project = $2 returning name, author, alt',
    [picture, project],
  );
  if (!gone) return refuse('project.unknown_picture');
  await forgetFiles(ctx.tx, project, [gone.name]);
  if (gone.name) await showCover(ctx.tx, project);
  // A photo is of who added it, also on the project of another.
  if (head.author !== ctx.member || gone.author !== ctx.member)
    await audit(
      ctx.tx,
      { actor: ctx.member, ...ctx.from },
      'project.picture_remove',
      project,
      gone.alt === '' ? {} : { alt: gone.alt },
    );
  return APPLIED;
}
