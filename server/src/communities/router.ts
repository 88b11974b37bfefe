/** Procedures that animators need online: the invitation poster's key, and the members of their communities. */
import * as z from 'zod';
import { communityId, memberId, type CommunityId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { knownGroups } from '../accounts/model.ts';
import { AppError } from '../platform/http/app-error.ts';
import { audit } from '../platform/observability/audit.ts';
import { counting } from '../platform/limits/counting.ts';
import type { Queryable } from '../platform/database/database.ts';
import { animates, standingOf } from './model.ts';
import { actorOf, memberProcedure, publicProcedure, router } from '../platform/http/trpc.ts';
import { figuresOf } from './figures.ts';
import { communityOfKey, keyOf, renewKey } from './keys.ts';
import { membersOf } from './members.ts';
import { reachOf } from './reach.ts';

const search = z
  .string()
  .max(100)
  .transform((s) => s.trim());

/** @param community null: all @throws AppError unless the member animates it; for strangers it does not exist. */
async function requireAnimator(db: Queryable, member: MemberId, community: CommunityId | null): Promise<void> {
  const standing = await standingOf(db, member, community);
  if (!standing.visible) throw new AppError('community.unknown');
  if (!standing.active || !animates(standing)) throw new AppError('community.not_animator');
}
/** Lets only animators of the community through. */
const animatorProcedure = memberProcedure
  .input(z.object({ community: communityId }))
  .use(async ({ ctx, input, next }) => {
    await requireAnimator(ctx.deps.db, ctx.identity.member, input.community);
    return next();
  });

export const communitiesRouter = router({
  /** The community that a poster invites to. The key is as long as a secret has to be, so guessing finds none. */
  byKey: publicProcedure.input(z.strictObject({ key: z.string().max(100) })).query(async ({ ctx, input }) => {
    const found = await communityOfKey(ctx.deps.db, input.key);
    if (!found) throw new AppError('community.no_such_key');
    return found;
  }),
  key: animatorProcedure.mutation(({ ctx, input }) =>
    ctx.deps.db.transaction(async (tx) => {
      const { key, made } = await keyOf(tx, input.community);
      if (made) await audit(tx, actorOf(ctx), 'community.make_key', input.community);
      return key;
    }),
  ),
  renewKey: animatorProcedure.mutation(({ ctx, input }) =>
    ctx.deps.db.transaction(async (tx) => {
      await audit(tx, actorOf(ctx), 'community.renew_key', input.community);
      return renewKey(tx, input.community);
    }),
  ),
  figures: animatorProcedure.query(({ ctx, input }) =>
    counting.run(() => figuresOf(ctx.deps.db, input.community), ctx.identity.member),
  ),
  /** How many a poll or an announcement would reach; null: those of all communities. */
  reach: memberProcedure
    .input(z.strictObject({ community: z.nullable(communityId) }))
    .query(async ({ ctx, input: { community } }) => {
      await requireAnimator(ctx.deps.db, ctx.identity.member, community);
      return counting.run(() => reachOf(ctx.deps.db, community), ctx.identity.member);
    }),
  /** The named groups that exist, to leave proposing to one of them. */
  groups: animatorProcedure.query(({ ctx }) => knownGroups(ctx.deps.db)),
  members: animatorProcedure
    .input(z.object({ search, after: z.nullable(memberId) }))
    .query(({ ctx, input }) => membersOf(ctx.deps.db, input.community, input.search, input.after)),
});
