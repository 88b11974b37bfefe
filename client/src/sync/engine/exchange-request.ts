/** Builds the request of one exchange: plans the acts and cursors that go up and marks the acts, in one transaction. */
import { memberScope, MOST_CURSORS, PROTOCOL, LIMITS, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { MOST_QUARANTINED } from '@egoejo/shared/sync/client-headers.ts';
import type { Fence } from './fence.ts';
import { purgeScope } from './purge-scope.ts';
import { bytesOf } from './envelope.ts';
import type { Env } from './env.ts';
import { FULL, withReserve, withRoom } from './quota.ts';
import { pickBatch } from './batching.ts';
import { planParts, reached, sameCursors, readWantedScopes, wantedEntities } from './scopes.ts';
import type { SyncStatus } from '../api/status-store.ts';
import {
  readMeta,
  writeMeta,
  type CursorRow,
  type EgoejoDb,
  type Identity,
  type OutboxRow,
  type Store,
} from './store.ts';
import type { ExchangeRequest, PageLine, ScopeCursor } from './protocol.ts';

export interface ExchangeDeps {
  env: Env;
  store: Store;
  who: Identity;
  token: { get(): string | null; set(token: string | null): void };
  report(patch: Partial<SyncStatus>): void;
}
export interface Ask {
  /** The highest number of acts; 0: none, to learn whether an exchange gets an answer at all (S9). */
  cap: number;
  /** The sync includes long texts (eco level). */
  texts: boolean;
  signal: AbortSignal;
  /**
   * Which cursors are sent. By default those of every scope but `except`; 'none' or those of one scope while the syncer
   * finds out what the server refuses (S30).
   */
  cursors?: 'none' | { only: Scope };
  except?: ReadonlySet<Scope>;
}

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

/** Plans and stores the cursors of all wanted scopes; scopes no longer wanted are named in `dropped`. */
async function planCursors(
  db: EgoejoDb,
  who: Identity,
  texts: boolean,
): Promise<{ rows: CursorRow[]; dropped: Scope[] }> {
  const [scopes, stored] = await Promise.all([readWantedScopes(db, who), db.cursors.toArray()]);
  const before = new Map(stored.map((row) => [row.scope, row]));
  const rows = scopes.map((scope): CursorRow => {
    const { parts: held = [], ahead } = before.get(scope) ?? {};
    const parts = planParts(held, scope, wantedEntities(scope, texts));
    // Pages stored ahead continue from the cursors that these parts had.
    return { scope, parts, ...(ahead && sameCursors(parts, held) && { ahead }) };
  });
  await db.cursors.bulkPut(rows);
  return { rows, dropped: stored.map((row) => row.scope).filter((scope) => !scopes.includes(scope)) };
}

/**
 * Most bytes that the cursors may take, so that a request keeps room for acts; as many scopes as fit are asked for
 * (S10).
 */
const CURSOR_BYTES = LIMITS.exchangeBytes / 2;

/** The cursors this request carries. */
function chooseCursors(rows: readonly CursorRow[], { cursors, except }: Ask, who: Identity): ScopeCursor[] {
  if (cursors === 'none') return [];
  const wanted = rows.filter(({ scope }) => (cursors ? scope === cursors.only : !except?.has(scope)));
  const all = wanted.flatMap(({ parts, ahead }) =>
    parts.filter((p) => !p.frozen).map((p) => reached(p.cursor, ahead ?? [])),
  );
  let bytes = 0;
  return all
    .slice(0, who.member ? MOST_CURSORS.member : MOST_CURSORS.visitor)
    .filter((cursor) => (bytes += bytesOf(cursor) + 1) <= CURSOR_BYTES);
}

/** Marks every waiting act as sent if full storage once refused the mark of a sent act (S26). */
async function markAll(db: EgoejoDb): Promise<void> {
  if (await readMeta(db, 'marked')) return;
  await db.outbox.filter((row) => row.verdict === null && !row.sent).modify({ sent: true });
  await writeMeta(db, 'marked', true);
}

/**
 * Prepares one request in one transaction, which also marks its acts as sent before they are sent (S26). If storage is
 * too full to write that, the acts are sent all the same: the fact that they may have been sent is then recorded by a
 * deletion, which needs no room. The reserve is not spent on a request, because it is not known yet whether it will be
 * answered.
 */
export async function prepare(deps: ExchangeDeps, ask: Ask): Promise<Prepared> {
  const { env, store } = deps;
  const prepared = await withRoom(env, store.db, 0, () => plan(deps, ask));
  if (prepared !== FULL) return prepared;
  deps.report({ storageFull: true });
  const unmarked = await withRoom(env, store.db, 0, () => store.strict.meta.delete('marked'));
  return planUnwritten(deps, unmarked === FULL ? { ...ask, cap: 0 } : ask);
}

async function planUnwritten({ env, store: { db }, who }: ExchangeDeps, ask: Ask): Promise<Prepared> {
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

async function plan({ env, store, who }: ExchangeDeps, ask: Ask): Promise<Prepared> {
  const acting = ask.cap > 0 && (await store.db.outbox.count()) > 0;
  const db = acting ? store.strict : store.db;
  const now = env.now();
  const { prepared, dropped, serverNow } = await db.transaction(
    'rw',
    db.outbox,
    db.cursors,
    db.meta,
    db.membership,
    db.followed,
    async () => {
      const number = ((await readMeta(db, 'fence')) ?? 0) + 1;
      await writeMeta(db, 'fence', number);
      const epoch = (await readMeta(db, 'epoch')) ?? null;
      const heard = now + ((await readMeta(db, 'offset')) ?? 0);
      await markAll(db);
      const { rows, dropped: gone } = await planCursors(db, who, ask.texts);
      const cursors = chooseCursors(rows, ask, who);
      const head = { protocol: PROTOCOL, member: who.member, device: who.device, epoch, cursors };
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
  for (const scope of dropped) await withReserve(env, store.db, () => purgeScope(store.db, scope, serverNow));
  return prepared;
}
