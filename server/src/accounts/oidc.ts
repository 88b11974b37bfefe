/** Signing in by an OpenID provider: authorization code with PKCE, state and nonce; the ID token is verified whole, its signature too. */
import * as oidc from 'openid-client';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { AccountError } from '@egoejo/shared/accounts/errors.ts';
import { isLoopback, type Config } from '../platform/config.ts';

export type OidcSettings = NonNullable<Config['oidc']>;
/** What the browser keeps while its owner is at the provider: it ties the answer to who asked. */
export interface Asked {
  state: string;
  nonce: string;
  verifier: string;
}
export interface Provider {
  /** Where to send the browser. */
  begin(redirectUri: string): Promise<Result<{ url: URL; asked: Asked }, AccountError>>;
  /** The verified address of who comes back. @param answer the address the browser came back to, as the provider knows it. */
  finish(answer: URL, asked: Asked): Promise<Result<{ email: string }, AccountError>>;
}

/** Seconds: a provider that takes longer is not there; clocks may differ by so many; its description is read again after so many. */
const TIMEOUT = 10;
const SKEW = 30;
const FRESH = 3600;

/** @param now milliseconds; tests have their own. */
export function createProvider({ issuer, clientId, clientSecret }: OidcSettings, now: () => number = Date.now): Provider {
  let known: { config: oidc.Configuration; at: number } | null = null;
  const discovered = async (): Promise<oidc.Configuration> => {
    if (known && now() - known.at < FRESH * 1000) return known.config;
    const config = await oidc.discovery(new URL(issuer), clientId, { client_secret: clientSecret, [oidc.clockTolerance]: SKEW }, undefined, {
      timeout: TIMEOUT,
      // Signatures are checked though the token comes straight from the provider; plain HTTP only from this very machine (config.ts).
      execute: [oidc.enableNonRepudiationChecks, ...(isLoopback(issuer) ? [oidc.allowInsecureRequests] : [])],
    });
    known = { config, at: now() };
    return config;
  };
  return {
    async begin(redirectUri) {
      try {
        const config = await discovered();
        const asked = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
        const url = oidc.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri, scope: 'openid email', state: asked.state, nonce: asked.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(asked.verifier), code_challenge_method: 'S256',
        });
        return ok({ url, asked });
      } catch (error) {
        return refusalOf(error);
      }
    },
    async finish(answer, { state, nonce, verifier }) {
      if (answer.searchParams.get('state') !== state) return fail('account.oidc_stale');
      try {
        const tokens = await oidc.authorizationCodeGrant(await discovered(), answer, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true });
        const claims = tokens.claims();
        const email = claims?.['email'];
        return typeof email === 'string' && claims?.['email_verified'] === true ? ok({ email: email.trim().toLowerCase() }) : fail('account.oidc_unverified');
      } catch (error) {
        return refusalOf(error);
      }
    },
  };
}

/** Codes of the library that say the provider's answer is not what it must be. What else it throws is a bug. */
const INVALID: Readonly<Record<string, string>> = {
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: 'claim', OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'issuer', OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'expired', OAUTH_KEY_SELECTION_FAILED: 'key',
  OAUTH_INVALID_RESPONSE: 'response', OAUTH_PARSE_ERROR: 'response', OAUTH_RESPONSE_IS_NOT_CONFORM: 'response', OAUTH_RESPONSE_IS_NOT_JSON: 'response', OAUTH_RESPONSE_BODY_ERROR: 'grant',
  OAUTH_UNSUPPORTED_OPERATION: 'algorithm', OAUTH_MISSING_SERVER_METADATA: 'metadata', OAUTH_INVALID_SERVER_METADATA: 'metadata', OAUTH_HTTP_REQUEST_FORBIDDEN: 'metadata', OAUTH_REQUEST_PROTOCOL_FORBIDDEN: 'metadata',
};

/** Coded; `reason` names what did not fit, never a value of a token. @throws what is no answer of a provider. */
function refusalOf(error: unknown): Result<never, AccountError> {
  if (error instanceof oidc.AuthorizationResponseError) return fail('account.oidc_refused');
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = INVALID[code];
  if (reason !== undefined) return fail('account.oidc_invalid', { reason: reason === 'claim' ? claimOf(error) : reason });
  // No connection, no answer in time.
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT' || error instanceof TypeError) return fail('account.oidc_unavailable');
  throw error;
}

/** Which claim of the token was not what was expected: iss, aud, nonce … */
function claimOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { cause?: { claim?: unknown }; claim?: unknown } | undefined) : undefined;
  const claim = cause?.claim ?? cause?.cause?.claim;
  return typeof claim === 'string' && /^\w{1,20}$/.test(claim) ? claim : 'claim';
}
