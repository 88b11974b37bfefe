/** The server's whole app on a test database, called without a port, and simulated browsers that keep their cookies. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { COOKIE } from '../../accounts/sessions/authenticate.ts';
import type { Mail } from '../../mail/posts.ts';
import { readConfig } from '../../platform/config/read-config.ts';
import type { Database } from '../../platform/database/database.ts';
import { createLog } from '../../platform/observability/log.ts';
import { buildApp } from '../../app.ts';
import { createDeps, type ServerDeps } from '../../create-deps.ts';
import { openPushKeys } from '../../channels/push-keys.ts';

export interface TestApp {
  app: FastifyInstance;
  deps: ServerDeps;
  /** Every mail that was sent. */
  mails: Mail[];
  /** The code in the last mail to an address, once it was sent. */
  codeFor(email: string): Promise<string>;
  browser(given?: { address?: string }): Browser;
  close(): Promise<void>;
}
export interface Answer<Body> {
  status: number;
  /** For a procedure: its value, or `{ code, params }` of its error. For a route: its JSON. */
  body: Body;
  headers: Record<string, unknown>;
}
export interface Browser {
  /** The value of its refresh cookie. */
  cookie: string | undefined;
  accessToken: string | undefined;
  /** Its other cookies. */
  readonly cookies: Map<string, string>;
  mutate<Body = object>(path: string, input?: unknown): Promise<Answer<Body>>;
  query<Body = object>(path: string): Promise<Answer<Body>>;
  /** The caller chooses `Body`; its assertions check it. */
  send<Body = object>(options: InjectOptions): Promise<Answer<Body>>;
}

export const HOST = 'egoejo.test';

export async function createTestApp(db: Database, env: Record<string, string> = {}): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'egoejo-app-'));
  const log = createLog('silent');
  const deps = await createDeps(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...env }), db, log);
  deps.push.use(await openPushKeys(db, deps.config, log));
  const mails: Mail[] = [];
  deps.mailer.use({ send: async (mail) => void mails.push(mail) });
  const app = await buildApp(deps, { kick: () => undefined }, await writeClient(dataDir));
  return {
    app,
    deps,
    mails,
    async codeFor(email) {
      await deps.mailer.flush();
      const text = mails.findLast((m) => m.to === email.trim().toLowerCase())?.text ?? '';
      const code = /\b\d{8}\b/.exec(text)?.[0];
      if (code === undefined) throw new Error(`no code was mailed to ${email}`);
      return code;
    },
    browser: (given) => createBrowser(app, given?.address ?? '203.0.113.1'),
    async close() {
      await app.close();
      await deps.pokes.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A built client with a few files, which the server serves. */
async function writeClient(folder: string): Promise<string> {
  const dist = join(folder, 'dist');
  await mkdir(join(dist, 'assets'), { recursive: true });
  await writeFile(
    join(dist, 'index.html'),
    '<!doctype html><html><head><title>EGOEJO</title><meta name="description" ' +
      // As long as a page that is worth compressing.
      `content="all"></head><body><p>${'The first words. '.repeat(80)}</p></body></html>`,
  );
  await writeFile(join(dist, 'sw.js'), 'self;');
  await writeFile(join(dist, 'ahead.json'), '{"page":"/assets/index-Abc12345.js","files":[]}');
  await writeFile(join(dist, 'assets/index-Abc12345.js'), 'plain');
  await writeFile(join(dist, 'assets/index-Abc12345.js.br'), 'brotli');
  return dist;
}

function createBrowser(app: FastifyInstance, remoteAddress: string): Browser {
  const browser: Browser = {
    cookie: undefined,
    accessToken: undefined,
    cookies: new Map(),
    mutate: <Body>(path: string, input?: unknown) =>
      browser.send<Body>({
        method: 'POST',
        url: `/trpc/${path}`,
        headers: { 'content-type': 'application/json' },
        payload: input === undefined ? '' : JSON.stringify(input),
      }),
    query: <Body>(path: string) => browser.send<Body>({ method: 'GET', url: `/trpc/${path}` }),
    async send<Body>(options: InjectOptions): Promise<Answer<Body>> {
      const response = await app.inject({
        remoteAddress,
        ...options,
        headers: {
          host: HOST,
          origin: `http://${HOST}`,
          'x-egoejo': '1',
          'user-agent': 'a test',
          ...(browser.accessToken !== undefined && { authorization: `Bearer ${browser.accessToken}` }),
          ...cookieHeader(browser),
          ...options.headers,
        },
      });
      for (const { name, value } of response.cookies) {
        if (name === COOKIE) browser.cookie = value === '' ? undefined : value;
        else if (value === '') browser.cookies.delete(name);
        else browser.cookies.set(name, value);
      }
      const json: unknown = response.body === '' ? {} : parse(response.body);
      const body = unwrap(json);
      if (typeof body === 'object' && body !== null && 'accessToken' in body)
        browser.accessToken = String(body.accessToken);
      return { status: response.statusCode, body: body as Body, headers: response.headers };
    },
  };
  return browser;
}

function cookieHeader({ cookie, cookies }: Browser): { cookie?: string } {
  const all = [...(cookie === undefined ? [] : [[COOKIE, cookie]]), ...cookies];
  return all.length === 0 ? {} : { cookie: all.map(([name, value]) => `${name}=${value}`).join('; ') };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}

/** Removes tRPC's envelope. */
function unwrap(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if ('result' in json) return (json.result as { data: unknown }).data;
  if ('error' in json) {
    const error = json.error as { data?: { app?: unknown } };
    return error.data?.app ?? error;
  }
  return json;
}
