/**
 * Procedures for invitations outside registration, which takes a code itself: checking a code, and listing the caller's
 * invitations.
 */
import * as z from 'zod';
import { INVITATION } from '@egoejo/shared/invitations/model.ts';
import { valueOf } from '../platform/http/app-error.ts';
import { limitFailures } from '../platform/limits/limits.ts';
import { memberProcedure, publicProcedure, router } from '../platform/http/trpc.ts';
import { acceptInvitation, inviterOf } from './accept.ts';
import { invitation } from './inputs.ts';

const given = z.strictObject({ code: invitation });

export const invitationsRouter = router({
  /**
   * Fails with a code, or succeeds without revealing whose invitation it is. Wrong guesses count against the caller's
   * address.
   */
  check: publicProcedure.input(given).query(async ({ ctx: { deps, request }, input: { code } }) => {
    await limitFailures(deps.limits.signIn, request.ip, async () => valueOf(await inviterOf(deps.db, code)));
    return { good: true };
  }),
  /** For a newcomer who registered without the code. */
  accept: memberProcedure.input(given).mutation(async ({ ctx, input: { code } }) => {
    const { deps, request, identity } = ctx;
    await limitFailures(deps.limits.signIn, request.ip, async () =>
      valueOf(await deps.db.transaction((tx) => acceptInvitation(tx, identity.member, code))),
    );
    return { accepted: true };
  }),
  /** How many members came by the caller's invitations, but not who. */
  mine: memberProcedure.query(async ({ ctx: { deps, identity } }) => {
    const [row] = await deps.db.query<{ accepted: number; thanked: number; beyond: number; today: number }>(
      `select count(*) as accepted, count(*) filter (where outcome = 'harvested') as thanked,
        count(*) filter (where outcome = 'limit') as beyond,
         count(*) filter (where outcome = 'harvested'
           and (settled_at at time zone 'UTC')::date = (now() at time zone 'UTC')::date) as today
       from invitation where inviter = $1`,
      [identity.member],
    );
    return { accepted: 0, thanked: 0, beyond: 0, today: 0, ...row, ...INVITATION };
  }),
});
