/**
 * Reads what changed for a device since its cursors (S12–S16). One answer is read in one REPEATABLE READ snapshot. Rows
 * come in the order (rev, entity, id), so a cursor is a position in that order and a page may end inside a rev.
 */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import {
  END_OF_REV,
  PAGE,
  type PageLine,
  type PurgeLine,
  type Row,
  type Scope,
  type ScopeCursor,
} from '@egoejo/shared/sync/protocol.ts';
import type { Database, Queryable } from '../platform/database.ts';
import type { Seal } from '../platform/receipt-key.ts';
import { sealRow } from './reoffered.ts';
import type { EntitySource } from './act.ts';
import { FIRST_PLACE, pageSelect, PLACE, placeOf } from './page-select.ts';

export interface Counter {
  scope: Scope;
  visible: boolean;
  /** Null: the scope does not exist. */
  rev: number | null;
  floor: number | null;
  /** The era of the counter's last bump. */
  era: string | null;
  /** For each requested era that ended in this database: the rev of this scope at which it ended. */
  ended: Readonly<Record<string, number>> | null;
}

/**
 * SQL that reads counters. The arguments are SQL expressions as well: the member, the scopes, the marks of the cursors.
 */
export const countersSql = (
  member: string,
  scopes: string,
  marks: string,
): string => `select s.scope, scope_visible(${member}::uuid, s.scope) as visible, coalesce(m.rev, c.rev) as rev,
  coalesce(m.floor_rev, c.floor_rev) as floor,
    coalesce(m.era, c.era) as era, (select json_object_agg(e.era, e.until_rev) from scope_era e
      where e.scope = s.scope and e.era = any(${marks}::text[])) as ended
  from unnest(${scopes}::text[]) s(scope)
  left join member_counter m on s.scope = 'member:' || ${member}::uuid::text and m.member = ${member}::uuid
  left join scope_counter c on c.scope = s.scope`;
const COUNTERS = countersSql('$1', '$2', '$3');
/** The eras that cursors name, each once. */
export const marksOf = (cursors: readonly ScopeCursor[]): string[] => [
  ...new Set(cursors.flatMap((c) => c.mark ?? [])),
];

/** Reads the counters of `scopes` as this member (null: a visitor) may see them, in one statement. */
export async function readCounters(
  q: Queryable,
  member: MemberId | null,
  scopes: readonly Scope[],
  marks: readonly string[] = [],
): Promise<Map<Scope, Counter>> {
  const rows = await q.query<Counter>(COUNTERS, [member, [...new Set(scopes)], marks]);
  return new Map(rows.map((r) => [r.scope, r]));
}

/**
 * True when all tombstones that this position still needs exist: those from the next rev on, or from its own rev if the
 * position is inside one (S14).
 */
const overFloor = (c: ScopeCursor, floor: number | null): boolean =>
  (c.from !== undefined || c.table === END_OF_REV ? (c.from ?? c.rev) + 1 : c.rev) >= (floor ?? 0);
/** How far a device has seen the scope: during a whole pull, `from` may be above the position. */
const seenOf = (c: ScopeCursor): number => Math.max(c.from ?? 0, c.rev);
/**
 * Whether the device's position belongs to this database's history: not above the counter, and not in an era that is
 * unknown here or ended here at an earlier rev (S14). Otherwise the device has read another history that branched off
 * from an older state of this one.
 */
export function isOurs(c: ScopeCursor, counter: Counter): boolean {
  const seen = seenOf(c);
  const until =
    c.mark === undefined || c.mark === counter.era || seen === 0 ? Infinity : (counter.ended?.[c.mark] ?? -1);
  return seen <= Math.min(counter.rev ?? 0, until);
}
/**
 * A position that is below the floor or from another history is meaningless here, so its scope is pulled whole (S14).
 */
const usable = (c: ScopeCursor, counter: Counter): boolean =>
  !(c.rev === 0 && c.table === '' && c.from === undefined) && overFloor(c, counter.floor) && isOurs(c, counter);

/**
 * True when the device may see all of its scopes and has nothing left to fetch in any. `marks`: a cursor without an era
 * is not idle, because it still has to receive one.
 */
export function isIdle(
  cursors: readonly ScopeCursor[],
  counters: ReadonlyMap<Scope, Counter>,
  marks: boolean,
): boolean {
  return cursors.every((c) => {
    const counter = counters.get(c.scope);
    return (
      counter?.visible === true &&
      counter.rev !== null &&
      c.from === undefined &&
      c.table === END_OF_REV &&
      c.rev === counter.rev &&
      overFloor(c, counter.floor) &&
      (c.mark === undefined ? !marks : c.mark === counter.era)
    );
  });
}

interface RawRow {
  rev: number;
  e: string;
  id: string;
  /** The row's JSON text as PostgreSQL wrote it; null for a tombstone. */
  json: string | null;
}

/**
 * One page of an answer, whose pages together take at most PAGE.answerBytes on the wire (estimated by `wire`) and the
 * caller's time and statement limits. `line` is the page's JSON text; rows are passed through as PostgreSQL wrote them.
 */
interface PulledPage {
  scope: Scope;
  line: string;
  bytes: number;
  done: boolean;
}
export interface Pulled {
  pages: PulledPage[];
  purges: PurgeLine[];
  more: boolean;
}

interface Reader {
  /** Rows of a scope from position `at` on, at most `limit`. */
  rows(cursor: ScopeCursor, at: ScopeCursor): Promise<readonly RawRow[]>;
  limit: number;
  /** Statements run so far. */
  statements(): number;
}

/** Own rows first, then polls, then the rest in the order the device named them (S15). */
const rank = (scope: Scope): number =>
  scope.startsWith('member:') ? 0 : scope.startsWith('polls:') ? 1 : scope === 'public' ? 2 : 3;

interface PullRequest {
  member: MemberId | null;
  cursors: readonly ScopeCursor[];
  /** False: the device sent another epoch, so every scope is pulled whole (S14, S29). */
  sameEpoch: boolean;
  /** Scopes expected to have changes. A wrong guess costs a statement but never loses a row. */
  moved: ReadonlySet<Scope>;
  /** Whether the device's cursors carry the era they were written in (since protocol 3). */
  marks: boolean;
  /** Estimates how many bytes `bytes` of page text take on the wire. */
  wire(bytes: number): number;
  /** Seals the receipts of applied acts (S29). */
  seal?: Seal | undefined;
  /** Left out: a member's. */
  effort?: Effort;
}
/** Limits on the database work for one answer. The rest comes with the next exchange. */
interface Effort {
  statements: number;
  ms: number;
}
/** A visitor's first sync of a few communities fits in one answer, and so does a member's of about a hundred. */
export const EFFORT: Readonly<Record<'member' | 'visitor', Effort>> = {
  member: { statements: 300, ms: PAGE.answerMs },
  visitor: { statements: 30, ms: 1000 },
};

/** Reads the changes since the cursors, up to the limits of one answer. */
export async function pull(db: Database, sources: readonly EntitySource[], asked: PullRequest): Promise<Pulled> {
  return (
    (await pullChanges(db, sources, asked)) ??
    db.transaction(
      async (tx) => {
        const counters = await readCounters(
          tx,
          asked.member,
          asked.cursors.map((c) => c.scope),
          marksOf(asked.cursors),
        );
        let statements = 0;
        const rows = async (cursor: ScopeCursor, at: ScopeCursor): Promise<RawRow[]> => {
          const select = pageSelect(sources, cursor, at.from !== undefined);
          if (select === null) return [];
          statements++;
          return tx.query<RawRow>(select.sql, [asked.member, PAGE.rows, ...placeOf(cursor.scope, at)]);
        };
        return collect(asked, counters, { rows, limit: PAGE.rows, statements: () => statements });
      },
      { isolation: 'repeatable read', readOnly: true },
    )
  );
}

/**
 * Reads the same with a single statement, which is a snapshot by itself and saves about five round trips. Null when the
 * full transaction is needed: many scopes, a scope that is pulled whole, has moved unexpectedly or is gone, or more
 * rows than fit.
 */
async function pullChanges(q: Queryable, sources: readonly EntitySource[], asked: PullRequest): Promise<Pulled | null> {
  const { member, cursors, sameEpoch, moved, marks } = asked;
  const likely = cursors.filter((c) => moved.has(c.scope));
  if (
    !sameEpoch ||
    likely.length === 0 ||
    likely.length > MOST_AT_ONCE ||
    likely.some((c) => c.from !== undefined || c.rev === 0)
  )
    return null;
  const selects = likely.map((c, i) => pageSelect(sources, c, false, FIRST_PLACE + 1 + i * PLACE));
  if (selects.includes(null)) return null;
  const parts = selects.map((select, i) => `select ${i} as n, x.* from (${select!.sql}) x`);
  const counters = countersSql('$1', `$${FIRST_PLACE}`, `$${FIRST_PLACE + 1 + likely.length * PLACE}`);
  const sql = `select n, rev, e, id, json from (
    select -1 as n, null::bigint as rev, null::text collate "C" as e, null::text collate "C" as id,
      (select json_agg(c)::text from (${counters}) c) as json
    union all ${parts.join(' union all ')}) y order by n, rev, e, id, json is null`;
  const limit = PAGE.rows * MANY_PAGES;
  const [first, ...rows] = await q.query<RawRow & { n: number }>(sql, [
    member,
    limit,
    [...new Set(cursors.map((c) => c.scope))],
    ...likely.flatMap((c) => placeOf(c.scope, c)),
    marksOf(cursors),
  ]);
  const known = new Map((JSON.parse(first!.json ?? '[]') as Counter[]).map((c) => [c.scope, c]));
  const read = likely.map((_, i) => rows.filter((r) => r.n === i));
  const surprising = cursors.some((c) => {
    const counter = known.get(c.scope);
    return (
      !counter?.visible ||
      counter.rev === null ||
      !(likely.includes(c) ? usable(c, counter) : isIdle([c], known, marks))
    );
  });
  if (surprising || read.some((list) => list.length >= limit)) return null;
  return collect(asked, known, {
    rows: async (cursor) => read[likely.indexOf(cursor)] ?? [],
    limit,
    statements: () => 1,
  });
}

async function collect(asked: PullRequest, counters: ReadonlyMap<Scope, Counter>, reader: Reader): Promise<Pulled> {
  const started = Date.now();
  const out: Pulled = { pages: [], purges: [], more: false };
  let sent = 0;
  const { statements, ms } = asked.effort ?? EFFORT.member;
  const spent = (): boolean =>
    sent >= PAGE.answerBytes || Date.now() - started >= ms || reader.statements() >= statements;
  const order = [...asked.cursors].sort((a, b) => rank(a.scope) - rank(b.scope));
  for (const cursor of order) {
    const counter = counters.get(cursor.scope);
    if (!counter?.visible || counter.rev === null) {
      if (!out.purges.some((p) => p.scope === cursor.scope)) out.purges.push({ t: 'purge', scope: cursor.scope });
      continue;
    }
    // Nothing changed in this scope: save the statement.
    if (asked.sameEpoch && isIdle([cursor], counters, asked.marks)) continue;
    for await (const page of pagesOf(asked, cursor, counter, reader)) {
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

async function* pagesOf(
  { member, sameEpoch, seal, marks }: PullRequest,
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
      seal && member
        ? read.map((r) => (r.e === 'receipt' && r.json !== null ? { ...r, json: sealRow(seal, member, r.json) } : r))
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

/** End of the longest page that starts at `start`: at least one row, at most PAGE.bytes (S15). */
function cut(rows: readonly RawRow[], start: number): number {
  let bytes = 0;
  let end = start;
  while (end < rows.length) {
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
  return { scope, line, bytes: Buffer.byteLength(line), done };
}

/**
 * Most cursors that one statement reads. Each adds a union over all entities, and a request may name thousands of
 * cursors.
 */
const MOST_AT_ONCE = 4;
/**
 * Pages of a scope read at once when only changes are expected: one turn of the combiner changes hundreds of tallies.
 */
const MANY_PAGES = 4;

export type { Row };
