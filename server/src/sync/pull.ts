/**
 * Reads what changed for a device since its cursors (S12–S16). Everything of one answer is read in one REPEATABLE READ snapshot;
 * rows come in the order (rev, entity, id), so a cursor is a position in that order and a page may end inside a rev.
 */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { END_OF_REV, PAGE, type PageLine, type PurgeLine, type Row, type Scope, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import type { Database, Queryable } from '../platform/database.ts';
import type { Seal } from '../platform/receipt-key.ts';
import { sealRow } from './again.ts';
import type { EntitySource } from './settlement.ts';

export interface Counter {
  scope: Scope;
  visible: boolean;
  /** null: there is no such scope. */
  rev: number | null;
  floor: number | null;
}

const countersSql = (member: string, scopes: string): string => `select s.scope, scope_visible(${member}::uuid, s.scope) as visible, coalesce(m.rev, c.rev) as rev, coalesce(m.floor_rev, c.floor_rev) as floor
  from unnest(${scopes}::text[]) s(scope)
  left join member_counter m on s.scope = 'member:' || ${member}::uuid::text and m.member = ${member}::uuid
  left join scope_counter c on c.scope = s.scope`;
const COUNTERS = countersSql('$1', '$2');

/** The counters of `scopes` as this member (null: a visitor) may see them, in one statement. */
export async function readCounters(q: Queryable, member: MemberId | null, scopes: readonly Scope[]): Promise<Map<Scope, Counter>> {
  const rows = await q.query<Counter>(COUNTERS, [member, [...new Set(scopes)]]);
  return new Map(rows.map((r) => [r.scope, r]));
}

/** S14: the tombstones this position still asks for are all there: those of the next rev on, or of its own where it stands inside one. */
const overFloor = (c: ScopeCursor, floor: number | null): boolean =>
  (c.from !== undefined || c.table === END_OF_REV ? (c.from ?? c.rev) + 1 : c.rev) >= (floor ?? 0);
/** S14: under the floor, above the counter: the position means nothing here, so that scope is pulled whole. */
const usable = (c: ScopeCursor, counter: Counter): boolean =>
  !(c.rev === 0 && c.table === '' && c.from === undefined) && overFloor(c, counter.floor) && Math.max(c.from ?? 0, c.rev) <= (counter.rev ?? 0);

/** True when the device has nothing left to fetch in any of its scopes and may see them all. */
export function isIdle(cursors: readonly ScopeCursor[], counters: ReadonlyMap<Scope, Counter>): boolean {
  return cursors.every((c) => {
    const counter = counters.get(c.scope);
    return counter?.visible === true && counter.rev !== null && c.from === undefined && c.table === END_OF_REV
      && c.rev === counter.rev && overFloor(c, counter.floor);
  });
}

interface RawRow {
  rev: number;
  e: string;
  id: string;
  /** The row's JSON text as PostgreSQL wrote it; null: a tombstone. */
  json: string | null;
}

/**
 * The pages of one answer: up to PAGE.answerBytes by `cost` (bytes as they go on the wire, so the caller may count what compression
 * leaves) and PAGE.answerMs of reading. `line` is the page's JSON text, rows untouched since PostgreSQL.
 */
export interface PulledPage {
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
  /** Rows of a scope from there on, at most `limit`. */
  rows(cursor: ScopeCursor, at: ScopeCursor): Promise<readonly RawRow[]>;
  limit: number;
}

/** S15: own rows first, then polls, then the rest in the order the device named them. */
const rank = (scope: Scope): number => (scope.startsWith('member:') ? 0 : scope.startsWith('polls:') ? 1 : scope === 'public' ? 2 : 3);

export interface PullRequest {
  member: MemberId | null;
  cursors: readonly ScopeCursor[];
  /** false: the device knew another epoch; every scope is pulled whole (S14, S29). */
  sameEpoch: boolean;
  /** Scopes where something is expected; wrong guesses cost a statement, never a row. */
  moved: ReadonlySet<Scope>;
  /** Estimates what `bytes` of page text weigh on the wire. */
  wire(bytes: number): number;
  /** Seals the receipts of applied acts (S29). */
  seal?: Seal | undefined;
}

/** What changed since the cursors, as far as one answer goes. */
export async function pull(db: Database, sources: readonly EntitySource[], asked: PullRequest): Promise<Pulled> {
  return (await pullChanges(db, sources, asked)) ?? db.transaction(async (tx) => {
    const counters = await readCounters(tx, asked.member, asked.cursors.map((c) => c.scope));
    const rows = async (cursor: ScopeCursor, at: ScopeCursor): Promise<RawRow[]> => {
      const select = pageSelect(sources, cursor, at.from !== undefined);
      return select === null ? [] : tx.query<RawRow>(select.sql, [asked.member, PAGE.rows, ...placeOf(cursor.scope, at)]);
    };
    return collect(asked, counters, { rows, limit: PAGE.rows });
  }, { isolation: 'repeatable read', readOnly: true });
}

/**
 * The same by a single statement, which is a snapshot by itself: a transaction with a statement a scope is five round trips more.
 * null: there is more to it – many scopes, one pulled whole, one that moved unexpectedly or is gone, more rows than fit.
 */
async function pullChanges(q: Queryable, sources: readonly EntitySource[], asked: PullRequest): Promise<Pulled | null> {
  const { member, cursors, sameEpoch, moved } = asked;
  const likely = cursors.filter((c) => moved.has(c.scope));
  if (!sameEpoch || likely.length === 0 || likely.length > MOST_AT_ONCE || likely.some((c) => c.from !== undefined || c.rev === 0)) return null;
  const selects = likely.map((c, i) => pageSelect(sources, c, false, FIRST_PLACE + 1 + i * PLACE));
  if (selects.includes(null)) return null;
  const parts = selects.map((select, i) => `select ${i} as n, x.* from (${select!.sql}) x`);
  const sql = `select n, rev, e, id, json from (
    select -1 as n, null::bigint as rev, null::text collate "C" as e, null::text collate "C" as id, (select json_agg(c)::text from (${countersSql('$1', `$${FIRST_PLACE}`)}) c) as json
    union all ${parts.join(' union all ')}) y order by n, rev, e, id, json is null`;
  const limit = PAGE.rows * MANY_PAGES;
  const [first, ...rows] = await q.query<RawRow & { n: number }>(sql, [
    member, limit, [...new Set(cursors.map((c) => c.scope))], ...likely.flatMap((c) => placeOf(c.scope, c)),
  ]);
  const known = new Map((JSON.parse(first!.json ?? '[]') as Counter[]).map((c) => [c.scope, c]));
  const read = likely.map((_, i) => rows.filter((r) => r.n === i));
  const surprising = cursors.some((c) => {
    const counter = known.get(c.scope);
    return !counter?.visible || counter.rev === null || !(likely.includes(c) ? usable(c, counter) : isIdle([c], known));
  });
  if (surprising || read.some((list) => list.length >= limit)) return null;
  return collect(asked, known, { rows: async (cursor) => read[likely.indexOf(cursor)] ?? [], limit });
}

async function collect(asked: PullRequest, counters: ReadonlyMap<Scope, Counter>, reader: Reader): Promise<Pulled> {
  const started = Date.now();
  const out: Pulled = { pages: [], purges: [], more: false };
  let sent = 0;
  const order = [...asked.cursors].sort((a, b) => rank(a.scope) - rank(b.scope));
  for (const cursor of order) {
    const counter = counters.get(cursor.scope);
    if (!counter?.visible || counter.rev === null) {
      if (!out.purges.some((p) => p.scope === cursor.scope)) out.purges.push({ t: 'purge', scope: cursor.scope });
      continue;
    }
    // Nothing moved there: not worth a statement.
    if (asked.sameEpoch && isIdle([cursor], counters)) continue;
    for await (const page of pagesOf(asked, cursor, counter, reader)) {
      out.pages.push(page);
      sent += asked.wire(page.bytes);
      if (sent >= PAGE.answerBytes || Date.now() - started >= PAGE.answerMs) break;
    }
    if (sent >= PAGE.answerBytes || Date.now() - started >= PAGE.answerMs) {
      const last = out.pages.at(-1);
      out.more = cursor !== order.at(-1) || last?.done !== true;
      break;
    }
  }
  return out;
}

async function* pagesOf({ member, sameEpoch, seal }: PullRequest, cursor: ScopeCursor, counter: Counter, reader: Reader): AsyncGenerator<PulledPage> {
  const keep = sameEpoch && usable(cursor, counter);
  let after = cursor;
  // A whole pull starts from nothing; `from` is the counter when it began.
  let at: ScopeCursor = keep ? cursor : { ...cursor, rev: 0, table: '', id: '', from: counter.rev! };
  let whole = !keep;
  for (;;) {
    const found = await reader.rows(cursor, at);
    const read = withoutRevived(found);
    const rows = seal && member ? read.map((r) => (r.e === 'receipt' && r.json !== null ? { ...r, json: sealRow(seal, member, r.json) } : r)) : read;
    let start = 0;
    do {
      const end = cut(rows, start);
      const exhausted = end === rows.length && found.length < reader.limit;
      const last = rows[end - 1];
      const next = positioned(at, exhausted ? { rev: counter.rev!, table: END_OF_REV, id: '' } : { rev: last!.rev, table: last!.e, id: last!.id }, exhausted);
      // Nothing new and nowhere to move: no page.
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

/** A row beside its own tombstone came back in the same transaction: the row stays. A tombstone that a page brought alone would take it away. */
const withoutRevived = (rows: readonly RawRow[]): RawRow[] => rows.filter((row, i) => {
  const before = rows[i - 1];
  return !(row.json === null && before?.rev === row.rev && before.e === row.e && before.id === row.id);
});

/** The cursor at a position; a whole pull's `from` stays until it is complete. */
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

function pageOf(scope: Scope, after: ScopeCursor, cursor: ScopeCursor, done: boolean, whole: boolean, rows: readonly RawRow[]): PulledPage {
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

/** Cursors that one statement reads. Each is a union over all entities, and a request may name thousands. */
const MOST_AT_ONCE = 4;
/** So many pages of a scope are read at once where only changes are expected: a turn of the combiner moves hundreds of tallies. */
const MANY_PAGES = 4;
/** Parameters of a page's statement: member and limit, then for each scope its place. */
const FIRST_PLACE = 3;
const PLACE = 5;
const placeOf = (scope: Scope, at: ScopeCursor): (string | number)[] => [scope, at.rev, at.table, at.id, at.from ?? 0];

/**
 * The statement that reads the next rows of a scope for the entities a cursor names at versions this server has; others are left
 * out (S14). Parameters: member, limit, and from number `first` on scope, rev, table, id, from. Tombstones stand in the same order; a
 * whole pull needs only those of rows that went after it began (`from`): it may already have brought them.
 */
export function pageSelect(sources: readonly EntitySource[], cursor: ScopeCursor, whole: boolean, first = FIRST_PLACE): { sql: string } | null {
  const by = cursor.scope.startsWith('member:') ? ['member', 'scope'] : ['scope'];
  const wanted = sources.filter((s) => by.includes(s.by) && s.entity in cursor.entities);
  if (wanted.length === 0) return null;
  const [scope, rev, table, id, from] = ['text', 'bigint', 'text', 'text', 'bigint'].map((type, i) => `$${first + i}::${type}`);
  const parts = wanted.map((s) => {
    const where = s.by === 'member' ? 't.member = $1::uuid' : `t.scope = ${scope}`;
    const key = s.keyType === 'text' ? `t.${s.key} collate "C"` : `t.${s.key}`;
    const json = Object.entries(s.columns).map(([name, sql]) => `'${name}', ${sql}`).join(', ');
    const after = `case when ${id} = '' then null else ${id} end${s.keyType === 'text' ? '' : '::uuid'}`;
    // The bounds are written so that an index on (scope, rev, id) serves them.
    const same = `(t.rev = ${rev} and (${table} < '${s.entity}' collate "C" or (${table} = '${s.entity}' and ${key} > ${after})))`;
    const young = whole && s.wholePullOnly ? ` and ${s.wholePullOnly}` : '';
    return `(select t.rev, '${s.entity}' collate "C" as e, t.${s.key}::text collate "C" as id, json_build_object(${json})::text as json
      from ${s.table} t where ${where} and t.rev >= ${rev} and (t.rev > ${rev} or ${same})${young}
      order by t.rev, ${key} limit $2::int)`;
  });
  const names = wanted.map((s) => `'${s.entity}'`).join(', ');
  parts.push(`(select t.rev, t.entity collate "C" as e, t.id collate "C" as id, null::text as json from tombstone t
      where t.scope = ${scope} and t.entity in (${names}) and t.rev >= ${rev} and t.rev > ${from}
      and (t.rev > ${rev} or (${table} < t.entity collate "C" or (${table} = t.entity and t.id collate "C" > ${id})))
      order by t.rev, t.entity collate "C", t.id collate "C" limit $2::int)`);
  // A row that left its scope and came back in one transaction stands beside its own tombstone at one position: the row first, so that
  // where the limit falls between them only the tombstone is passed over.
  // Every parameter stands in the statement whatever the scope, so that its type is known.
  return { sql: `select rev, e, id, json from (${parts.join(' union all ')}) x where $1::uuid is not distinct from $1 and ${scope} is not null order by rev, e, id, json is null limit $2::int` };
}

export type { Row };
