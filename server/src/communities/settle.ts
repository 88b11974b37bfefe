import type { GivenRole } from '@egoejo/shared/communities/model.ts';
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { communityScope, PUBLIC, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { audit } from '../platform/observability/audit.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';
import { standingOf } from './model.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { MOST_TURNS, takesTurn } from '../sync/settle/turns.ts';
import { createCommunity } from './create.ts';
import { isKeyOf } from './keys.ts';
import { endMembership, leavingOf } from './membership.ts';
import { archiving, creating, editing, joining, leaving, tending, type Tending } from './policy.ts';

async function settleCreate(ctx: SettleContext, args: MutationArgs<'community.create'>) {
  const code = refusalOf(creating, await standingOf(ctx.tx, ctx.member, null));
  if (code) return refuse(code);
  // A private community's counter exists only once its row does; nobody else can hold it yet.
  if (args.visibility === 'public') await ctx.bump([PUBLIC]);
  const slug = await createCommunity(ctx.tx, args);
  if (slug === null) return refuse('community.exists');
  if (args.visibility === 'private') await ctx.bump([communityScope(args.id)]);
  await ctx.tx.query(
    `insert into membership (member, community, role, joined_at, rev)
      values ($1, $2, 'animator', coalesce($4::timestamptz, now()), $3)`,
    [ctx.member, args.id, ctx.rev, ctx.asOf],
  );
  await audit(ctx.tx, { actor: ctx.member, ...ctx.from }, 'community.create', args.id, { name: args.name, slug });
  return APPLIED;
}

/**
 * The scopes in which the community's row may be. Both are locked before the row is read again and written: another
 * animator may make it public or private at the same time.
 */
const scopesOf = (community: CommunityId): Scope[] => [PUBLIC, communityScope(community)];

async function settleEdit(ctx: SettleContext, { community, ...fields }: MutationArgs<'community.edit'>) {
  const { tx, member } = ctx;
  const [head] = await tx.query<{ imported: boolean; toNobody: boolean }>(
    `select source is not null as imported,
       $2::text is not null and not exists (select from member_group where name = $2) as "toNobody"
      from community where id = $1`,
    [community, fields.proposers ?? null],
  );
  const code = refusalOf(editing, {
    ...(await standingOf(tx, member, community)),
    imported: head?.imported ?? false,
    toPrivate: fields.visibility === 'private',
    toNobody: head?.toNobody ?? false,
  });
  if (code === 'community.unknown_group') return refuse(code, { group: fields.proposers ?? '' });
  if (code || !head) return refuse(code ?? 'community.unknown');
  await ctx.bump(scopesOf(community));
  await tx.query(
    `update community c set name = coalesce($2, name), summary = coalesce($3, summary),
      charter = coalesce($4, charter), visibility = coalesce($5, visibility),
      proposers = case when $6 then $7 else proposers end, categories = coalesce($8, categories),
      scope = case coalesce($5, visibility) when 'public' then 'public' else 'community:' || id end where id = $1`,
    [
      community,
      fields.name ?? null,
      fields.summary ?? null,
      fields.charter ?? null,
      fields.visibility ?? null,
      fields.proposers !== undefined,
      fields.proposers ?? null,
      fields.categories ?? null,
    ],
  );
  await audit(tx, { actor: member, ...ctx.from }, 'community.edit', community, {
    fields: Object.keys(fields),
    ...(fields.visibility && { visibility: fields.visibility }),
    ...(fields.proposers !== undefined && { proposers: fields.proposers ?? '' }),
    ...(fields.categories && { categories: fields.categories }),
  });
  return APPLIED;
}

async function settleArchive(ctx: SettleContext, { community, archived }: MutationArgs<'community.archive'>) {
  const code = refusalOf(archiving, await standingOf(ctx.tx, ctx.member, community));
  if (code) return refuse(code);
  await ctx.bump(scopesOf(community));
  const changed = await ctx.tx.query(
    `update community set archived_at = case when $2 then now() end
      where id = $1 and (archived_at is not null) <> $2 returning id`,
    [community, archived],
  );
  if (changed.length === 0) return APPLIED;
  await audit(
    ctx.tx,
    { actor: ctx.member, ...ctx.from },
    archived ? 'community.archive' : 'community.reopen',
    community,
  );
  return APPLIED;
}

/**
 * Changing another member's membership is an animator's decision here; the member's own row changes by an event, in a
 * separate transaction (S12).
 */
async function settleAppoint(ctx: SettleContext, { community, member, role }: MutationArgs<'community.appoint'>) {
  const code = refusalOf(tending, await tendingOf(ctx, community, member, role));
  if (code) return refuse(code);
  await emit(ctx.tx, 'community.appointed', community, { member, role });
  await audit(ctx.tx, { actor: ctx.member, ...ctx.from }, 'member.promote', member, { role, community });
  return APPLIED;
}

async function settleRemove(ctx: SettleContext, { community, member, reason }: MutationArgs<'community.remove'>) {
  const standing = await tendingOf(ctx, community, member, null);
  const code = refusalOf(tending, standing);
  if (code) return refuse(code);
  // If they join anew before the listener has carried this out, that is another membership, which stays.
  await emit(ctx.tx, 'community.removed', community, { member, since: standing.since });
  await audit(ctx.tx, { actor: ctx.member, ...ctx.from }, 'community.remove', member, { community, reason });
  return APPLIED;
}

/** The acting member's standing, and that of the member whose role changes; `role` null: they are removed. */
async function tendingOf(
  { tx, member: me }: SettleContext,
  community: CommunityId,
  member: MemberId,
  role: GivenRole | null,
): Promise<Tending & { since: string | null }> {
  const other = await leavingOf(tx, member, community);
  return {
    ...(await standingOf(tx, me, community)),
    known: other.role !== null,
    losesLast: other.role === 'animator' && role !== 'animator' && other.otherAnimators === 0,
    since: other.since,
  };
}

/** Whether a removal ended this membership, and the listener has not carried it out yet. */
const removalWaits = async (tx: Queryable, member: MemberId, community: CommunityId): Promise<boolean> =>
  (
    await tx.query(
      `select from domain_event e join membership m on m.member = $1 and m.community = $2
        where e.name = 'community.removed' and e.subject = m.community
          and e.payload ->> 'member' = m.member::text
          and (e.payload ->> 'since')::timestamptz = m.joined_at limit 1`,
      [member, community],
    )
  ).length > 0;

/** Settlements of joining, leaving and tending. Joining, leaving or archiving twice is applied without effect. */
export const settlements: ColdSettlements<
  | 'community.join'
  | 'community.leave'
  | 'community.create'
  | 'community.edit'
  | 'community.archive'
  | 'community.appoint'
  | 'community.remove'
> = {
  'community.join': settlement(
    { refuses: [...codesOf(joining), 'sync.too_many_turns'] },
    async (ctx, { community, invitation }) => {
      const { tx, member, rev, asOf } = ctx;
      const standing = {
        ...(await standingOf(tx, member, community)),
        invited: invitation !== undefined && (await isKeyOf(tx, community, invitation)),
      };
      const code = refusalOf(joining, standing);
      if (code) return refuse(code);
      if (standing.role) {
        if (!(await removalWaits(tx, member, community))) return APPLIED;
        const again = refusalOf(joining, { ...standing, role: null });
        if (again) return refuse(again);
      }
      if (!(await takesTurn(ctx, 'community'))) return refuse('sync.too_many_turns', { most: MOST_TURNS });
      await tx.query(
        `insert into membership as m (member, community, joined_at, rev)
        values ($1, $2, coalesce($4::timestamptz, now()), $3)
        on conflict (member, community) do update set role = 'member', rev = excluded.rev,
          joined_at = greatest(excluded.joined_at, m.joined_at + interval '1 microsecond')`,
        [member, community, rev, asOf],
      );
      await emit(tx, 'community.joined', community, { member });
      return APPLIED;
    },
  ),

  'community.leave': settlement({ refuses: codesOf(leaving) }, async ({ tx, member }, { community }) => {
    const standing = await leavingOf(tx, member, community);
    if (!standing.role) return APPLIED;
    const code = refusalOf(leaving, standing);
    if (code) return refuse(code);
    await endMembership(tx, member, community, false);
    await emit(tx, 'community.left', community, { member });
    return APPLIED;
  }),
  'community.create': settlement({ refuses: [...codesOf(creating), 'community.exists'] }, settleCreate),
  'community.edit': settlement({ refuses: codesOf(editing) }, settleEdit),
  'community.archive': settlement({ refuses: codesOf(archiving) }, settleArchive),
  'community.appoint': settlement({ refuses: codesOf(tending) }, settleAppoint),
  'community.remove': settlement({ refuses: codesOf(tending) }, settleRemove),
};
