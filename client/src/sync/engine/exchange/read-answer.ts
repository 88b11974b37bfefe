/** Reads an answer line by line, and writes each line as it arrives. */
import { memberScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { onLine } from './apply-line.ts';
import { commitPages, keepForLater } from './commit-pages.ts';
import { createCommitter } from './committer.ts';
import type { ExchangeDeps } from './ask.ts';
import type { Prepared } from './request-plan.ts';
import type { ExchangeLine, PageLine } from '../protocol.ts';
import { newReading, type Reading } from './reading.ts';

/** Reads lines until the answer ends, breaks off or is void. Only network failures are swallowed here. */
export async function readAnswer(
  deps: ExchangeDeps,
  prepared: Prepared,
  answer: AsyncIterable<ExchangeLine>,
): Promise<Reading> {
  const reading = newReading(prepared);
  const own = deps.who.member && memberScope(deps.who.member);
  // A scope may have several cursors (S14): it is done when each of them is, or when the answer ends.
  const open = new Map<Scope, number>();
  for (const { scope } of prepared.request.cursors) open.set(scope, (open.get(scope) ?? 0) + 1);
  const together = (page: PageLine): boolean => {
    const left = (open.get(page.scope) ?? 0) - (page.done ? 1 : 0);
    open.set(page.scope, left);
    return left > 0 && (page.scope === own ? prepared.awaited.size > 0 : prepared.awaited.has(page.scope));
  };
  const write = (pages: PageLine[]): Promise<void> => commitPages(deps, prepared, reading, pages);
  const commit = createCommitter(write, together, prepared.ahead);
  const lines = answer[Symbol.asyncIterator]();
  try {
    // The answer is read to its very end: a connection released early cannot be reused for the next exchange.
    while (!reading.void && !reading.full && !reading.wrongMember) {
      // A broken line means a broken network: what came before it stays applied.
      const next = await lines.next().catch(() => null);
      if (!next || next.done) break;
      await onLine(deps, prepared, reading, commit, next.value);
    }
  } finally {
    await lines.return?.();
  }
  const rest = await commit.end(reading.end?.more === false);
  const scope = rest[0]?.scope;
  if (scope === undefined || reading.void) return reading;
  if (scope === own && prepared.awaited.size > 0)
    await keepForLater(deps, reading, scope, rest, rest !== prepared.ahead);
  else if (scope === own || reading.end) await write(rest);
  return reading;
}
