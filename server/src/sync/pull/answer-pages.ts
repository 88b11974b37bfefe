/** Collects the pages of one answer, scope by scope, up to its limits of bytes, time and statements (S15). */
import { PAGE, rankOf, type PurgeLine, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Counter } from './scope-counters.ts';
import { isIdle } from './positions.ts';
import { pagesOf } from './pages.ts';
import { EFFORT, type PulledPage, type PullRequest, type Reader } from './pull-request.ts';

export interface Pulled {
  pages: PulledPage[];
  purges: PurgeLine[];
  more: boolean;
}

/** Collects pages until every scope is done or a limit of the answer is reached. */
export async function collectPages(
  asked: PullRequest,
  counters: ReadonlyMap<Scope, Counter>,
  reader: Reader,
): Promise<Pulled> {
  const started = Date.now();
  const out: Pulled = { pages: [], purges: [], more: false };
  let sent = 0;
  const { statements, ms } = asked.effort ?? EFFORT.member;
  const spent = (): boolean =>
    sent >= PAGE.answerBytes || Date.now() - started >= ms || reader.statements() >= statements;
  const order = [...asked.cursors].sort((a, b) => rankOf(a.scope) - rankOf(b.scope));
  for (const cursor of order) {
    const counter = counters.get(cursor.scope);
    if (!counter?.visible || counter.rev === null) {
      if (!out.purges.some((p) => p.scope === cursor.scope)) out.purges.push({ t: 'purge', scope: cursor.scope });
      continue;
    }
    // Nothing changed in this scope: save the statement.
    if (asked.sameEpoch && isIdle([cursor], counters, asked.marks)) continue;
    const pages = (asked.kept?.pagesOf.bind(asked.kept) ?? pagesOf)(asked, cursor, counter, reader);
    for await (const page of pages) {
      out.pages.push(page);
      sent += asked.wire(page.bytes);
      if (spent()) break;
    }
    if (spent()) {
      const last = out.pages.at(-1);
      out.more = cursor !== order.at(-1) || last?.done !== true;
      break;
    }
  }
  return out;
}
