/** Plans what one request carries. */
import { LIMITS, memberScope, PROTOCOL, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { MOST_QUARANTINED } from '@egoejo/shared/sync/client-headers.ts';
import { openingTables } from '../apply/scopes.ts';
import { purgeScope } from '../apply/purge-scope.ts';
import { bytesOf } from '../acts/envelope.ts';
import { withReserve } from '../store/quota.ts';
import { pickBatch } from '../acts/batching.ts';
import { releaseReturned } from '../acts/set-aside.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import type { EgoejoDb } from '../store/tables.ts';
import type { OutboxRow } from '../store/outbox-row.ts';
import type { Fence } from '../apply/fence.ts';
import type { ExchangeRequest, PageLine } from '../protocol.ts';
import type { Ask, ExchangeDeps } from './ask.ts';
import { chooseCursors, planCursors } from './request-cursors.ts';

export interface Prepared {
  request: ExchangeRequest;
  /** Scopes this device wants, whether or not this request names them. */
  planned: ReadonlySet<Scope>;
  fence: Fence;
  sent: OutboxRow[];
  /** Quarantined acts that this request reports. */
  aside: OutboxRow[];
  left: boolean;
  awaited: Set<Scope>;
  /** Pages of the own scope that earlier answers brought and that are not applied yet. */
  ahead: PageLine[];
  /** Some acts are not in this request, and the answers about others may free them. */
  waiting: boolean;
  startedAt: number;
  /** Storage was too full to write any of this plan: the request carries acts but no cursors (S23). */
  unwritten: boolean;
}

/** Marks every waiting act as sent if full storage once refused the mark of a sent act (S26). */
async function markAll(db: EgoejoDb): Promise<void> {
  if (await readMeta(db, 'marked')) return;
  await db.outbox.filter((row) => row.verdict === null && !row.sent).modify({ sent: true });
  await writeMeta(db, 'marked', true);
}

/** Plans a request of acts alone, without writing anything. */
export async function planUnwritten({ env, store: { db }, who }: ExchangeDeps, ask: Ask): Promise<Prepared> {
  const now = env.now();
  return db.transaction('r', db.outbox, db.meta, async () => {
    const [number = 0, epoch = null, offset = 0, acts] = await Promise.all([
      readMeta(db, 'fence'),
      readMeta(db, 'epoch'),
      readMeta(db, 'offset'),
      db.outbox.toArray(),
    ]);
    const head = { protocol: PROTOCOL, member: who.member, device: who.device, epoch, cursors: [] };
    const batch = pickBatch(acts, who, { max: ask.cap, bytes: LIMITS.exchangeBytes - bytesOf(head) - 64, now });
    return {
      request: { ...head, mutations: batch.send.map((s) => s.wire), outboxEmpty: batch.outboxEmpty },
      fence: { number, epoch, serverNow: now + offset },
      sent: batch.send.map((s) => s.row),
      aside: [],
      left: false,
      awaited: new Set<Scope>(),
      ahead: [],
      waiting: false,
      planned: new Set<Scope>(),
      startedAt: now,
      unwritten: true,
    };
  });
}

/** Plans the acts and cursors that go up and marks the acts, in one transaction. */
export async function plan({ env, store, who }: ExchangeDeps, ask: Ask): Promise<Prepared> {
  const acting = ask.cap > 0 && (await store.db.outbox.count()) > 0;
  const db = acting ? store.strict : store.db;
  const now = env.now();
  const { prepared, dropped, serverNow } = await db.transaction(
    'rw',
    [db.outbox, db.cursors, db.meta, ...openingTables(db)],
    async () => {
      const number = ((await readMeta(db, 'fence')) ?? 0) + 1;
      await writeMeta(db, 'fence', number);
      const epoch = (await readMeta(db, 'epoch')) ?? null;
      const heard = now + ((await readMeta(db, 'offset')) ?? 0);
      await markAll(db);
      const { rows, dropped: gone } = await planCursors(db, who, ask.texts);
      const cursors = chooseCursors(rows, ask, who);
      const head = { protocol: PROTOCOL, member: who.member, device: who.device, epoch, cursors };
      await releaseReturned(db);
      const acts = await db.outbox.toArray();
      const batch = pickBatch(acts, who, { max: ask.cap, bytes: LIMITS.exchangeBytes - bytesOf(head) - 64, now });
      for (const { row } of batch.send) await db.outbox.update(row.seq, { sent: true, tries: row.tries + 1 });
      const request: ExchangeRequest = {
        ...head,
        mutations: batch.send.map((s) => s.wire),
        outboxEmpty: batch.outboxEmpty,
      };
      const awaited = new Set(acts.flatMap((row) => Object.keys(row.revs ?? {})));
      // An act sent earlier may come back as a receipt among the rows, beside its effects.
      if (who.member && acts.some((row) => row.sent)) awaited.add(memberScope(who.member));
      const aside = who.member
        ? acts.filter((row) => row.held === 'quarantined' && !row.noted).slice(0, MOST_QUARANTINED)
        : [];
      return {
        prepared: {
          request,
          planned: new Set(rows.map((row) => row.scope)),
          aside,
          ahead: rows.flatMap((row) => row.ahead ?? []),
          waiting: acts.length > batch.send.length,
          fence: { number, epoch, serverNow: heard },
          sent: batch.send.map((s) => s.row),
          left: batch.left && ask.cap > 0,
          awaited,
          startedAt: now,
          unwritten: false,
        },
        dropped: gone,
        serverNow: heard,
      };
    },
  );
  for (const scope of dropped) await withReserve(env, store.db, () => purgeScope(store.db, scope, who, serverNow));
  return prepared;
}
