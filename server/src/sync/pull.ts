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

const COUNTERS = `select s.scope, scope_visible($1::uuid, s.scope) as visible, coalesce(m.rev, c.rev) as rev, coalesce(m.floor_rev, c.floor_rev) as floor
  from unnest($2::text[]) s(scope)
  left join member_counter m on s.scope = 'member:' || $1::uuid::text and m.member = $1::uuid
  left join scope_counter c on c.scope = s.scope`;

/** The counters of `scopes` as this member (null: a visitor) may see them, in one statement. */
export async function readCounters(q: Queryable, member: MemberId | null, scopes: readonly Scope[]): Promise<Map<Scope, Counter>> {
  const rows = await q.query<Counter>(COUNTERS, [member, [...new Set(scopes)]]);
  return new Map(rows.map((r) => [r.scope, r]));
}

/** S14: under the floor, above the counter: the position means nothing here, so that scope is pulled whole. */
const usable = (c: ScopeCursor, counter: Counter): boolean => {
  const judged = c.from ?? c.rev;
  return !(c.rev === 0 && c.table === '' && c.from === undefined) && judged >= (counter.floor ?? 0) && judged <= (counter.rev ?? 0) && c.rev <= (counter.rev ?? 0);
};

/** True when the device has nothing left to fetch in any of its scopes and may see them all. */
export function isIdle(cursors: readonly ScopeCursor[], counters: ReadonlyMap<Scope, Counter>): boolean {
  return cursors.every((c) => {
    const counter = counters.get(c.scope);
    return counter?.visible === true && counter.rev !== null && c.from === undefined && c.table === END_OF_REV
      && c.rev === counter.rev && c.rev >= (counter.floor ?? 0);
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

/** S15: own rows first, then polls, then the rest in the order the device named them. */
const rank = (scope: Scope): number => (scope.startsWith('member:') ? 0 : scope.startsWith('polls:') ? 1 : scope === 'public' ? 2 : 3);

/**
 * @param wire estimates what `bytes` of page text weigh on the wire
 * @param sameEpoch false: the device knew another epoch; every scope is pulled whole (S14, S29)
 * @param seal seals the receipts of applied acts (S29)
 */
export async function pull(
  db: Database, sources: readonly EntitySource[], member: MemberId | null, cursors: readonly ScopeCursor[], sameEpoch: boolean,
  wire: (bytes: number) => number, seal?: Seal,
): Promise<Pulled> {
  return db.transaction(async (tx) => {
    const started = Date.now();
    const counters = await readCounters(tx, member, cursors.map((c) => c.scope));
    const out: Pulled = { pages: [], purges: [], more: false };
    let sent = 0;
    const order = [...cursors].sort((a, b) => rank(a.scope) - rank(b.scope));
    for (const cursor of order) {
      const counter = counters.get(cursor.scope);
      if (!counter?.visible || counter.rev === null) {
        if (!out.purges.some((p) => p.scope === cursor.scope)) out.purges.push({ t: 'purge', scope: cursor.scope });
        continue;
      }
      // Nothing moved there: not worth a statement.
      if (sameEpoch && isIdle([cursor], counters)) continue;
      for await (const page of pagesOf(tx, sources, member, cursor, counter, sameEpoch, seal)) {
        out.pages.push(page);
        sent += wire(page.bytes);
        if (sent >= PAGE.answerBytes || Date.now() - started >= PAGE.answerMs) break;
      }
      if (sent >= PAGE.answerBytes || Date.now() - started >= PAGE.answerMs) {
        const last = out.pages.at(-1);
        out.more = cursor !== order.at(-1) || last?.done !== true;
        break;
      }
    }
    return out;
  }, { isolation: 'repeatable read', readOnly: true });
}

async function* pagesOf(
  tx: Queryable, sources: readonly EntitySource[], member: MemberId | null, cursor: ScopeCursor, counter: Counter, sameEpoch: boolean, seal: Seal | undefined,
): AsyncGenerator<PulledPage> {
  const keep = sameEpoch && usable(cursor, counter);
  let after = cursor;
  // A whole pull starts from nothing; `from` is the counter when it began.
  let at: ScopeCursor = keep ? cursor : { ...cursor, rev: 0, table: '', id: '', from: counter.rev! };
  let whole = !keep;
  const select = pageSelect(sources, cursor, at.from !== undefined);
  for (;;) {
    const read = select === null ? [] : await tx.query<RawRow>(select.sql, [member, cursor.scope, at.rev, at.table, at.id, PAGE.rows, at.from ?? 0]);
    const rows = seal && member ? read.map((r) => (r.e === 'receipt' && r.json !== null ? { ...r, json: sealRow(seal, member, r.json) } : r)) : read;
    let start = 0;
    do {
      const end = cut(rows, start);
      const exhausted = end === rows.length && rows.length < PAGE.rows;
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

/**
 * The statement that reads the next rows of a scope for the entities a cursor names at versions this server has; others are left
 * out (S14). Parameters: member, scope, rev, table, id, limit, from. Tombstones stand in the same order; a whole pull needs only those
 * of rows that went after it began (`from`): it may already have brought them.
 */
export function pageSelect(sources: readonly EntitySource[], cursor: ScopeCursor, whole: boolean): { sql: string } | null {
  const by = cursor.scope.startsWith('member:') ? ['member', 'scope'] : ['scope'];
  const wanted = sources.filter((s) => by.includes(s.by) && s.entity in cursor.entities);
  if (wanted.length === 0) return null;
  const parts = wanted.map((s) => {
    const where = s.by === 'member' ? 't.member = $1::uuid' : 't.scope = $2::text';
    const key = s.keyType === 'text' ? `t.${s.key} collate "C"` : `t.${s.key}`;
    const json = Object.entries(s.columns).map(([name, sql]) => `'${name}', ${sql}`).join(', ');
    const id = `case when $5::text = '' then null else $5::text end${s.keyType === 'text' ? '' : '::uuid'}`;
    // The bounds are written so that an index on (scope, rev, id) serves them.
    const same = `(t.rev = $3::bigint and ($4::text < '${s.entity}' collate "C" or ($4::text = '${s.entity}' and ${key} > ${id})))`;
    const young = whole && s.wholePullOnly ? ` and ${s.wholePullOnly}` : '';
    return `(select t.rev, '${s.entity}' collate "C" as e, t.${s.key}::text collate "C" as id, json_build_object(${json})::text as json
      from ${s.table} t where ${where} and t.rev >= $3::bigint and (t.rev > $3::bigint or ${same})${young}
      order by t.rev, ${key} limit $6::int)`;
  });
  const names = wanted.map((s) => `'${s.entity}'`).join(', ');
  parts.push(`(select t.rev, t.entity collate "C" as e, t.id collate "C" as id, null::text as json from tombstone t
      where t.scope = $2::text and t.entity in (${names}) and t.rev >= $3::bigint and t.rev > $7::bigint
      and (t.rev > $3::bigint or ($4::text < t.entity collate "C" or ($4::text = t.entity and t.id collate "C" > $5::text)))
      order by t.rev, t.entity collate "C", t.id collate "C" limit $6::int)`);
  // Every parameter stands in the statement whatever the scope, so that its type is known.
  return { sql: `select rev, e, id, json from (${parts.join(' union all ')}) x where $1::uuid is not distinct from $1 order by rev, e, id limit $6::int` };
}

export type { Row };
