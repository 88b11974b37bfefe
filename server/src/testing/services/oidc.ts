/** An OpenID provider on loopback with real HTTP and real keys, which fails in the way that a test selects. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';

export interface OidcProvider {
  issuer: string;
  alg: 'RS256' | 'ES256';
  /** Claims of the member who signs in. */
  claims: Record<string, unknown>;
  /** Overrides claims of the next ID tokens. */
  wrong: Record<string, unknown>;
  /** Overrides header fields of the next ID tokens. */
  head: Record<string, string>;
  /** Signs with an unpublished key under the key id of a published one. */
  forged: boolean;
  /** `ok`: a token; `refused`: an error status; `silent`: no answer. */
  token: 'ok' | 'refused' | 'silent';
  /** Overrides fields of the provider's metadata. */
  metadata: Record<string, unknown>;
  /** Simulates the member's consent: the address to which the provider redirects a browser that was sent to `url`. */
  agree(url: string, over?: Record<string, string>): string;
  /** Parameters of the last code exchange. */
  lastGrant: URLSearchParams;
  close(): Promise<void>;
}

interface Key {
  private: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  jwk: JWK;
}
async function newKey(alg: OidcProvider['alg']): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const jwk = await exportJWK(publicKey);
  return { private: privateKey, jwk: { ...jwk, kid: await calculateJwkThumbprint(jwk), use: 'sig', alg } };
}
async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

const discoveryOf = ({ issuer, metadata }: OidcProvider): object => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256', 'ES256'],
  authorization_response_iss_parameter_supported: true,
  ...metadata,
});

export async function startProvider(clientId: string): Promise<OidcProvider> {
  const keys = { RS256: await newKey('RS256'), ES256: await newKey('ES256') };
  const strangers = { RS256: await newKey('RS256'), ES256: await newKey('ES256') };
  const codes = new Map<string, { nonce: string; challenge: string; redirect: string }>();

  const idToken = (nonce: string): Promise<string> => {
    const { alg } = provider;
    const seconds = Math.floor(Date.now() / 1000);
    const claims = {
      iss: provider.issuer,
      aud: clientId,
      sub: 'someone',
      iat: seconds,
      exp: seconds + 300,
      nonce,
      ...provider.claims,
      ...provider.wrong,
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg, kid: keys[alg].jwk.kid ?? '', ...provider.head })
      .sign((provider.forged ? strangers : keys)[alg].private);
  };
  const grant = async (form: URLSearchParams): Promise<[number, object]> => {
    provider.lastGrant = form;
    const code = form.get('code') ?? '';
    const asked = codes.get(code);
    codes.delete(code);
    const challenge = Buffer.from(
      await crypto.subtle.digest('SHA-256', new TextEncoder().encode(form.get('code_verifier') ?? '')),
    ).toString('base64url');
    if (
      !asked ||
      asked.challenge !== challenge ||
      asked.redirect !== form.get('redirect_uri') ||
      provider.token === 'refused'
    )
      return [400, { error: 'invalid_grant' }];
    return [200, { access_token: 'opaque', token_type: 'Bearer', id_token: await idToken(asked.nonce) }];
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url?.split('?')[0];
    const send = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (path === '/.well-known/openid-configuration') {
      send(200, discoveryOf(provider));
    } else if (path === '/authorize')
      response.writeHead(302, { location: provider.agree(`${provider.issuer}${request.url ?? ''}`) }).end();
    else if (path === '/jwks') send(200, { keys: [keys.RS256.jwk, keys.ES256.jwk] });
    else if (path === '/token' && provider.token !== 'silent')
      send(...(await grant(new URLSearchParams(await bodyOf(request)))));
    else if (path !== '/token') send(404, {});
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const provider: OidcProvider = {
    issuer: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    alg: 'RS256',
    claims: {},
    wrong: {},
    head: {},
    forged: false,
    token: 'ok',
    metadata: {},
    lastGrant: new URLSearchParams(),
    agree(url, over = {}) {
      const q = new URL(url).searchParams;
      const code = crypto.randomUUID();
      codes.set(code, {
        nonce: q.get('nonce') ?? '',
        challenge: q.get('code_challenge') ?? '',
        redirect: q.get('redirect_uri') ?? '',
      });
      const query = new URLSearchParams({ code, state: q.get('state') ?? '', iss: provider.issuer, ...over });
      return `${q.get('redirect_uri')}?${query.toString()}`;
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
  return provider;
}
