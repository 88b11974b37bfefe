/** Invitations beside registration, which takes a code itself: is one good, who came by mine, who invited me. */
import * as z from 'zod';
import { INVITATION } from '@egoejo/shared/invitations/model.ts';
import { valueOf } from '../platform/app-error.ts';
import { memberProcedure, publicProcedure, router } from '../platform/trpc.ts';
import { acceptInvitation, inviterOf } from './accept.ts';
import { invitation } from './inputs.ts';

const given = z.strictObject({ code: invitation });

export const invitationsRouter = router({
  /** Says no with its code, or nothing about whose it is. Wrong guesses count against the address they come from. */
  check: publicProcedure.input(given).query(async ({ ctx: { deps, request }, input: { code } }) => {
    deps.limits.signIn.check(request.ip);
    const found = await inviterOf(deps.db, code);
    if (!found.ok) deps.limits.signIn.count(request.ip);
    valueOf(found);
    return { good: true };
  }),
  /** For a newcomer who registered without it. */
  accept: memberProcedure.input(given).mutation(async ({ ctx, input: { code } }) => {
    const { deps, request, identity } = ctx;
    deps.limits.signIn.check(request.ip);
    const done = await deps.db.transaction((tx) => acceptInvitation(tx, identity.member, code));
    if (!done.ok) deps.limits.signIn.count(request.ip);
    valueOf(done);
    return { accepted: true };
  }),
  /** How many came by the caller's invitation; never who. */
  mine: memberProcedure.query(async ({ ctx: { deps, identity } }) => {
    const [row] = await deps.db.query<{ accepted: number; thanked: number; beyond: number; today: number }>(
      `select count(*) as accepted, count(*) filter (where outcome = 'harvested') as thanked, count(*) filter (where outcome = 'limit') as beyond,
         count(*) filter (where outcome = 'harvested' and (settled_at at time zone 'UTC')::date = (now() at time zone 'UTC')::date) as today
       from invitation where inviter = $1`,
      [identity.member],
    );
    return { accepted: 0, thanked: 0, beyond: 0, today: 0, ...row, ...INVITATION };
  }),
});
