/** `/metrics` on a separate port (METRICS_PORT), and the check of who may read it. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ConfigFault, type Config } from '../config/config.ts';
import type { Metrics } from './metrics.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** @param token METRICS_TOKEN; undefined: none is required. @param authorization the request's header. */
export const mayReadMetrics = (token: string | undefined, authorization: string | undefined): boolean =>
  token === undefined || timingSafeEqual(digest(`Bearer ${token}`), digest(authorization ?? ''));

interface MetricsListener {
  port: number;
  close(): Promise<void>;
}

/** Listens at METRICS_PORT. @throws ConfigFault when another program listens there. */
export async function listenForMetrics(
  config: Config['metrics'] & { port: number },
  metrics: Metrics,
  onError: (error: unknown) => void,
): Promise<MetricsListener> {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000 }, (request, response) => {
    answer(config.token, metrics, request, response).catch((error: unknown) => {
      onError(error);
      response.writeHead(500).end();
    });
  });
  server.maxConnections = 50;
  server.listen({ port: config.port, host: config.host });
  await once(server, 'listening').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw code === 'EADDRINUSE'
      ? new ConfigFault('METRICS_PORT: another program listens there; stop it, or set METRICS_PORT to another number')
      : error;
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : config.port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  token: string | undefined,
  metrics: Metrics,
  { method, url, headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if ((method !== 'GET' && method !== 'HEAD') || url?.split('?')[0] !== '/metrics') response.writeHead(404).end();
  else if (!mayReadMetrics(token, headers.authorization))
    response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
  else
    response
      .writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' })
      .end(await metrics.text());
}
