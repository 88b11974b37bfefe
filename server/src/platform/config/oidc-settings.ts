/** The settings of sign-in by an OpenID provider. */
import { ConfigFault, type Config } from './config.ts';

interface OidcVariables {
  OIDC_ISSUER?: string | undefined;
  OIDC_CLIENT_ID?: string | undefined;
  OIDC_CLIENT_SECRET?: string | undefined;
  OIDC_NAME: string;
}

/** The OpenID settings: all three or none; without TLS only on this machine. No message contains the secret. */
export function readOidc({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: clientId,
  OIDC_CLIENT_SECRET: clientSecret,
  OIDC_NAME: name,
}: OidcVariables): Config['oidc'] {
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    throw new ConfigFault('OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: set all three or none');
  if (new URL(issuer).protocol === 'http:' && !isLoopback(issuer))
    throw new ConfigFault('OIDC_ISSUER: wants https:// for a provider on another machine');
  return { issuer, clientId, clientSecret, name };
}
export const isLoopback = (url: string): boolean =>
  /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/.test(new URL(url).hostname);
