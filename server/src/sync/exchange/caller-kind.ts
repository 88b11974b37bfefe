/** The kind of caller that a request counts as before anything of it is checked. */
import { LIMITS } from '@egoejo/shared/sync/protocol.ts';
import type { FastifyRequest } from 'fastify';
import { addressKey } from '../../platform/limits/address.ts';
import type { Caller as Asking } from '../../platform/limits/admission-limits.ts';
import type { ReceivedExchange } from './request.ts';
import type { ExchangeServiceDeps } from './exchange-deps.ts';

/** True when the request carries a token or a cookie, valid or not. */
export const hasCredentials = ({ headers }: FastifyRequest): boolean =>
  headers.authorization !== undefined || headers.cookie !== undefined;

const VISITOR_BYTES = 48 * 1024;
/** The most bytes that the body of this caller's exchange may have, unpacked. */
export const mostBytes = (request: FastifyRequest): number =>
  hasCredentials(request) ? LIMITS.exchangeBytes : VISITOR_BYTES;

/**
 * The kind of caller that a request counts as, decided without the database; null: refused. A request that names a
 * member is refused unless it proves to be that member's, so only the check itself can cost something: a token we
 * signed, even an expired one, counts as a member's; a cookie does not, because anybody can make one up.
 */
export async function kindOf(
  deps: ExchangeServiceDeps,
  request: FastifyRequest,
  { member }: ReceivedExchange,
): Promise<Asking | null> {
  const address = addressKey(request.ip);
  if (member === null) return { kind: 'visitor', address };
  if (!hasCredentials(request)) return null;
  return { kind: (await deps.wasSigned?.(request)) ? 'member' : 'unproven', address };
}
