/** The HTTP server without the features: headers, coded errors, metrics, limits on time and connections. */
import cookie from '@fastify/cookie';
import { jsonFault } from '@egoejo/shared/platform/json.ts';
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { AppError } from './app-error.ts';
import { capConnections } from './connections.ts';
import { checkCsrf } from './csrf.ts';
import { isTransient } from '../database/transient.ts';
import type { Deps } from '../deps.ts';
import { HTTP_TIMES, serverOptions, type HttpTimes } from './http-times.ts';
import { asksForWebSocket } from './upgrades.ts';
import { noticeProxies } from './proxy-headers.ts';

/** No resources from other origins, no inline scripts, no frames. `connect-src` covers the live channel's socket. */
export const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
  "media-src 'self' blob:; worker-src 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; " +
  'trusted-types egoejo';

const HEADERS = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(self), geolocation=(), payment=()',
} as const;

/**
 * Data that only scripts read gets what makes a page of it harmless. The whole list would be the larger part of the
 * answer to an idle exchange, and be paid for by the member.
 */
const DATA = /^\/(sync|trpc|api|rest)\//;
const DATA_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Largest request body, in bytes; a route may set a lower limit. */
const BODY_LIMIT = 1024 * 1024;

/** An app without the routes of features, which are added before `listen`. @param times tests use shorter ones. */
export async function createApp(deps: Deps, times: HttpTimes = HTTP_TIMES): Promise<FastifyInstance> {
  const { config, log, metrics, days } = deps;
  const loggerInstance: FastifyBaseLogger = log.child({}, { level: log.level === 'silent' ? 'silent' : 'error' });
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit: BODY_LIMIT,
    ...serverOptions(times),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 2000 },
    // A path with a broken `%`, which reaches no hook.
    frameworkErrors: (error, request, reply) => void answerError(deps, error, request, reply.headers(HEADERS)),
  });
  capConnections(app.server, config.trustProxy === false ? [] : config.trustProxy);
  noticeProxies(app, config, log);
  await app.register(cookie);
  checkCsrf(app, config);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(DATA.test(request.url) ? DATA_HEADERS : HEADERS);
    if (config.publicUrl?.startsWith('https:')) reply.header('strict-transport-security', 'max-age=31536000');
  });
  app.addHook('preValidation', async ({ body }) => {
    // The body of a procedure is still text here; trpc.ts checks its input. A chunk of a file is bytes.
    const fault = typeof body === 'object' && !(body instanceof Uint8Array) ? jsonFault(body) : null;
    if (fault !== null) throw new AppError('sync.bad_request', { reason: fault });
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.request(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    // 503 is not an error of the service: the server is busy or closed as announced, and asks the client to come back.
    if (reply.statusCode >= 500 && reply.statusCode !== 503) days.error('answer');
    log.debug(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    );
  });
  endConnectionsOnClose(app);
  app.setErrorHandler((error, request, reply) => answerError(deps, error, request, reply));
  return app;
}

/** Answers any failure with a code: no stack, no message of a library, and 500 only for a bug of ours. */
export function answerError(
  deps: Pick<Deps, 'reports'>,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const known = asAppError(error);
  if (known.status === 500) deps.reports.bug(error, { route: `${request.method} ${request.routeOptions.url ?? ''}` });
  if (known.retryAfter) void reply.header('retry-after', known.retryAfter);
  return reply.code(known.status).header('cache-control', 'no-store').send(known.body);
}

/** The AppError that the caller gets for a failure. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isTransient(error)) return new AppError('sync.busy', { seconds: 2 });
  const status =
    error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status === 413) return new AppError('sync.too_large');
  // Errors of the parser and the router: bad JSON, unknown media type, bad address.
  if (status >= 400 && status < 500) return new AppError('sync.bad_request', {}, status);
  return new AppError('sync.internal');
}

/**
 * Closing waits for the answers under way, then ends their connections: those would stay open for a next request.
 * WebSockets are ended by their routes.
 */
function endConnectionsOnClose(app: FastifyInstance): void {
  let open = 0;
  let whenNone: (() => void) | undefined;
  app.addHook('onRequest', async (request, reply) => {
    if (asksForWebSocket(request)) return;
    open++;
    // 'close' is also emitted for a request that its client aborted.
    reply.raw.once('close', () => {
      if (--open === 0) whenNone?.();
    });
  });
  app.addHook('preClose', async () => {
    if (open > 0) await new Promise<void>((resolve) => (whenNone = resolve));
    app.server.closeAllConnections();
  });
}
