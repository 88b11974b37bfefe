/** The code with which a failing call is answered. */
import type { TRPCError } from '@trpc/server';
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/unstable-core-do-not-import';
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import { MOST_CALLS } from '@egoejo/shared/platform/calls.ts';
import { AppError } from './app-error.ts';
import { asAppError } from './http.ts';

/** tRPC's names of HTTP statuses. */
export const statusNames: Record<number, TRPC_ERROR_CODE_KEY> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
};

/** Fields whose validation errors have their own code. */
const fieldCodes: Record<string, ErrorCode> = {
  password: 'account.weak_password',
  name: 'account.name_required',
  code: 'account.bad_code',
};

/** The AppError with which a failing call is answered. */
export function appErrorOf(error: TRPCError): AppError {
  if (error.cause instanceof AppError) return error.cause;
  // tRPC has no code for this error; accounts/sign-in/parallel.test.ts checks that the message stays the same.
  if (error.message === 'Batch call exceeds maximum size')
    return new AppError('sync.bad_request', { reason: 'batch', most: MOST_CALLS });
  if (error.code === 'BAD_REQUEST' || error.code === 'PARSE_ERROR') {
    const field =
      error.cause && 'issues' in error.cause && Array.isArray(error.cause.issues)
        ? String(error.cause.issues[0]?.path?.[0] ?? '')
        : '';
    return new AppError(fieldCodes[field] ?? 'sync.bad_args', field ? { field } : {});
  }
  if (error.code === 'NOT_FOUND') return new AppError('sync.bad_request', { reason: 'no such procedure' }, 404);
  if (error.code === 'INTERNAL_SERVER_ERROR') return asAppError(error.cause ?? error);
  return new AppError('sync.bad_request');
}
