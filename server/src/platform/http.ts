/** The HTTP server without the features: headers, coded errors, measures, health. */
import cookie from '@fastify/cookie';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { AppError } from './app-error.ts';
import { backupState } from '../backup/state.ts';
import { checkCsrf } from './csrf.ts';
import { isTransient } from './database.ts';
import type { Deps } from './deps.ts';

/** 1-product and 6-client: nothing from elsewhere, no script of a text, no frame. */
export const CSP = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; "
  + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types egoejo";

const HEADERS = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
} as const;

/** The route whose answers stay open. */
const STREAMS = '/api/pokes';
/** Largest request body, in bytes; a route may ask for less. */
const BODY_LIMIT = 1024 * 1024;

/** An app without routes of features. They add theirs, then `listen`. */
export async function createApp(deps: Deps): Promise<FastifyInstance> {
  const { config, log, metrics, days } = deps;
  const loggerInstance: FastifyBaseLogger = log.child({}, { level: log.level === 'silent' ? 'silent' : 'error' });
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 2000 },
  });
  await app.register(cookie);
  checkCsrf(app, config);
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(HEADERS);
    if (config.publicUrl?.startsWith('https:')) reply.header('strict-transport-security', 'max-age=31536000');
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.request(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    // 503 asks to come back: it is busy, or closed as announced.
    if (reply.statusCode >= 500 && reply.statusCode !== 503) days.error('answer');
    log.debug({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
  });
  endStreamsOnClose(app);
  app.setErrorHandler((error, request, reply) => answerError(deps, error, request, reply));
  addHealth(app, deps);
  return app;
}

/** A coded answer for any failure: no stack, no message of a library, and a 500 only for a bug of ours. */
export function answerError(deps: Pick<Deps, 'reports'>, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = asAppError(error);
  if (known.status === 500) deps.reports.bug(error, { route: `${request.method} ${request.routeOptions.url ?? ''}` });
  if (known.retryAfter) void reply.header('retry-after', known.retryAfter);
  return reply.code(known.status).header('cache-control', 'no-store').send(known.body);
}

/** What a failure is to whoever called. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isTransient(error)) return new AppError('sync.busy', { seconds: 2 });
  const status = error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status === 413) return new AppError('sync.too_large');
  // The parser's and router's own: bad JSON, unknown media type, bad address.
  if (status >= 400 && status < 500) return new AppError('sync.bad_request', {}, status);
  return new AppError('sync.internal');
}

/** Event streams never end by themselves: closing waits for every other answer, then cuts their connections. */
function endStreamsOnClose(app: FastifyInstance): void {
  let open = 0;
  let whenNone: (() => void) | undefined;
  const isStream = (request: FastifyRequest): boolean => request.routeOptions.url === STREAMS;
  app.addHook('onRequest', async (request, reply) => {
    if (isStream(request)) return;
    open++;
    // Also for a request its client gave up.
    reply.raw.once('close', () => {
      if (--open === 0) whenNone?.();
    });
  });
  app.addHook('preClose', async () => {
    if (open > 0) await new Promise<void>((resolve) => (whenNone = resolve));
    app.server.closeAllConnections();
  });
}

const backupWord = async (db: Deps['db'], config: Deps['config']): Promise<'off' | 'late' | 'ok'> => {
  const { folder, late } = await backupState(db, config, Date.now());
  return folder === null ? 'off' : late ? 'late' : 'ok';
};

function addHealth(app: FastifyInstance, { db, config, jobs, mailer, metrics }: Deps): void {
  app.get('/health', async () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    const migrated = await db.query<{ version: number }>('select version from schema_version order by version desc limit 1').then(
      ([row]) => row !== undefined,
      () => null,
    );
    const state = { database: migrated !== null, migrations: migrated === true, jobs: jobs.running() };
    const ready = Object.values(state).every(Boolean);
    // A late backup or a mail server that is away is somebody's to mend, but no reason to send members elsewhere.
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', ...state, ...(ready && { backup: await backupWord(db, config), mail: mailer.state() === 'closed' ? 'ok' : 'held' }) });
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
}
