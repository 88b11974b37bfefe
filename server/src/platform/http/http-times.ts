/** Time limits on connections and requests, and the coded answer to a request that fails before routing. */
import type { Socket } from 'node:net';
import { AppError } from './app-error.ts';
import { asksForWebSocket } from './upgrades.ts';

/** All in milliseconds; tests use shorter ones. */
export interface HttpTimes {
  /** From the first byte, or the connection, to the end of the headers. */
  headers: number;
  /**
   * From the first byte to the end of the body. The time of the answer does not count: long answers continue.
   */
  request: number;
  /** How often the two limits above are checked. */
  check: number;
  /** How long a connection may be idle between two requests. */
  keepAlive: number;
  /** How long a connection may see no bytes in either direction. Channels are no such connections. */
  stalled: number;
}

/** The largest body (1 MiB) arrives in 21 s at 400 kbit/s: two minutes leave room for a link six times slower. */
export const HTTP_TIMES: HttpTimes = {
  headers: 20_000,
  request: 120_000,
  check: 5_000,
  keepAlive: 72_000,
  stalled: 300_000,
};

/** Options that Fastify and Node accept although their types lack some of them. */
export const serverOptions = (times: HttpTimes) => ({
  http: {
    headersTimeout: times.headers,
    requestTimeout: times.request,
    connectionsCheckingInterval: times.check,
    shouldUpgradeCallback: asksForWebSocket,
  },
  requestTimeout: times.request,
  keepAliveTimeout: times.keepAlive,
  connectionTimeout: times.stalled,
  clientErrorHandler: answerClientError,
});

const LINES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/**
 * Answers a request that is too slow, has too large headers or is not HTTP with a coded error, then closes the
 * connection.
 */
function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code !== 'ECONNRESET' && socket.writable) {
    const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
    const known =
      status === 408 ? new AppError('sync.busy', { seconds: 2 }, 408) : new AppError('sync.bad_request', {}, status);
    const body = JSON.stringify(known.body);
    socket.write(
      `HTTP/1.1 ${status} ${LINES[status]}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ` +
        `${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroy();
}
