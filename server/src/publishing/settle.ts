import type { CommunityId, ManuscriptId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { isOpenToAuthor, movesFrom, needsReason, type ManuscriptState } from '@egoejo/shared/publishing/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { standingOf } from '../communities/model.ts';
import { emit } from '../platform/database/events.ts';
import { audit } from '../platform/observability/audit.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { layOut, REVIEWERS } from './desks.ts';
import {
  authoring,
  beginning,
  MOST_A_DAY,
  MOST_CHANGES,
  MOST_FILES,
  MOST_OF_ONE,
  reviewing,
  takingBack,
} from './policy.ts';
import { publish, scopesOfWork, unpublish } from './publish.ts';

interface Head {
  author: MemberId | null;
  community: CommunityId | null;
  state: ManuscriptState;
  reviewer: MemberId | null;
  title: string;
  published: boolean;
  reviews: boolean;
  /** Both parties agreed on one, and it holds. */
  contract: boolean;
  /** Changes within a day. */
  changes: number;
  files: number;
}
/** The manuscript, and what the member is to it. Who settles waits here for other acts about it. */
export async function headOf({ tx, member }: SettleContext, manuscript: ManuscriptId) {
  const [head] = await tx.query<Head>(
    `select m.author, m.community, m.state, m.reviewer, m.title, m.published_at is not null as published,
       $2::uuid in ${REVIEWERS} as reviews,
       exists (select from contract c where c.manuscript = m.id and c.state = 'agreed'
         and c.answered_at + make_interval(years => (c.terms ->> 'years')::int) > now()) as contract,
       case when m.changes_since > now() - interval '1 day' then m.changes else 0 end as changes,
       (select count(*)::int from manuscript_file f where f.manuscript = m.id) as files
      from manuscript m where m.id = $1 for no key update of m`,
    [manuscript, member],
  );
  const standing = {
    ...(await standingOf(tx, member, head?.community ?? null)),
    ofAll: head?.community === null,
    exists: head !== undefined,
    own: head !== undefined && head.author === member,
    reviews: head?.reviews ?? false,
  };
  return { head, standing };
}

/** SQL: counts an act of the day. */
export const COUNTS = `changes = case when changes_since > now() - interval '1 day' then changes + 1 else 1 end,
  changes_since = case when changes_since > now() - interval '1 day' then changes_since else now() end`;

/** Shows the change on the member's own desk, and has it brought to the others; `moved`: who is concerned is told. */
export async function changed(
  { tx, member }: SettleContext,
  manuscript: ManuscriptId,
  moved?: { to: string; by: MemberId },
): Promise<void> {
  await layOut(tx, manuscript, [member]);
  await emit(tx, 'manuscript.changed', manuscript, {});
  if (moved) await emit(tx, 'manuscript.moved', manuscript, moved);
}

async function settleBegin(ctx: SettleContext, args: MutationArgs<'manuscript.begin'>) {
  const { tx, member, asOf } = ctx;
  const { id, community, title, byline, language, description, rights } = args;
  const [found] = await tx.query<{ known: boolean; today: number; all: number }>(
    `select exists (select from manuscript where id = $1) or exists (select from work where id = $1) as known,
       count(*) filter (where created_at > now() - interval '1 day')::int as today, count(*)::int as all
      from manuscript where author = $2`,
    [id, member],
  );
  const code = refusalOf(beginning, { ...(await standingOf(tx, member, community)), ofAll: community === null });
  if (code) return refuse(code);
  if (found!.known) return refuse('manuscript.exists');
  // An act that was accepted before a restore was already counted then (S29).
  if (asOf === null && found!.today >= MOST_A_DAY) return refuse('manuscript.too_many', { most: MOST_A_DAY });
  if (asOf === null && found!.all >= MOST_OF_ONE) return refuse('manuscript.too_many', { most: MOST_OF_ONE });
  await tx.query(
    `insert into manuscript (id, author, community, title, byline, language, description, rights, created_at, moved_at)
      select $1, $2, $3, $4, $5, $6, $7, $8, t.at, t.at from (select coalesce($9::timestamptz, now()) as at) t`,
    [id, member, community, title, byline, language, description, rights, asOf],
  );
  await layOut(tx, id, [member]);
  return APPLIED;
}

async function settleEdit(ctx: SettleContext, { manuscript, ...said }: MutationArgs<'manuscript.edit'>) {
  const { head, standing } = await headOf(ctx, manuscript);
  const code = refusalOf(authoring, standing);
  if (code || !head) return refuse(code ?? 'manuscript.unknown');
  if (!isOpenToAuthor(head.state)) return refuse('manuscript.not_now', { state: head.state });
  if (ctx.asOf === null && head.changes >= MOST_CHANGES)
    return refuse('manuscript.too_many_changes', { most: MOST_CHANGES });
  // An offer names the title and the author.
  await ctx.tx.query(
    `update contract c set state = 'replaced' from manuscript m
      where m.id = c.manuscript and m.id = $1 and c.state = 'offered' and (m.title, m.byline) <> ($2, $3)`,
    [manuscript, said.title, said.byline],
  );
  await ctx.tx.query(
    `update manuscript set title = $2, byline = $3, language = $4, description = $5, rights = $6, ${COUNTS}
      where id = $1`,
    [manuscript, said.title, said.byline, said.language, said.description, said.rights],
  );
  await changed(ctx, manuscript);
  return APPLIED;
}

async function settleAddFile(ctx: SettleContext, { id, manuscript, name }: MutationArgs<'manuscript.addFile'>) {
  const { tx, asOf } = ctx;
  const { head, standing } = await headOf(ctx, manuscript);
  const code = refusalOf(authoring, standing);
  if (code || !head) return refuse(code ?? 'manuscript.unknown');
  if (!isOpenToAuthor(head.state)) return refuse('manuscript.not_now', { state: head.state });
  if ((await tx.query('select from manuscript_file where id = $1', [id])).length > 0)
    return refuse('manuscript.file_exists');
  if (asOf === null && head.files >= MOST_FILES) return refuse('manuscript.too_many_files', { most: MOST_FILES });
  if (asOf === null && head.changes >= MOST_CHANGES)
    return refuse('manuscript.too_many_changes', { most: MOST_CHANGES });
  await tx.query(
    `insert into manuscript_file (id, manuscript, n, name, created_at)
      select $1, $2, coalesce(max(n), 0) + 1, $3, coalesce($4::timestamptz, now()) from manuscript_file
        where manuscript = $2`,
    [id, manuscript, name, asOf],
  );
  await tx.query(`update manuscript set ${COUNTS} where id = $1`, [manuscript]);
  await changed(ctx, manuscript);
  return APPLIED;
}

/** The last file that was not refused: the version that is judged. */
const present = async ({ tx }: SettleContext, manuscript: ManuscriptId) =>
  (
    await tx.query<{ id: string; stored: boolean; elsewhere: boolean; published: boolean }>(
      `select f.id, f.state = 'stored' as stored, e.id is not null and e.work <> f.manuscript as elsewhere,
         e.work is not distinct from f.manuscript as published
        from manuscript_file f left join edition e on e.sha256 = f.sha256
        where f.manuscript = $1 and f.state <> 'refused' order by f.n desc limit 1`,
      [manuscript],
    )
  )[0];

/** Why the present file is in the way of this move; null: it is not. */
function fileRefusal(to: ManuscriptState, file: Awaited<ReturnType<typeof present>>) {
  if (to !== 'submitted' && to !== 'accepted' && to !== 'published') return null;
  if (!file) return 'manuscript.no_file';
  // It may be submitted before its bytes have come.
  if (to === 'submitted') return null;
  if (!file.stored) return 'manuscript.file_on_its_way';
  return file.elsewhere ? 'manuscript.in_catalogue' : null;
}

async function settleMove(ctx: SettleContext, { manuscript, from, to, words }: MutationArgs<'manuscript.move'>) {
  const { tx, member, asOf } = ctx;
  const { head, standing } = await headOf(ctx, manuscript);
  const { own } = standing;
  const rule = !own ? reviewing : to === 'withdrawn' || to === 'draft' ? takingBack : authoring;
  const code = refusalOf(rule, standing);
  if (code || !head) return refuse(code ?? 'manuscript.unknown');
  if (head.state !== from) return refuse('manuscript.moved', { state: head.state });
  if (!movesFrom(from, own).includes(to)) return refuse('manuscript.not_now', { state: head.state });
  if (!own && from === 'inReview' && head.reviewer !== null && head.reviewer !== member)
    return refuse('manuscript.of_another_reviewer');
  if (needsReason(to, own) && words === '') return refuse('manuscript.reason_missing');
  const file = await present(ctx, manuscript);
  const unfit = fileRefusal(to, file);
  if (unfit) return refuse(unfit);
  if (to === 'published' && !head.contract) return refuse('contract.missing');
  if (asOf === null && head.changes >= MOST_CHANGES)
    return refuse('manuscript.too_many_changes', { most: MOST_CHANGES });
  if (to === 'published' && file) await publish(ctx, manuscript, file.id);
  if (to === 'withdrawn' && head.published) {
    await ctx.bump(scopesOfWork(head.community));
    await unpublish(tx, manuscript);
  }
  const reviewer = to === 'inReview' ? member : to === 'submitted' || to === 'draft' ? null : head.reviewer;
  await tx.query(
    `update manuscript set state = $2, reviewer = $3, moved_at = coalesce($4::timestamptz, now()),
       published_at = case when $2 = 'published' then coalesce(published_at, $4::timestamptz, now())
         else published_at end, ${COUNTS}
      where id = $1`,
    [manuscript, to, reviewer, asOf],
  );
  if (to === 'submitted' && own)
    await tx.query(`update manuscript_file set sent = true where manuscript = $1 and state <> 'refused'`, [manuscript]);
  await stepTo(tx, manuscript, { state: to, by: member, words, at: asOf });
  await changed(ctx, manuscript, { to, by: member });
  if (!own) await audit(tx, { actor: member, ...ctx.from }, 'manuscript.move', manuscript, { to, title: head.title });
  return APPLIED;
}

/** Writes a step into the history of a manuscript. `by` null: nobody, as when its file was refused. */
export const stepTo = (
  tx: SettleContext['tx'],
  manuscript: ManuscriptId,
  step: { state: ManuscriptState; by: MemberId | null; words: string; at: string | null },
): Promise<unknown> =>
  tx.query(
    `insert into manuscript_step (manuscript, n, state, at, by, name, words)
      select $1, (select coalesce(max(n), 0) + 1 from manuscript_step where manuscript = $1), $2,
        coalesce($3::timestamptz, now()), $4::uuid, (select nullif(name, '') from member where id = $4::uuid), $5`,
    [manuscript, step.state, step.at, step.by, step.words],
  );

export const settlements: ColdSettlements<
  'manuscript.begin' | 'manuscript.edit' | 'manuscript.addFile' | 'manuscript.move'
> = {
  'manuscript.begin': settlement(
    { refuses: [...codesOf(beginning), 'manuscript.exists', 'manuscript.too_many'] },
    settleBegin,
  ),
  'manuscript.edit': settlement(
    { refuses: [...codesOf(authoring), 'manuscript.not_now', 'manuscript.too_many_changes'] },
    settleEdit,
  ),
  'manuscript.addFile': settlement(
    {
      refuses: [
        ...codesOf(authoring),
        'manuscript.not_now',
        'manuscript.file_exists',
        'manuscript.too_many_files',
        'manuscript.too_many_changes',
      ],
    },
    settleAddFile,
  ),
  'manuscript.move': settlement(
    {
      refuses: [
        ...codesOf(authoring),
        ...codesOf(reviewing),
        'manuscript.moved',
        'manuscript.not_now',
        'manuscript.of_another_reviewer',
        'manuscript.reason_missing',
        'manuscript.no_file',
        'manuscript.file_on_its_way',
        'manuscript.in_catalogue',
        'contract.missing',
        'manuscript.too_many_changes',
      ],
    },
    settleMove,
  ),
};
