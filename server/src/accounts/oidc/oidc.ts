/**
 * Sign-in by an OpenID provider: authorization code with PKCE, state and nonce; the ID token is fully verified,
 * including its signature.
 */
import * as oidc from 'openid-client';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { AccountError } from '@egoejo/shared/accounts/errors.ts';
import { isLoopback } from '../../platform/config/oidc-settings.ts';
import type { Config } from '../../platform/config/config.ts';
import { refusalOf } from './oidc-refusals.ts';

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
        // this machine (oidc-settings.ts).
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
