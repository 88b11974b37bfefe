/**
 * One exchange (3-sync): what this device has to say and where its cursors stand go up, verdicts and changes come down.
 * The caller holds the lock; here is one request and its answer, applied line by line as it arrives.
 */
import { memberScope, PROTOCOL, LIMITS, type Answer, type ExchangeLine, type ExchangeRequest, type HeadLine, type PageLine, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { MOST_TOLD, tellQuarantined } from '@egoejo/shared/sync/told.ts';
import { applyAnswers, applyEnd, applyHead, applyPages, applyPurge, closedUntil, hasForgotten, keepAhead, purgeScope, type Fence } from './apply.ts';
import { createCommitter } from './committer.ts';
import { bytesOf } from './envelope.ts';
import type { Env } from './env.ts';
import { FULL, withRoom } from './quota.ts';
import { isUnseen, pickBatch, type Outcome } from './rebase.ts';
import { planParts, reached, sameCursors, wantedEntities, wantedScopes } from './scopes.ts';
import type { SyncStatus } from './status-store.ts';
import { readMeta, writeMeta, type CursorRow, type EgoejoDb, type Identity, type OutboxRow, type Store } from './store.ts';
import { send } from './wire.ts';

export interface ExchangeDeps {
  env: Env;
  store: Store;
  who: Identity;
  token: { get(): string | null; set(token: string | null): void };
  report(patch: Partial<SyncStatus>): void;
}
export interface Ask {
  /** At most so many acts; 0: none, to learn whether an exchange gets an answer at all (S9). */
  cap: number;
  /** Long texts come with the sync (eco level). */
  texts: boolean;
  signal: AbortSignal;
}

interface Prepared {
  request: ExchangeRequest;
  fence: Fence;
  sent: OutboxRow[];
  /** Quarantined acts this request tells of. */
  aside: OutboxRow[];
  left: boolean;
  awaited: Set<Scope>;
  /** Pages of the own scope that earlier answers brought. */
  ahead: PageLine[];
  /** Some acts wait until it is known what the server forgot (S29). */
  unseen: boolean;
  startedAt: number;
}

/** The scopes this device wants as its memberships and followed communities stand now. */
async function wantedNow(db: EgoejoDb, who: Identity): Promise<Scope[]> {
  const [joined, opened] = await Promise.all([db.membership.toCollection().primaryKeys(), db.followed.toCollection().primaryKeys()]);
  return wantedScopes(who, [...joined, ...opened]);
}

/** The cursors of all wanted scopes, planned and stored; scopes no longer wanted are named in `dropped`. */
async function planCursors(db: EgoejoDb, who: Identity, texts: boolean): Promise<{ rows: CursorRow[]; dropped: Scope[] }> {
  const [scopes, stored] = await Promise.all([wantedNow(db, who), db.cursors.toArray()]);
  const before = new Map(stored.map((row) => [row.scope, row]));
  const rows = scopes.map((scope): CursorRow => {
    const { parts: held = [], ahead } = before.get(scope) ?? {};
    const parts = planParts(held, scope, wantedEntities(scope, texts));
    // Pages that came ahead go on from where those parts stood.
    return { scope, parts, ...(ahead && sameCursors(parts, held) && { ahead }) };
  });
  await db.cursors.bulkPut(rows);
  return { rows, dropped: stored.map((row) => row.scope).filter((scope) => !scopes.includes(scope)) };
}

/** Everything for one request, in one transaction that also marks its acts as sent before they are (S26). */
async function prepare({ env, store, who }: ExchangeDeps, ask: Ask): Promise<Prepared> {
  const acting = ask.cap > 0 && (await store.db.outbox.count()) > 0;
  const db = acting ? store.strict : store.db;
  const now = env.now();
  const { prepared, dropped, told } = await db.transaction('rw', db.outbox, db.cursors, db.meta, db.membership, db.followed, async () => {
    const number = ((await readMeta(db, 'fence')) ?? 0) + 1;
    await writeMeta(db, 'fence', number);
    const epoch = (await readMeta(db, 'epoch')) ?? null;
    const heard = now + ((await readMeta(db, 'offset')) ?? 0);
    const { rows, dropped: gone } = await planCursors(db, who, ask.texts);
    const cursors = rows.flatMap(({ parts, ahead }) => parts.filter((p) => !p.frozen).map((p) => reached(p.cursor, ahead ?? [])));
    const head = { protocol: PROTOCOL, member: who.member, device: who.device, epoch, cursors };
    const acts = await db.outbox.toArray();
    const batch = pickBatch(acts, who, { max: ask.cap, bytes: LIMITS.exchangeBytes - bytesOf(head) - 64, now });
    for (const { row } of batch.send) await db.outbox.update(row.seq, { sent: true, tries: row.tries + 1 });
    const request: ExchangeRequest = { ...head, mutations: batch.send.map((s) => s.wire), outboxEmpty: batch.outboxEmpty };
    const awaited = new Set(acts.flatMap((row) => Object.keys(row.revs ?? {})));
    // An act sent before may come back as a receipt among the rows, beside its effects.
    if (who.member && acts.some((row) => row.sent)) awaited.add(memberScope(who.member));
    const aside = who.member ? acts.filter((row) => row.held === 'quarantined' && !row.noted).slice(0, MOST_TOLD) : [];
    return {
      prepared: { request, aside, ahead: rows.flatMap((row) => row.ahead ?? []), unseen: acts.some(isUnseen), fence: { number, epoch, told: heard }, sent: batch.send.map((s) => s.row), left: batch.left && ask.cap > 0, awaited, startedAt: now },
      dropped: gone, told: heard,
    };
  });
  for (const scope of dropped) await purgeScope(store.db, scope, told);
  return prepared;
}

/** The state of an answer while its lines come in. */
interface Reading {
  fence: Fence;
  head: HeadLine | null;
  /** Keys the verdicts line spoke of; null before that line. */
  answered: Set<string> | null;
  /** An act that stays in the queue ended it early. */
  stopped: boolean;
  /** It ended early, and nothing is in the way of the others any more. */
  left: boolean;
  end: { more: boolean } | null;
  pages: number;
  rows: number;
  scopesLeft: Set<Scope>;
  void: boolean;
  /** Storage is full and stays so. */
  full: boolean;
  wrongMember: boolean;
}

const isStop = (a: Answer): boolean => 'unsettled' in a || 'busy' in a || 'upgradeRequired' in a;

/** Writes pages; frees room once when storage is full (S23). */
async function commitPages(deps: ExchangeDeps, prepared: Prepared, reading: Reading, pages: PageLine[]): Promise<void> {
  if (reading.void || reading.full) return;
  const { env, store, who, report } = deps;
  const write = (): Promise<number | null> => applyPages(store.db, reading.fence, pages, who, prepared.awaited);
  const rows = await withRoom(env, store.db, bytesOf(pages), write);
  reading.full = rows === FULL;
  reading.void = rows === null;
  report({ storageFull: reading.full });
  if (rows === null || rows === FULL) return;
  reading.pages += pages.length;
  reading.rows += rows;
  for (const page of pages) if (page.done) reading.scopesLeft.delete(page.scope);
  report({ progress: { scopesLeft: reading.scopesLeft.size, rows: reading.rows } });
}

/** S16: the own scope is not done, and acts wait for it. What came of it is written with the rest; the next request goes on after it. */
async function setAside({ env, store }: ExchangeDeps, reading: Reading, scope: Scope, pages: PageLine[], added: boolean): Promise<void> {
  if (!added || reading.full) return;
  const kept = await withRoom(env, store.db, bytesOf(pages), () => keepAhead(store.db, reading.fence, scope, pages));
  reading.full = kept === FULL;
  if (kept === true) reading.pages += pages.length;
}

async function onHead(deps: ExchangeDeps, prepared: Prepared, reading: Reading, head: HeadLine): Promise<void> {
  if (head.member !== deps.who.member) {
    reading.wrongMember = true;
    return;
  }
  const arrived = deps.env.now();
  const offset = Math.round(Date.parse(head.now) - (prepared.startedAt + arrived) / 2);
  reading.void = !(await applyHead(deps.store.db, prepared.fence, head, offset));
  if (reading.void) return;
  // What is offered again is shown over the whole of the own scope, or not yet.
  if (head.member && hasForgotten(prepared.fence, head)) {
    prepared.awaited.add(memberScope(head.member));
    prepared.unseen = true;
  }
  reading.head = head;
  reading.fence = { ...prepared.fence, epoch: head.epoch, told: Date.parse(head.now) };
  if (head.accessToken !== undefined) deps.token.set(head.accessToken);
  deps.report({ serverOffsetMs: offset, flags: head.flags, readOnlyUntil: closedUntil(head), online: 'yes' });
}

async function onLine(deps: ExchangeDeps, prepared: Prepared, reading: Reading, commit: ReturnType<typeof createCommitter>, line: ExchangeLine): Promise<void> {
  const { env, store } = deps;
  if (line.t === 'head') await onHead(deps, prepared, reading, line);
  else if (!reading.head) throw new Error(`the answer began with ${line.t}`);
  else if (line.t === 'verdicts') {
    for (const answer of line.answers) if ('revs' in answer) for (const scope of Object.keys(answer.revs)) prepared.awaited.add(scope);
    reading.void = !(await applyAnswers(store.db, reading.fence, line.answers, env.now()));
    reading.answered = new Set(line.answers.map((a) => a.key));
    // An act the server did not speak of was not reached: as good as stopped there, unless what stopped it is out of the way by now.
    const stops = line.answers.filter(isStop);
    const aside = await store.db.outbox.where('key').anyOf(stops.map((a) => a.key)).filter((row) => row.held === 'quarantined').count();
    const stayed = aside < stops.length;
    const unreached = prepared.request.mutations.some((m) => !reading.answered?.has(m.key));
    reading.stopped = stayed || (unreached && stops.length === 0);
    reading.left = unreached && !reading.stopped;
  } else if (line.t === 'page') await commit.push(line);
  else if (line.t === 'purge') {
    await commit.settled();
    if (!reading.void) reading.void = !(await applyPurge(store.db, reading.fence, line.scope));
    reading.scopesLeft.delete(line.scope);
  } else reading.end = { more: line.more };
}

/** Reads lines to the end, to a break, or until the answer is void. Only the network may fail quietly in here. */
async function readAnswer(deps: ExchangeDeps, prepared: Prepared, lines: AsyncGenerator<ExchangeLine, void>): Promise<Reading> {
  const reading: Reading = {
    fence: prepared.fence, head: null, answered: null, stopped: false, left: false, end: null, pages: 0, rows: 0, void: false, full: false, wrongMember: false,
    scopesLeft: new Set(prepared.request.cursors.map((c) => c.scope)),
  };
  const own = deps.who.member && memberScope(deps.who.member);
  // A scope may have several cursors (S14): it is done when each of them is, or the answer ends.
  const open = new Map<Scope, number>();
  for (const { scope } of prepared.request.cursors) open.set(scope, (open.get(scope) ?? 0) + 1);
  const together = (page: PageLine): boolean => {
    const left = (open.get(page.scope) ?? 0) - (page.done ? 1 : 0);
    open.set(page.scope, left);
    return left > 0 && (page.scope === own ? prepared.awaited.size > 0 : prepared.awaited.has(page.scope));
  };
  const write = (pages: PageLine[]): Promise<void> => commitPages(deps, prepared, reading, pages);
  const commit = createCommitter(write, together, prepared.ahead);
  try {
    // Read to the very end: a connection let go early cannot carry the next exchange.
    while (!reading.void && !reading.full && !reading.wrongMember) {
      // A broken line is a broken network: what came before it stands.
      const next = await lines.next().catch(() => null);
      if (!next || next.done) break;
      await onLine(deps, prepared, reading, commit, next.value);
    }
  } finally {
    await lines.return();
  }
  const rest = await commit.end(reading.end?.more === false);
  const scope = rest[0]?.scope;
  if (scope === undefined || reading.void) return reading;
  if (scope === own && prepared.awaited.size > 0) await setAside(deps, reading, scope, rest, rest !== prepared.ahead);
  else if (scope === own || reading.end) await write(rest);
  return reading;
}

function refused(reply: { status: number; code: string; retryAfterMs: number | null }, sent: number): Outcome {
  if (reply.code === 'sync.upgrade_required' || reply.status === 426) return { kind: 'paused', why: 'upgrade' };
  if (reply.status === 401 || reply.status === 403 || reply.code === 'sync.wrong_member' || reply.code === 'sync.unknown_device') {
    return { kind: 'paused', why: 'auth' };
  }
  if (reply.code === 'sync.read_only') return { kind: 'read-only' };
  if (reply.status === 429 || (reply.status === 503 && reply.retryAfterMs !== null)) return { kind: 'told-to-wait', floorMs: reply.retryAfterMs ?? 0 };
  return { kind: 'no-answer', sent, floorMs: reply.retryAfterMs ?? 0, probe: 'untried' };
}

/**
 * Runs one exchange and applies its answer. Never throws for what a network or a server does; an abort of `signal`
 * (lock stolen, engine stopped) gives 'overtaken' unless the answer was complete.
 */
export async function exchange(deps: ExchangeDeps, ask: Ask): Promise<{ outcome: Outcome; sent: OutboxRow[] }> {
  const { env, store, report } = deps;
  const prepared = await prepare(deps, ask);
  const { sent } = prepared;
  report({ phase: 'exchanging', sending: new Set(sent.map((row) => row.key)), nextTryAt: null });
  const silent: Outcome = { kind: 'no-answer', sent: sent.length, floorMs: 0, probe: 'untried' };
  const aside = tellQuarantined(prepared.aside.map((row) => ({ key: row.key, code: row.lastError ?? '' })));
  const reply = await send(env, prepared.request, deps.token.get(), ask.signal, aside).catch(() => null);
  if (!reply) return { outcome: ask.signal.aborted ? { kind: 'overtaken' } : silent, sent };
  if (!reply.ok) {
    report({ online: 'yes' });
    return { outcome: refused(reply, sent.length), sent };
  }
  if (reply.noted) await store.db.outbox.where('key').anyOf(prepared.aside.map((row) => row.key)).modify({ noted: true });
  const reading = await readAnswer(deps, prepared, reply.lines);
  if (reading.wrongMember) return { outcome: { kind: 'paused', why: 'auth' }, sent };
  if (reading.void || (ask.signal.aborted && !reading.end)) return { outcome: { kind: 'overtaken' }, sent };
  if (!reading.head || (sent.length > 0 && !reading.answered)) return { outcome: silent, sent };
  // Only then is more to come worth asking for at once.
  const progressed = !reading.full && (reading.pages > 0 || (reading.answered?.size ?? 0) > 0);
  if (reading.end && !reading.full) {
    await applyEnd(store.db, prepared.startedAt, env.now(), reading.fence.told, prepared.awaited.size > 0);
    if (!reading.end.more) report({ lastExchangeAt: reading.fence.told });
  }
  const closed = reading.head.readOnly !== undefined && !prepared.request.outboxEmpty;
  const closedMs = closed ? Math.max(1000, closedUntil(reading.head) - reading.fence.told) : 0;
  // A membership that just arrived opens scopes this request could not know of.
  const opened = (await wantedNow(store.db, deps.who)).some((scope) => !prepared.request.cursors.some((c) => c.scope === scope));
  // What the server forgot is known now, and goes.
  const seen = prepared.unseen && (await store.db.outbox.filter(isUnseen).count()) === 0;
  return {
    sent,
    outcome: {
      kind: 'answered', sent: sent.length, closedMs, stopped: reading.stopped, left: prepared.left || reading.left || seen, progressed,
      more: progressed && (opened || (reading.end?.more ?? false)), complete: reading.end !== null && !reading.full && (!reading.end.more || progressed),
    },
  };
}
