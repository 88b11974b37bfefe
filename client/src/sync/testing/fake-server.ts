/**
 * A server in a few lines for tests of the device alone: scopes with counters and rows, receipts, a settlement the test
 * writes. A pure function from request to lines; the real server is tested elsewhere, with this engine against it.
 */
import {
  END_OF_REV, memberScope, type Answer, type ExchangeLine, type ExchangeRequest, type MutationEnvelope, type PageLine, type Row,
  type ScopeCursor, type Verdict,
} from '@egoejo/shared/sync/protocol.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import { MEMBER } from './world.ts';

interface Stored {
  rev: number;
  e: string;
  id: string;
  row: Row | null;
}
export interface FakeServer {
  epoch: string;
  now: string;
  /** Rows of one page at most. */
  pageRows: number;
  /** Pages of one answer at most. */
  pagesAnAnswer: number;
  /** By scope: under this rev a cursor is too old. */
  floor: Map<string, number>;
  purged: Set<string>;
  /** Decides; what it writes it writes through `put`. Its verdict is stored as a receipt. */
  settle: (m: MutationEnvelope) => Verdict | 'busy' | 'unsettled' | 'upgrade';
  settled: MutationEnvelope[];
  /** Writes rows under a new rev of the scope; null: deleted or moved away. */
  put(scope: string, e: string, ...rows: (Row | { id: string; gone: true })[]): number;
  rev(scope: string): number;
  handle(request: ExchangeRequest): Promise<ExchangeLine[]>;
}

const before = (r: Stored, c: ScopeCursor): boolean =>
  r.rev < c.rev || (r.rev === c.rev && (r.e < c.table || (r.e === c.table && r.id <= c.id)));

export function makeServer(): FakeServer {
  const scopes = new Map<string, { rev: number; rows: Stored[] }>();
  const receipts = new Map<string, Extract<Answer, { hash: string }>>();
  const scopeOf = (name: string) => {
    const scope = scopes.get(name) ?? { rev: 1, rows: [] };
    scopes.set(name, scope);
    return scope;
  };
  const own = memberScope(MEMBER);

  async function settleOne(m: MutationEnvelope): Promise<Answer[]> {
    const hash = await requestHash(m);
    const known = receipts.get(m.key);
    if (known) return [known.hash === hash ? known : { key: m.key, keyReused: true }];
    if (m.name === 'sync.cancel') {
      const key = m.args.key as MutationEnvelope['key'];
      if (!receipts.has(key)) store(key, String(m.args.hash), String(m.args.name), { status: 'rejected', code: 'sync.cancelled', params: {} });
      return [{ key: m.key, convergent: true, verdict: { status: 'applied', notes: [] }, revs: { [own]: scopeOf(own).rev }, at: server.now }, receipts.get(key)!];
    }
    const verdict = server.settle(m);
    if (verdict === 'busy') return [{ key: m.key, busy: true }];
    if (verdict === 'unsettled') return [{ key: m.key, unsettled: 'sync.internal' }];
    if (verdict === 'upgrade') return [{ key: m.key, upgradeRequired: true }];
    server.settled.push(m);
    if (m.name === 'reading.progress') return [{ key: m.key, convergent: true, verdict, revs: { [own]: scopeOf(own).rev }, at: server.now }];
    return [store(m.key, hash, m.name, verdict)];
  }
  function store(key: MutationEnvelope['key'], hash: string, name: string, verdict: Verdict): Answer {
    const rev = scopeOf(own).rev + 1;
    const answer = { key, hash, verdict, revs: { [own]: rev }, at: server.now };
    receipts.set(key, answer);
    server.put(own, 'receipt', { id: key, hash, name, verdict, revs: answer.revs, at: server.now });
    return answer;
  }
  function pages(cursor: ScopeCursor, sameEpoch: boolean): PageLine[] {
    const scope = scopeOf(cursor.scope);
    const usable = sameEpoch && !(cursor.rev === 0 && cursor.from === undefined) && (cursor.from ?? cursor.rev) >= (server.floor.get(cursor.scope) ?? 0) && cursor.rev <= scope.rev;
    let at: ScopeCursor = usable ? cursor : { ...cursor, rev: 0, table: '', id: '', from: scope.rev };
    const rows = scope.rows
      .filter((r) => r.e in cursor.entities && !before(r, at) && (r.row !== null || r.rev > (at.from ?? 0)))
      .sort((a, b) => a.rev - b.rev || (a.e < b.e ? -1 : a.e > b.e ? 1 : a.id < b.id ? -1 : 1));
    const out: PageLine[] = [];
    let after = cursor;
    do {
      const some = rows.splice(0, server.pageRows);
      const last = some.at(-1);
      const done = rows.length === 0;
      const { from, ...rest } = at;
      const next: ScopeCursor = done || !last
        ? { ...rest, rev: scope.rev, table: END_OF_REV, id: '' }
        : { ...rest, rev: last.rev, table: last.e, id: last.id, ...(from === undefined ? {} : { from }) };
      const page: PageLine = {
        t: 'page', scope: cursor.scope, after, cursor: next, done, whole: !usable && out.length === 0,
        rows: some.filter((r) => r.row).map((r) => ({ e: r.e, rows: [structuredClone(r.row!)] })),
        gone: some.filter((r) => !r.row).map((r) => ({ e: r.e, id: r.id })),
      };
      if (some.length > 0 || page.whole || JSON.stringify(next) !== JSON.stringify(after)) out.push(page);
      after = next;
      at = next;
    } while (rows.length > 0);
    return out;
  }

  const server: FakeServer = {
    epoch: 'e1', now: '2026-03-01T12:00:00.000Z', pageRows: 500, pagesAnAnswer: 100, floor: new Map(), purged: new Set(), settled: [],
    settle: () => ({ status: 'applied', notes: [] }),
    rev: (scope) => scopeOf(scope).rev,
    put(scope, e, ...rows) {
      const to = scopeOf(scope);
      to.rev++;
      for (const row of rows) {
        to.rows = to.rows.filter((r) => r.e !== e || r.id !== row.id);
        to.rows.push({ rev: to.rev, e, id: row.id, row: 'gone' in row ? null : row });
      }
      return to.rev;
    },
    async handle(request) {
      const lines: ExchangeLine[] = [{ t: 'head', protocol: 1, epoch: server.epoch, now: server.now, member: request.member, flags: { boost: true }, oldest: 1 }];
      const answers: Answer[] = [];
      for (const m of request.mutations) {
        const some = await settleOne(m);
        answers.push(...some);
        if (!some.every((a) => 'verdict' in a || 'keyReused' in a)) break;
      }
      if (request.mutations.length > 0) lines.push({ t: 'verdicts', answers });
      const sameEpoch = request.epoch === null || request.epoch === server.epoch;
      const all = request.cursors.flatMap((c): ExchangeLine[] => (server.purged.has(c.scope) ? [{ t: 'purge', scope: c.scope }] : pages(c, sameEpoch)));
      lines.push(...all.slice(0, server.pagesAnAnswer), { t: 'end', more: all.length > server.pagesAnAnswer });
      return lines;
    },
  };
  return server;
}
