/** Procedures for a member's own account, after proof of identity. */
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { AppError, valueOf } from '../../platform/http/app-error.ts';
import { audit, type Actor } from '../../platform/observability/audit.ts';
import { limitFailures } from '../../platform/limits/limits.ts';
import { actorOf, memberProcedure, publicProcedure, type Context } from '../../platform/http/trpc.ts';
import { forgetCookie } from '../sessions/authenticate.ts';
import { encodeAvatar, setAvatar } from '../avatar.ts';
import { knownDevice } from '../sessions/browsers.ts';
import * as input from '../inputs.ts';
import { closeMember } from './own-data.ts';
import { ARCHIVE } from './own-http.ts';
import { proveMember, type Credentials } from '../sign-in/sign-in.ts';
import { proveMyself } from '../sessions/security-procedures.ts';
import { signLink } from '../sessions/tokens.ts';
import { isLastAdministrator } from '../account-status.ts';

/** The audit entry of a closed account contains no address and no agent. */
const withoutPerson = (actor: Actor): Actor => ({ ...actor, address: '', agent: '' });

async function close(ctx: Context, member: MemberId): Promise<{ closed: true }> {
  const { db, media, pokes } = ctx.deps;
  const avatar = await db.transaction(async (tx) => {
    if (await isLastAdministrator(tx, member)) throw new AppError('account.last_administrator');
    await audit(tx, { ...withoutPerson(actorOf(ctx)), actor: member }, 'account.close', member);
    return closeMember(tx, member);
  });
  if (avatar) await media.delete(avatar.replace('/media/', ''));
  forgetCookie(ctx.deps, ctx.reply);
  pokes.moved([memberScope(member)]);
  return { closed: true };
}

/** The member with this address and password, banned or not, under the limits of signing in. */
const proved = ({ deps: { db, limits }, request }: Context, credentials: Credentials): Promise<MemberId> =>
  limitFailures(limits.signIn, request.ip, async () => {
    const known = await knownDevice(db, request, credentials.email);
    return valueOf(await proveMember(db, credentials, { address: request.ip, known })).id;
  });

/**
 * A link to the archive of all data about a member, for their browser's own download: it goes to the disk as it comes,
 * however large it is.
 */
async function linkFor({ deps }: Context, member: MemberId, sid: string | null): Promise<{ path: string }> {
  deps.limits.exports.take(member);
  return { path: `${ARCHIVE}/${await signLink(deps.keys, member, sid)}` };
}

export const ownProcedures = {
  me: memberProcedure.query(async ({ ctx }) => {
    const { member, device } = ctx.identity;
    const row = await ctx.deps.db.prisma.member.findUniqueOrThrow({
      where: { id: member },
      select: { name: true, email: true, email_confirmed_at: true, avatar: true, roles: true },
    });
    return {
      member,
      device,
      name: row.name,
      email: row.email,
      emailConfirmed: row.email_confirmed_at !== null,
      avatar: row.avatar,
      roles: row.roles,
    };
  }),

  uploadAvatar: memberProcedure.input(input.picture).mutation(async ({ ctx, input: { base64 } }) => {
    const picture = valueOf(await encodeAvatar(Buffer.from(base64, 'base64'), ctx.identity.member));
    return { avatar: await setAvatar(ctx.deps, ctx.identity.member, picture) };
  }),
  removeAvatar: memberProcedure.mutation(async ({ ctx }) => {
    await setAvatar(ctx.deps, ctx.identity.member, null);
    return { avatar: null };
  }),

  exportLink: memberProcedure.query(({ ctx }) => linkFor(ctx, ctx.identity.member, ctx.identity.sid)),

  close: memberProcedure.input(input.proof).mutation(async ({ ctx, input: { password } }) => {
    const { member } = ctx.identity;
    await proveMyself(ctx, member, password);
    return close(ctx, member);
  }),

  /** For banned members, who get no session: address and password give access to these two procedures only. */
  exportLinkWithPassword: publicProcedure
    .input(input.ownCredentials)
    .mutation(async ({ ctx, input: credentials }) => linkFor(ctx, await proved(ctx, credentials), null)),
  closeWithPassword: publicProcedure
    .input(input.ownCredentials)
    .mutation(async ({ ctx, input: credentials }) => close(ctx, await proved(ctx, credentials))),

  /** The member's open sessions, most recently used first. */
  sessions: memberProcedure.query(async ({ ctx }) => {
    const rows = await ctx.deps.db.prisma.session.findMany({
      where: { member: ctx.identity.member, ended_at: null, expires_at: { gt: new Date() } },
      select: { id: true, device: true, created_at: true, used_at: true, agent: true },
      orderBy: { used_at: 'desc' },
    });
    return rows.map((s) => ({
      id: s.id,
      device: s.device,
      createdAt: s.created_at.toISOString(),
      usedAt: s.used_at.toISOString(),
      agent: s.agent,
      current: s.id === ctx.identity.sid,
    }));
  }),
};
