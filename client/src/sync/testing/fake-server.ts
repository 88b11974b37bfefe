/**
 * A minimal server for tests of the device alone: scopes with counters and rows, receipts, and a settlement that the
 * test supplies. It answers a request with lines; the real server is tested elsewhere, with this engine against it.
 */
import {
  END_OF_REV,
  memberScope,
  type Answer,
  type ExchangeLine,
  type ExchangeRequest,
  type MutationEnvelope,
  type PageLine,
  type Row,
  type ScopeCursor,
  type Verdict,
} from '@egoejo/shared/sync/protocol.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import { MEMBER } from './world.ts';

interface Stored {
  rev: number;
  e: string;
  id: string;
  row: Row | null;
}
type Receipt = Extract<Answer, { hash: string }>;
const OWN = memberScope(MEMBER);
const positionBefore = (r: Stored, c: ScopeCursor): boolean =>
  r.rev < c.rev || (r.rev === c.rev && (r.e < c.table || (r.e === c.table && r.id <= c.id)));
const inOrder = (a: Stored, b: Stored): number =>
  a.rev - b.rev || (a.e < b.e ? -1 : a.e > b.e ? 1 : a.id < b.id ? -1 : 1);

export class FakeServer {
  epoch = 'e1';
  now = '2026-03-01T12:00:00.000Z';
  /** Most rows in one page. */
  pageRows = 500;
  /** Most pages in one answer. */
  pagesAnAnswer = 100;
  /** By scope: the rev below which a cursor is too old. */
  floor = new Map<string, number>();
  /** If set, the server takes no acts until then. */
  readOnly: string | null = null;
  purged = new Set<string>();
  settled: MutationEnvelope[] = [];
  /** Decides the verdict and writes its effects through `put`. The verdict is stored as a receipt. */
  settle: (m: MutationEnvelope) => Verdict | 'busy' | 'unsettled' | 'upgrade' | { recovering: string } = () => ({
    status: 'applied',
    notes: [],
  });
  #scopes = new Map<string, { rev: number; rows: Stored[] }>();
  #receipts = new Map<string, Receipt>();

  #scope(name: string) {
    const scope = this.#scopes.get(name) ?? { rev: 1, rows: [] };
    this.#scopes.set(name, scope);
    return scope;
  }
  rev(scope: string): number {
    return this.#scope(scope).rev;
  }
  /** Writes rows under a new rev of the scope; `gone`: deleted or moved away. */
  put(scope: string, e: string, ...rows: (Row | { id: string; gone: true })[]): number {
    const to = this.#scope(scope);
    to.rev++;
    for (const row of rows) {
      to.rows = to.rows.filter((r) => r.e !== e || r.id !== row.id);
      to.rows.push({ rev: to.rev, e, id: row.id, row: 'gone' in row ? null : row });
    }
    return to.rev;
  }

  #store(
    key: MutationEnvelope['key'],
    hash: string,
    name: string,
    verdict: Verdict,
    written: Readonly<Record<string, number>> = {},
  ): Receipt {
    const mac = verdict.status === 'applied' ? { mac: `macOf of ${key}` } : {};
    const answer = { key, hash, verdict, revs: { ...written, [OWN]: this.rev(OWN) + 1 }, at: this.now, ...mac };
    this.#receipts.set(key, answer);
    this.put(OWN, 'receipt', { id: key, hash, name, verdict, revs: answer.revs, at: this.now, ...mac });
    return answer;
  }
  #convergent(key: MutationEnvelope['key'], verdict: Verdict): Answer {
    return { key, convergent: true, verdict, revs: { [OWN]: this.rev(OWN) }, at: this.now };
  }
  async #settleOne(m: MutationEnvelope): Promise<Answer[]> {
    const hash = requestHash(m);
    const known = this.#receipts.get(m.key);
    if (known) return [known.hash === hash ? known : { key: m.key, keyReused: true }];
    if (m.name === 'sync.cancel') {
      const key = m.args.key as MutationEnvelope['key'];
      const storedVerdict =
        this.#receipts.get(key) ??
        this.#store(key, m.args.hash as string, m.args.name as string, {
          status: 'rejected',
          code: 'sync.cancelled',
          params: {},
        });
      return [this.#convergent(m.key, { status: 'applied', notes: [] }), storedVerdict];
    }
    const before = new Map([...this.#scopes].map(([name, { rev }]) => [name, rev]));
    const verdict = this.settle(m);
    const written = [...this.#scopes].filter(([name, { rev }]) => rev !== before.get(name));
    const revs = Object.fromEntries(written.map(([name, { rev }]) => [name, rev]));
    if (verdict === 'busy') return [{ key: m.key, busy: true }];
    if (verdict === 'unsettled') return [{ key: m.key, unsettled: 'sync.internal' }];
    if (verdict === 'upgrade') return [{ key: m.key, upgradeRequired: true }];
    if ('recovering' in verdict) return [{ key: m.key, recovering: verdict.recovering, params: {} }];
    this.settled.push(m);
    return [
      m.name === 'reading.progress'
        ? this.#convergent(m.key, verdict)
        : this.#store(m.key, hash, m.name, verdict, revs),
    ];
  }

  #pages(cursor: ScopeCursor, sameEpoch: boolean): PageLine[] {
    const scope = this.#scope(cursor.scope);
    const judged = cursor.from ?? cursor.rev;
    const usable = sameEpoch && judged > 0 && judged >= (this.floor.get(cursor.scope) ?? 0) && cursor.rev <= scope.rev;
    let at: ScopeCursor = usable ? cursor : { ...cursor, rev: 0, table: '', id: '', from: scope.rev };
    const rows = scope.rows
      .filter((r) => r.e in cursor.entities && !positionBefore(r, at) && (r.row !== null || r.rev > (at.from ?? 0)))
      .sort(inOrder);
    const out: PageLine[] = [];
    let after = cursor;
    do {
      const some = rows.splice(0, this.pageRows);
      const last = some.at(-1);
      const done = rows.length === 0;
      const { from, ...rest } = at;
      const next: ScopeCursor =
        done || !last
          ? { ...rest, rev: scope.rev, table: END_OF_REV, id: '' }
          : { ...rest, rev: last.rev, table: last.e, id: last.id, ...(from === undefined ? {} : { from }) };
      const page: PageLine = {
        t: 'page',
        scope: cursor.scope,
        after,
        cursor: next,
        done,
        whole: !usable && out.length === 0,
        rows: some.flatMap((r) => (r.row ? [{ e: r.e, rows: [structuredClone(r.row)] }] : [])),
        gone: some.filter((r) => !r.row).map((r) => ({ e: r.e, id: r.id })),
      };
      if (some.length > 0 || page.whole || JSON.stringify(next) !== JSON.stringify(after)) out.push(page);
      after = next;
      at = next;
    } while (rows.length > 0);
    return out;
  }

  /**
   * Copies scopes and receipts; the returned function restores them. The epoch is not touched: a test of a restore that
   * the server knows of sets a new one (S29).
   */
  copy(): () => void {
    const kept = [structuredClone(this.#scopes), structuredClone(this.#receipts)] as const;
    return () => {
      this.#scopes = structuredClone(kept[0]);
      this.#receipts = structuredClone(kept[1]);
    };
  }

  async handle(request: ExchangeRequest): Promise<ExchangeLine[]> {
    const lines: ExchangeLine[] = [
      {
        t: 'head',
        protocol: 1,
        epoch: this.epoch,
        now: this.now,
        member: request.member,
        flags: { boost: true },
        oldest: 1,
        ...(this.readOnly !== null && { readOnly: this.readOnly }),
      },
    ];
    const answers: Answer[] = [];
    const sameEpoch = request.epoch === null || request.epoch === this.epoch;
    const behind = sameEpoch && request.cursors.some((c) => c.scope === OWN && c.rev > this.rev(OWN));
    if (behind) lines[0] = { ...lines[0], behind } as ExchangeLine;
    const forgot = behind || !sameEpoch;
    if (forgot) answers.push(...request.mutations.slice(0, 1).map(({ key }): Answer => ({ key, busy: true })));
    for (const m of forgot ? [] : request.mutations) {
      const some = await this.#settleOne(m);
      answers.push(...some);
      if (!some.every((a) => 'verdict' in a || 'keyReused' in a || 'recovering' in a)) break;
    }
    if (request.mutations.length > 0) lines.push({ t: 'verdicts', answers });
    const all = request.cursors.flatMap((c): ExchangeLine[] =>
      this.purged.has(c.scope) ? [{ t: 'purge', scope: c.scope }] : this.#pages(c, sameEpoch),
    );
    lines.push(...all.slice(0, this.pagesAnAnswer), { t: 'end', more: all.length > this.pagesAnAnswer });
    return lines;
  }
}
export const makeServer = (): FakeServer => new FakeServer();
