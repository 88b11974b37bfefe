/** Expected failures as HTTP answers: a stable code, its parameters, an HTTP status. */
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import type { Params, Result } from '@egoejo/shared/platform/result.ts';
import type { ErrorBody } from '@egoejo/shared/sync/protocol.ts';

const statuses: Partial<Record<ErrorCode, number>> = {
  'account.not_signed_in': 401,
  'account.session_ended': 401,
  'account.bad_credentials': 401,
  'sync.unauthenticated': 401,
  'account.forbidden': 403,
  'account.banned': 403,
  'account.not_confirmed': 403,
  'sync.wrong_member': 403,
  'sync.unknown_device': 403,
  'account.already_installed': 409,
  'account.image_too_large': 413,
  'media.too_large': 413,
  'sync.too_large': 413,
  'account.rate_limited': 429,
  'account.sms_too_many': 429,
  'account.sms_used_up': 429,
  'sync.rate_limited': 429,
  'sync.internal': 500,
  'sync.busy': 503,
  'account.busy': 503,
  'account.not_sent': 503,
  'sync.read_only': 503,
};
const statusOf = (code: ErrorCode): number => statuses[code] ?? 400;

/**
 * Thrown only in routes and procedures, where the framework expects an exception; inside, expected failures are values.
 * `params.seconds` of a rate limit becomes Retry-After.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: Params;
  readonly status: number;
  constructor(code: ErrorCode, params: Params = {}, status = statusOf(code)) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.params = params;
    this.status = status;
  }
  get body(): ErrorBody {
    return { error: { code: this.code, params: this.params } };
  }
  get retryAfter(): string | undefined {
    return this.status === 429 || this.status === 503 ? String(this.params['seconds'] ?? 5) : undefined;
  }
}

/** The value of a result; a failure is thrown as an AppError. */
export function valueOf<T>(result: Result<T, ErrorCode>): T {
  if (result.ok) return result.value;
  throw new AppError(result.error.code, result.error.params);
}
