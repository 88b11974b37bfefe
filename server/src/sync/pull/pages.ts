/**
 * Cuts the rows of a scope into pages, each with the cursor that follows it (S15). Rows come in the order (rev, entity,
 * id), so a cursor is a position in that order and a page may end inside a rev.
 */
import { END_OF_REV, PAGE, type PageLine, type Scope, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import { withMac } from '../receipts/receipt-macs.ts';
import type { Counter } from './scope-counters.ts';
import { usable } from './positions.ts';
import type { PulledPage, PullRequest, RawRow, Reader } from './pull-request.ts';

/** The pages of one scope from the device's cursor on; a cursor that is not usable starts a whole pull (S14). */
export async function* pagesOf(
  { member, sameEpoch, macOf, marks }: PullRequest,
  cursor: ScopeCursor,
  counter: Counter,
  reader: Reader,
): AsyncGenerator<PulledPage> {
  const keep = sameEpoch && usable(cursor, counter);
  let after = cursor;
  // A whole pull starts at the beginning; `from` is the counter's rev when it began.
  let at: ScopeCursor = keep ? cursor : { ...cursor, rev: 0, table: '', id: '', from: counter.rev! };
  let whole = !keep;
  const mark = (marks || cursor.mark !== undefined) && counter.era !== null ? { mark: counter.era } : {};
  for (;;) {
    const found = await reader.rows(cursor, at);
    const read = withoutRevived(found);
    const rows =
      macOf && member
        ? read.map((r) => (r.e === 'receipt' && r.json !== null ? { ...r, json: withMac(macOf, member, r.json) } : r))
        : read;
    let start = 0;
    do {
      const end = cut(rows, start);
      const exhausted = end === rows.length && found.length < reader.limit;
      const last = rows[end - 1];
      const place = exhausted
        ? { rev: counter.rev!, table: END_OF_REV, id: '' }
        : { rev: last!.rev, table: last!.e, id: last!.id };
      const next = { ...positioned(at, place, exhausted), ...mark };
      // No page when there is no new row and the cursor stays where it is.
      if (end > start || whole || JSON.stringify(next) !== JSON.stringify(after)) {
        yield pageOf(cursor.scope, after, next, exhausted, whole, rows.slice(start, end));
      }
      after = next;
      at = next;
      whole = false;
      if (exhausted) return;
      start = end;
    } while (start < rows.length);
  }
}

/**
 * Drops the tombstone of a row that was deleted and inserted again in the same transaction, since a page that held only
 * the tombstone would delete the row.
 */
const withoutRevived = (rows: readonly RawRow[]): RawRow[] =>
  rows.filter((row, i) => {
    const before = rows[i - 1];
    return !(row.json === null && before?.rev === row.rev && before.e === row.e && before.id === row.id);
  });

/** The cursor at a position; a whole pull's `from` stays until the pull is complete. */
function positioned(c: ScopeCursor, p: Pick<ScopeCursor, 'rev' | 'table' | 'id'>, complete: boolean): ScopeCursor {
  const { from, ...rest } = c;
  return from === undefined || complete ? { ...rest, ...p } : { ...rest, ...p, from };
}

/** End of the longest page that starts at `start`: at least one row, at most PAGE.rows and PAGE.bytes (S15). */
function cut(rows: readonly RawRow[], start: number): number {
  let bytes = 0;
  let end = start;
  while (end < rows.length && end - start < PAGE.rows) {
    const { json } = rows[end]!;
    bytes += json === null ? 80 : Buffer.byteLength(json);
    if (end > start && bytes > PAGE.bytes) break;
    end++;
  }
  return end;
}

function pageOf(
  scope: Scope,
  after: ScopeCursor,
  cursor: ScopeCursor,
  done: boolean,
  whole: boolean,
  rows: readonly RawRow[],
): PulledPage {
  const byEntity = new Map<string, string[]>();
  const gone: PageLine['gone'] = [];
  for (const r of rows) {
    if (r.json === null) gone.push({ e: r.e, id: r.id });
    else if (byEntity.has(r.e)) byEntity.get(r.e)!.push(r.json);
    else byEntity.set(r.e, [r.json]);
  }
  const parts = [...byEntity].map(([e, list]) => `{"e":${JSON.stringify(e)},"rows":[${list.join(',')}]}`);
  const head = JSON.stringify({ t: 'page', scope, after, cursor, done, whole, gone });
  const line = `${head.slice(0, -1)},"rows":[${parts.join(',')}]}`;
  return { scope, line, bytes: Buffer.byteLength(line), done, cursor };
}
