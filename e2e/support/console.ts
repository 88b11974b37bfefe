/** Nothing of ours may complain in the console: an error or a warning there is a failure nobody saw. */
import type { BrowserContext, ConsoleMessage, Page, Worker } from '@playwright/test';

export interface ConsoleWatch {
  follow(context: BrowserContext): void;
  /** What the test itself brings about: a line that matches is no complaint. */
  expect(pattern: RegExp): void;
  /** Errors and warnings seen so far that nobody expected. */
  complaints(): string[];
}

/** What Chromium itself writes when the server is gone or the line breaks. */
export const brokenLine = /net::ERR_(CONNECTION|EMPTY_RESPONSE|INTERNET|NETWORK|ABORTED|INCOMPLETE|TIMED_OUT|FAILED)|ERR_INTERNET_DISCONNECTED/;

/** Starts with nothing followed and nothing expected. */
export function watchConsole(): ConsoleWatch {
  const seen: string[] = [];
  const expected: RegExp[] = [];
  const onMessage = (message: ConsoleMessage): void => {
    if (message.type() === 'error' || message.type() === 'warning') {
      seen.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    }
  };
  const onPage = (page: Page): void => {
    page.on('pageerror', (error) => seen.push(`thrown: ${error.stack ?? error.message}`));
    page.on('crash', () => seen.push('the tab crashed'));
  };
  const onWorker = (worker: Worker): void => void worker.on('console', onMessage);
  return {
    follow(context) {
      context.on('console', onMessage);
      context.on('page', onPage);
      context.on('serviceworker', onWorker);
      context.pages().forEach(onPage);
      context.serviceWorkers().forEach(onWorker);
    },
    expect: (pattern) => void expected.push(pattern),
    complaints: () => seen.filter((line) => !expected.some((pattern) => pattern.test(line))),
  };
}
