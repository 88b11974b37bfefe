/** Admits, checks and runs one exchange, for the plain route (http.ts) and the tRPC procedure (router.ts). */
import { setImmediate } from 'node:timers/promises';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import type { SyncError } from '@egoejo/shared/sync/errors.ts';
import { NOTED_HEADER, QUARANTINED_HEADER } from '@egoejo/shared/sync/client-headers.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressKey } from '../../platform/limits/address.ts';
import { createAdmission, type Turn } from '../../platform/limits/admission.ts';
import type { Kind } from '../../platform/limits/admission-limits.ts';
import { checkCaller } from './exchange-opening.ts';
import { exchange, type WriteLine } from './exchange.ts';
import { noteQuarantined } from '../receipts/quarantined.ts';
import type { ReceivedExchange } from './request.ts';
import type { Caller, ExchangeServiceDeps } from './exchange-deps.ts';
import { hasCredentials, kindOf, mostBytes } from './caller-kind.ts';

/**
 * Limits on concurrent exchanges: fewer than the database connections, so that sign-in, reading and readiness checks
 * have their own; enough for full groups (docs/decisions/06). The queue is short, so that answers come well within half
 * a second.
 */
export const EXCHANGES = {
  places: 12,
  waitMs: 200,
  // Anybody can send visitors' exchanges, which only read. A cookie proves nothing until it is checked. One address may
  // be that of a whole village.
  shares: { visitor: { places: 3, anAddress: 4, rest: 2 }, unproven: { places: 4, anAddress: 8 } },
} as const;

/**
 * The longest body of a request without credentials, in bytes. Such a body contains only cursors: the most that a
 * visitor may send take half of it. Parsing the longest body of a member costs as much CPU time as an answer.
 */

/** Why an exchange was refused; nothing of it was done. */
export type Refusal = Failure<SyncError>;

export interface ExchangeService {
  /** Refuses a request before its body is read, which costs memory and CPU time; null: it may go on. */
  refuseEarly(request: FastifyRequest): Refusal | null;
  /**
   * Runs one exchange.
   * @returns null once all lines were written, else why nothing was done
   */
  serve(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: ReceivedExchange,
    write: WriteLine,
  ): Promise<Refusal | null>;
}

export function createExchangeService(deps: ExchangeServiceDeps): ExchangeService {
  const admission = deps.admission ?? createAdmission(EXCHANGES);
  const turnAway = (kind: Kind): Refusal => ({
    code: 'sync.rate_limited',
    params: { seconds: admission.comeBackIn(kind) },
  });
  return {
    refuseEarly(request) {
      // A request whose body is still arriving does not hold a place, so that slow links do not keep others waiting.
      const kind = hasCredentials(request) ? 'member' : 'visitor';
      const max = mostBytes(request);
      // The plain route counts the bytes of a member's body that does not state its length.
      const bytes = Number(request.headers['content-length'] ?? (kind === 'visitor' ? Infinity : 0));
      if (!(bytes <= max)) return { code: 'sync.too_large', params: { max } };
      return admission.full({ kind, address: addressKey(request.ip) }) ? turnAway(kind) : null;
    },
    async serve(request, reply, asked, write) {
      const who = await kindOf(deps, request, asked);
      if (who === null) return { code: 'sync.unauthenticated', params: {} };
      // The embedded database works on this thread, so requests that arrived together would be answered completely one
      // after the other and no waiting one would be seen. Yielding reads the members' requests first.
      if (who.kind === 'visitor') await setImmediate();
      const turn = admission.enter(who);
      if (turn === null) return turnAway(who.kind);
      reply.raw.once('close', turn.giveUp);
      // While others wait for a connection, do not keep an idle one open for a device that was served.
      if (admission.full()) void reply.header('connection', 'close');
      try {
        return (await turn.ready) ? await answerExchange(deps, request, reply, turn, asked, write) : turnAway(who.kind);
      } finally {
        turn.leave();
      }
    },
  };
}

/**
 * @param turn is released once the database work is done: the server reads all lines that follow head and verdicts
 * before it writes the first of them.
 */
async function answerExchange(
  deps: ExchangeServiceDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  turn: Turn,
  asked: ReceivedExchange,
  write: WriteLine,
): Promise<Refusal | null> {
  const authenticated = async (): Promise<Caller | null> =>
    asked.member === null ? null : deps.authenticate(request, reply);
  // The statement that opens the exchange also checks the session, which saves a round trip. What a device reports in
  // its headers is written before that, so such a caller is authenticated first.
  const claimed =
    asked.member === null || request.headers[QUARANTINED_HEADER] !== undefined
      ? null
      : ((await deps.claimed?.(request)) ?? null);
  const checked = checkCaller(claimed ?? (await authenticated()), asked);
  if (!checked.ok) return checked.error;
  if (checked.value !== null) turn.prove();
  const limited =
    deps.allow(request, checked.value) ?? (checked.value && deps.allowActs?.(checked.value, asked.mutations.length));
  if (limited) return { code: 'sync.rate_limited', params: { seconds: limited.retryAfter } };
  if (await noteQuarantined(deps, checked.value, request.headers)) void reply.header(NOTED_HEADER, '1');
  let worked = asked.mutations.length > 0 ? 2 : 1;
  const run = (caller: Caller | null) =>
    exchange(deps, caller, asked, (line, flush) => {
      if (worked-- <= 0) turn.leave();
      return write(line, flush);
    });
  const done = await run(checked.value);
  if (done.ok) return null;
  if (claimed === null || done.error.code !== 'sync.unauthenticated') return done.error;
  // The session of the access token has ended. The cookie may belong to a later one, as if there were no token.
  const again = checkCaller(await authenticated(), asked);
  if (!again.ok) return again.error;
  const settled = await run(again.value);
  return settled.ok ? null : settled.error;
}
