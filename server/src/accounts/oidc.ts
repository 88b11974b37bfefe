/**
 * Sign-in by an OpenID provider: authorization code with PKCE, state and nonce; the ID token is fully verified,
 * including its signature.
 */
import * as oidc from 'openid-client';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { AccountError } from '@egoejo/shared/accounts/errors.ts';
import { isLoopback, type Config } from '../platform/config.ts';

type OidcSettings = NonNullable<Config['oidc']>;
/** Stored by the browser during the sign-in at the provider; it ties the answer to the browser that asked. */
export interface Asked {
  state: string;
  nonce: string;
  verifier: string;
}
export interface Provider {
  /** The address to redirect the browser to. */
  begin(redirectUri: string): Promise<Result<{ url: URL; asked: Asked }, AccountError>>;
  /**
   * The verified e-mail address of the person who comes back. @param answer the address the browser came back to, as
   * registered with the provider.
   */
  finish(answer: URL, asked: Asked): Promise<Result<{ email: string }, AccountError>>;
}

/**
 * In seconds: the time limit for requests to the provider; the tolerated clock difference; the age at which its
 * metadata is fetched again.
 */
const TIMEOUT = 10;
const SKEW = 30;
const FRESH = 3600;

/** @param now the clock, in milliseconds; tests pass their own. */
export function createProvider(
  { issuer, clientId, clientSecret }: OidcSettings,
  now: () => number = Date.now,
): Provider {
  let known: { config: oidc.Configuration; at: number } | null = null;
  const discovered = async (): Promise<oidc.Configuration> => {
    if (known && now() - known.at < FRESH * 1000) return known.config;
    const config = await oidc.discovery(
      new URL(issuer),
      clientId,
      { client_secret: clientSecret, [oidc.clockTolerance]: SKEW },
      undefined,
      {
        timeout: TIMEOUT,
        // Check signatures although the token comes directly from the provider; allow plain HTTP only for a provider on
        // this machine (config.ts).
        execute: [oidc.enableNonRepudiationChecks, ...(isLoopback(issuer) ? [oidc.allowInsecureRequests] : [])],
      },
    );
    known = { config, at: now() };
    return config;
  };
  return {
    async begin(redirectUri) {
      try {
        const config = await discovered();
        const asked = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
        const url = oidc.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          scope: 'openid email',
          state: asked.state,
          nonce: asked.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(asked.verifier),
          code_challenge_method: 'S256',
        });
        return ok({ url, asked });
      } catch (error) {
        return refusalOf(error);
      }
    },
    async finish(answer, { state, nonce, verifier }) {
      if (answer.searchParams.get('state') !== state) return fail('account.oidc_stale');
      try {
        const tokens = await oidc.authorizationCodeGrant(await discovered(), answer, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        const email = claims?.['email'];
        return typeof email === 'string' && claims?.['email_verified'] === true
          ? ok({ email: email.trim().toLowerCase() })
          : fail('account.oidc_unverified');
      } catch (error) {
        return refusalOf(error);
      }
    },
  };
}

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
function refusalOf(error: unknown): Result<never, AccountError> {
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
