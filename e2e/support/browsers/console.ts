/**
 * Watches the console and the network: an unexpected error or warning of the app, or a request to any place but the
 * app's own server, fails the test.
 */
import type { BrowserContext, ConsoleMessage, Page, Request, Worker } from '@playwright/test';

export interface ConsoleWatch {
  follow(context: BrowserContext): void;
  /** Allows lines that match `pattern`, because the test itself causes them. */
  expect(pattern: RegExp): void;
  /** Unexpected errors and warnings so far. */
  complaints(): string[];
}

/** Matches Chromium's own messages when the server is unreachable or the connection breaks. */
export const brokenLine =
  /net::ERR_(CONNECTION|EMPTY_RESPONSE|INTERNET|NETWORK|ABORTED|INCOMPLETE|TIMED_OUT|FAILED)|ERR_INTERNET_DISCONNECTED/;

/** What Chromium says, without the name of an error, when a server ends the connection that asked for a WebSocket. */
const brokenHandshake = /^WebSocket connection to \S+ failed: Connection closed before receiving a handshake response/;

/** Everything that tests open is on this machine. */
const elsewhere = (url: string): boolean =>
  /^(https?|wss?):/.test(url) && !/^(127\.0\.0\.1|localhost|\[::1\])$/.test(new URL(url).hostname);

/** Follows no context and expects nothing at first. */
export function watchConsole(): ConsoleWatch {
  const seen: string[] = [];
  const expected: RegExp[] = [];
  const onMessage = (message: ConsoleMessage): void => {
    if (message.type() === 'error' || message.type() === 'warning') {
      const text = message.text().replace(brokenHandshake, '$& (net::ERR_CONNECTION_CLOSED)');
      seen.push(`${message.type()}: ${text} (${message.location().url})`);
    }
  };
  const onRequest = (request: Request): void => {
    if (elsewhere(request.url())) seen.push(`asked a third party: ${request.url()}`);
  };
  const onPage = (page: Page): void => {
    page.on('pageerror', (error) => seen.push(`thrown: ${error.stack || `${error.name}: ${error.message}`}`));
    page.on('crash', () => seen.push('the tab crashed'));
  };
  const onWorker = (worker: Worker): void => void worker.on('console', onMessage);
  return {
    follow(context) {
      context.on('console', onMessage);
      context.on('request', onRequest);
      context.on('page', onPage);
      context.on('serviceworker', onWorker);
      context.pages().forEach(onPage);
      context.serviceWorkers().forEach(onWorker);
    },
    expect: (pattern) => void expected.push(pattern),
    complaints: () => seen.filter((line) => !expected.some((pattern) => pattern.test(line))),
  };
}
