/** What is wrong with the answer of an OpenID provider, as a coded failure. */
import * as oidc from 'openid-client';
import { fail, type Result } from '@egoejo/shared/platform/result.ts';
import type { AccountError } from '@egoejo/shared/accounts/errors.ts';

/** Codes of the library for an invalid answer of the provider. Anything else it throws is a bug. */
const INVALID: Readonly<Record<string, string>> = {
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: 'claim',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'issuer',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'expired',
  OAUTH_KEY_SELECTION_FAILED: 'key',
  OAUTH_INVALID_RESPONSE: 'response',
  OAUTH_PARSE_ERROR: 'response',
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'response',
  OAUTH_RESPONSE_IS_NOT_JSON: 'response',
  OAUTH_RESPONSE_BODY_ERROR: 'grant',
  OAUTH_UNSUPPORTED_OPERATION: 'algorithm',
  OAUTH_MISSING_SERVER_METADATA: 'metadata',
  OAUTH_INVALID_SERVER_METADATA: 'metadata',
  OAUTH_HTTP_REQUEST_FORBIDDEN: 'metadata',
  OAUTH_REQUEST_PROTOCOL_FORBIDDEN: 'metadata',
};

/**
 * A coded failure; `reason` names what was invalid, but contains no value of a token. @throws errors that are not
 * caused by the provider's answer.
 */
export function refusalOf(error: unknown): Result<never, AccountError> {
  if (error instanceof oidc.AuthorizationResponseError) return fail('account.oidc_refused');
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = INVALID[code];
  if (reason !== undefined)
    return fail('account.oidc_invalid', { reason: reason === 'claim' ? claimOf(error) : reason });
  // No connection, or no answer in time.
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT' || error instanceof TypeError)
    return fail('account.oidc_unavailable');
  throw error;
}

/** Name of the claim that did not have the expected value: iss, aud, nonce … */
function claimOf(error: unknown): string {
  const cause =
    error instanceof Error ? (error.cause as { cause?: { claim?: unknown }; claim?: unknown } | undefined) : undefined;
  const claim = cause?.claim ?? cause?.cause?.claim;
  return typeof claim === 'string' && /^\w{1,20}$/.test(claim) ? claim : 'claim';
}
