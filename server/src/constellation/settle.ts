import { MOST_CONCEPTS, MOST_LINKS, linkOf, type ConceptLink } from '@egoejo/shared/constellation/model.ts';
import type { CommunityId, ConceptId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { communityScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { audit } from '../platform/observability/audit.ts';
import { standingOf } from '../communities/model.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { tending, writing, type ConceptStanding } from './policy.ts';

const communityOf = async (tx: Queryable, concept: ConceptId): Promise<CommunityId | null> =>
  (await tx.query<{ community: CommunityId }>('select community from concept where id = $1', [concept]))[0]
    ?.community ?? null;

const standingTowards = async (
  tx: Queryable,
  member: MemberId,
  community: CommunityId | null,
): Promise<ConceptStanding> => ({ ...(await standingOf(tx, member, community)), exists: community !== null });

/** Concepts have no author: they are their community's, so each act on one is in the audit log. */
const log = (
  { tx, member, from }: SettleContext,
  action: string,
  concept: ConceptId,
  detail: Record<string, unknown>,
) => audit(tx, { actor: member, ...from }, action, concept, detail);

/** What the two ends of a link are called. */
const endsOf = async (tx: Queryable, { concept, kind, to }: ConceptLink): Promise<Record<string, unknown>> =>
  (
    await tx.query(
      `select c.title, coalesce(p.title, o.title) as linked from (select) one
         left join concept c on c.id = $1
         left join project p on p.id = $2 and $3 = 'project'
         left join concept o on o.id = $2 and $3 = 'concept'`,
      [concept, to, kind],
    )
  )[0] ?? {};

async function settleWrite(ctx: SettleContext, args: MutationArgs<'concept.write'>) {
  const { tx, member, asOf } = ctx;
  const { concept, community, create, title, summary } = args;
  const code = refusalOf(writing, await standingOf(tx, member, community));
  if (code) return refuse(code);
  const scope = communityScope(community);
  const rev = (await ctx.bump([scope]))[scope] ?? 0;
  if (!create) {
    const written = await tx.query(
      'update concept set title = $3, summary = $4, rev = $5 where id = $1 and community = $2 returning id',
      [concept, community, title, summary, rev],
    );
    if (written.length === 0) return refuse('concept.unknown');
    await log(ctx, 'concept.edit', concept, { title, community });
    return APPLIED;
  }
  const [there] = await tx.query<{ known: boolean; n: number }>(
    `select exists (select from concept where id = $1) as known,
       (select count(*)::int from concept where community = $2) as n`,
    [concept, community],
  );
  if (there?.known) return refuse('concept.exists');
  // An act that was accepted before a restore was already counted then (S29).
  if (asOf === null && (there?.n ?? 0) >= MOST_CONCEPTS) return refuse('concept.too_many', { most: MOST_CONCEPTS });
  await tx.query('insert into concept (id, scope, community, title, summary, rev) values ($1, $2, $3, $4, $5, $6)', [
    concept,
    scope,
    community,
    title,
    summary,
    rev,
  ]);
  await log(ctx, 'concept.create', concept, { title, community });
  return APPLIED;
}

interface Target {
  known: boolean;
  /** Of a project; null: of a concept, or unknown. */
  status: string | null;
  linked: boolean;
  /** The most links of that kind that either end has. */
  n: number;
}
/** What the other end of a link is, as far as it belongs to the community. */
const targetOf = async (tx: Queryable, link: ConceptLink, community: CommunityId): Promise<Target | undefined> =>
  (
    await tx.query<Target>(
      `select case $3 when 'project' then p.status is not null else a.id is not null and b.id is not null end as known,
         p.status, exists (select from concept_link where id = $1) as linked,
         case $3 when 'project' then (select count(*)::int from concept_link where concept = $2 and kind = 'project')
           else (select coalesce(max(n), 0)::int from (select count(*) as n from unnest(array[$2, $4]::uuid[]) as e(id)
             left join concept_link l on l.kind = 'concept' and (l.concept = e.id or l.target = e.id)
             where l.id is not null group by e.id) c) end as n
       from (select) one
         left join project p on p.id = $4 and $3 = 'project' and p.community = $5
           and p.status in ('published', 'withdrawn')
         left join concept a on a.id = $2 and a.community = $5
         left join concept b on b.id = $4 and b.community = $5`,
      [link.id, link.concept, link.kind, link.to, community],
    )
  )[0];

/** Links only what is known and published in the same community, up to the bounds; null: it may be linked. */
function refusalOfLink(link: ConceptLink, target: Target | undefined, counted: boolean) {
  if (!target?.known || link.concept === link.to)
    return refuse(link.kind === 'project' ? 'project.unknown' : 'concept.unknown');
  if (target.status === 'withdrawn') return refuse('project.withdrawn');
  const most = MOST_LINKS[link.kind];
  return counted && !target.linked && target.n >= most ? refuse('concept.too_many', { most }) : null;
}

/** Linking twice, and ending what is not linked, is applied without effect. */
async function settleLink(ctx: SettleContext, args: MutationArgs<'concept.link'>) {
  const { tx, member, asOf } = ctx;
  const community = await communityOf(tx, args.concept);
  const code = refusalOf(tending, await standingTowards(tx, member, community));
  if (code || !community) return refuse(code ?? 'concept.unknown');
  const scope = communityScope(community);
  const link = linkOf(args.concept, args.kind, args.to);
  const rev = (await ctx.bump([scope]))[scope] ?? 0;
  if (!args.on) {
    const ended = await tx.query('delete from concept_link where id = $1 returning id', [link.id]);
    if (ended.length > 0) await log(ctx, 'concept.unlink', link.concept, { ...(await endsOf(tx, link)), community });
    return APPLIED;
  }
  // Another animator may have deleted the concept before the bump.
  if ((await communityOf(tx, args.concept)) === null) return refuse('concept.unknown');
  const refusal = refusalOfLink(link, await targetOf(tx, link, community), asOf === null);
  if (refusal) return refusal;
  const made = await tx.query(
    `insert into concept_link (id, scope, concept, kind, target, rev) values ($1, $2, $3, $4, $5, $6)
      on conflict do nothing returning id`,
    [link.id, scope, link.concept, link.kind, link.to, rev],
  );
  if (made.length > 0) await log(ctx, 'concept.link', link.concept, { ...(await endsOf(tx, link)), community });
  return APPLIED;
}

/** Settlements of writing, linking and deleting concepts. */
export const settlements: ColdSettlements<'concept.write' | 'concept.link' | 'concept.delete'> = {
  'concept.write': settlement(
    { refuses: [...codesOf(writing), 'concept.unknown', 'concept.exists', 'concept.too_many'] },
    settleWrite,
  ),
  'concept.link': settlement(
    { refuses: [...codesOf(tending), 'project.unknown', 'project.withdrawn', 'concept.too_many'] },
    settleLink,
  ),
  'concept.delete': settlement({ refuses: codesOf(tending) }, async (ctx, { concept }) => {
    const { tx, member } = ctx;
    const community = await communityOf(tx, concept);
    const code = refusalOf(tending, await standingTowards(tx, member, community));
    if (code || !community) return refuse(code ?? 'concept.unknown');
    await ctx.bump([communityScope(community)]);
    await tx.query(`delete from concept_link where concept = $1 or (kind = 'concept' and target = $1)`, [concept]);
    const [gone] = await tx.query<{ title: string }>('delete from concept where id = $1 returning title', [concept]);
    if (gone) await log(ctx, 'concept.delete', concept, { title: gone.title, community });
    return APPLIED;
  }),
};
