/**
 * tRPC: identifies the caller, checks access to procedures, and returns errors as codes (`error.data.app = { code,
 * params }`).
 */
import { TRPCError, initTRPC } from '@trpc/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { jsonFault } from '@egoejo/shared/platform/json.ts';
import type { Params } from '@egoejo/shared/platform/result.ts';
import { AppError } from './app-error.ts';
import { originOf, type Actor } from '../observability/audit.ts';
import type { Deps } from '../deps.ts';
import { refuseWhileReadOnly } from '../database/read-only.ts';
import { isStorable } from '../database/storable.ts';
import type { ExchangeService } from '../../sync/exchange/serve.ts';
import { statusNames, appErrorOf } from './trpc-errors.ts';

/** The holder of an access token. */
export interface Identity {
  member: MemberId;
  device: DeviceId;
  /** The session's id. */
  sid: string;
  roles: string[];
}
export interface Context {
  deps: Deps;
  request: FastifyRequest;
  reply: FastifyReply;
  exchanges: ExchangeService;
  /** Null: a visitor. The session may have ended since the token was issued: `memberProcedure` checks that. */
  identity: Identity | null;
}

const t = initTRPC.context<Context>().create({
  errorFormatter({ shape, error }) {
    const { code, params, status } = appErrorOf(error);
    const app: { code: ErrorCode; params: Params } = { code, params };
    // The message of a library may contain arguments, so only the code is sent.
    return { ...shape, message: code, data: { httpStatus: status, path: shape.data.path, app } };
  },
});

/** Every failure becomes an AppError with its HTTP status; bugs are reported. */
const coded = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const app = appErrorOf(result.error);
  if (app.status === 500)
    ctx.deps.reports.bug(result.error.cause ?? result.error, { member: ctx.identity?.member, route: `trpc ${path}` });
  if (app.retryAfter) void ctx.reply.header('retry-after', app.retryAfter);
  throw new TRPCError({ code: statusNames[app.status] ?? 'BAD_REQUEST', message: app.code, cause: app });
});

export const router = t.router;

/** Open to anyone and without a rate limit: the procedure applies its own limits. Malformed JSON is refused. */
export const codedProcedure = t.procedure.use(coded).use(async ({ getRawInput, next }) => {
  if (jsonFault(await getRawInput()) !== null) throw new AppError('sync.bad_args');
  return next();
});

/** Open to anyone; rate-limited by address. */
export const publicProcedure = codedProcedure.use(async ({ ctx, type, path, getRawInput, next }) => {
  ctx.deps.limits.public.take(ctx.request.ip);
  if (type === 'mutation') await refuseWhileReadOnly(ctx.deps.db, ctx.deps.config, path);
  if (!isStorable(await getRawInput())) throw new AppError('sync.bad_args');
  return next();
});

/** Requires a member whose session has not ended and who is not banned. */
export const memberProcedure = publicProcedure.use(async ({ ctx, next }) => {
  const identity = ctx.identity && (await stillSignedIn(ctx.deps, ctx.identity));
  if (!identity) throw new AppError('account.not_signed_in');
  return next({ ctx: { ...ctx, identity } });
});

/**
 * Open to anyone; `reader` is the member, null for a visitor. An expired token or an ended session is refused, so that
 * nobody takes a visitor's answer for their own.
 */
export const readerProcedure = publicProcedure.use(async ({ ctx, next }) => {
  const identity = ctx.identity && (await stillSignedIn(ctx.deps, ctx.identity));
  if (!identity && ctx.request.headers.authorization !== undefined) throw new AppError('account.not_signed_in');
  return next({ ctx: { ...ctx, reader: identity?.member ?? null } });
});

/** Requires an administrator. */
export const administratorProcedure = memberProcedure.use(({ ctx, next }) => {
  if (!ctx.identity.roles.includes('administrator')) throw new AppError('account.forbidden');
  return next();
});

/** The identity with the member's present roles; null when the session has ended or the account is closed. */
async function stillSignedIn({ db }: Deps, identity: Identity): Promise<Identity | null> {
  const [row] = await db.query<{ roles: string[]; status: string }>(
    `select m.roles, m.status from session s join member m on m.id = s.member
      where s.id = $1 and s.member = $2 and s.ended_at is null`,
    [identity.sid, identity.member],
  );
  if (row?.status === 'banned') throw new AppError('account.banned');
  return row?.status === 'active' ? { ...identity, roles: row.roles } : null;
}

/** The caller, for the audit log. */
export const actorOf = (ctx: Context): Actor => ({ actor: ctx.identity?.member ?? null, ...originOf(ctx.request) });
