/**
 * One exchange: mutations and cursors go up, verdicts and changes come down. The caller holds the lock; this module
 * sends one request and applies its answer line by line as it arrives.
 */
import { LIMITS, memberScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { quarantinedHeader } from '@egoejo/shared/sync/client-headers.ts';
import {
  applyAnswers,
  applyEnd,
  applyHead,
  applyPages,
  applyPurge,
  applySkipped,
  closedUntil,
  hasForgotten,
  keepAhead,
  type Fence,
} from './apply.ts';
import { createCommitter } from './committer.ts';
import { bytesOf } from './envelope.ts';
import { FULL, ifRoom, remakeReserve, withReserve, withRoom } from './quota.ts';
import { pickBatch } from './batching.ts';
import { type Outcome } from './retry-policy.ts';
import { readWantedScopes } from './scopes.ts';
import type { OutboxRow } from './store.ts';
import { send } from './wire.ts';
import { prepare, type Ask, type ExchangeDeps, type Prepared } from './exchange-request.ts';
import type { Answer, ExchangeLine, HeadLine, PageLine } from './protocol.ts';

/**
 * The state of an answer while its lines arrive:
 *
 *     (nothing) ──head──▶ opened ──verdicts──▶ answered ──pages, purges──▶ … ──end──▶ complete
 *
 * `head`, `answered` and `end` are set by those lines. A line may also end the reading early: `wrongMember` (a head for
 * someone else), `void` (another exchange began, or the history changed: nothing more is written), `full` and
 * `unwritten` (no storage left). A connection that breaks leaves `end` null; what was written before stays.
 */
interface Reading {
  fence: Fence;
  head: HeadLine | null;
  /** The keys answered in the verdicts line; null before that line. */
  answered: Set<string> | null;
  /** An act that stays in the queue ended the answer early. */
  stopped: boolean;
  /** The answer ended early, and nothing blocks the remaining acts any more. */
  left: boolean;
  end: { more: boolean } | null;
  pages: number;
  rows: number;
  scopesLeft: Set<Scope>;
  void: boolean;
  /** A cursor that the server cannot use was restarted, so another exchange has to follow. */
  renewed: boolean;
  /** Storage is still full after room was freed. */
  full: boolean;
  /** Storage was too full to write the server's answers about acts, or the head. */
  unwritten: boolean;
  wrongMember: boolean;
}

const isStop = (a: Answer): boolean => 'unsettled' in a || 'busy' in a || 'upgradeRequired' in a;

/** Writes pages; frees room once when storage is full (S23). */
async function commitPages(deps: ExchangeDeps, prepared: Prepared, reading: Reading, pages: PageLine[]): Promise<void> {
  if (reading.void || reading.full) return;
  const { env, store, who, report } = deps;
  const write = (): Promise<number | null> => applyPages(store.db, reading.fence, pages, who, prepared.awaited);
  // The member's own rows may use the reserve: they are few, and they show what became of the acts.
  const own = pages.every((page) => page.scope.startsWith('member:'));
  const rows = await (own ? withReserve(env, store.db, write) : withRoom(env, store.db, bytesOf(pages), write));
  reading.full = rows === FULL;
  reading.void = rows === null;
  if (reading.full) report({ storageFull: true });
  if (rows === null || rows === FULL) return;
  reading.pages += pages.length;
  reading.rows += rows;
  for (const page of pages) if (page.done) reading.scopesLeft.delete(page.scope);
  report({ progress: { scopesLeft: reading.scopesLeft.size, rows: reading.rows } });
}

/**
 * Stores pages of the own scope beside its cursor while that scope is not done and acts wait for it (S16). They are
 * applied together with the rest, and the next request continues after them.
 */
async function setAside(
  { env, store }: ExchangeDeps,
  reading: Reading,
  scope: Scope,
  pages: PageLine[],
  added: boolean,
): Promise<void> {
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
  const written = await withReserve(deps.env, deps.store.db, () =>
    applyHead(deps.store.db, prepared.fence, head, offset),
  );
  // If the head could not be stored, it is not recorded that the server forgot something, so nothing may be built on
  // this answer (S29).
  reading.void = written === FULL ? hasForgotten(prepared.fence, head) : !written;
  if (written === FULL) reading.unwritten = true;
  if (reading.void) return;
  // Acts offered again are not shown before the own scope is pulled completely.
  if (head.member && hasForgotten(prepared.fence, head)) {
    prepared.awaited.add(memberScope(head.member));
    prepared.waiting = true;
  }
  const skipped = (head.skipped ?? []).flatMap((i) => prepared.request.cursors[i] ?? []);
  if (skipped.length > 0)
    await withReserve(deps.env, deps.store.db, () =>
      applySkipped(deps.store.db, { ...prepared.fence, epoch: head.epoch }, skipped),
    );
  // A cursor still at rev 0 has nothing to restart.
  reading.renewed = skipped.some((cursor) => cursor.rev > 0);
  reading.head = head;
  reading.fence = {
    ...prepared.fence,
    ...(written !== FULL && { epoch: head.epoch }),
    serverNow: Date.parse(head.now),
  };
  if (head.accessToken !== undefined) deps.token.set(head.accessToken);
  deps.report({ serverOffsetMs: offset, flags: head.flags, readOnlyUntil: closedUntil(head), online: 'yes' });
}

async function onLine(
  deps: ExchangeDeps,
  prepared: Prepared,
  reading: Reading,
  commit: ReturnType<typeof createCommitter>,
  line: ExchangeLine,
): Promise<void> {
  const { env, store } = deps;
  if (line.t === 'head') await onHead(deps, prepared, reading, line);
  else if (!reading.head) throw new Error(`the answer began with ${line.t}`);
  else if (line.t === 'verdicts') {
    for (const answer of line.answers)
      if ('revs' in answer) for (const scope of Object.keys(answer.revs)) prepared.awaited.add(scope);
    const written = await withReserve(env, store.db, () =>
      applyAnswers(store.db, reading.fence, line.answers, env.now()),
    );
    // The acts then stay in the queue; sent again, each gets the same answer.
    if (written === FULL) reading.unwritten = true;
    else reading.void = !written;
    reading.answered = new Set(line.answers.map((a) => a.key));
    // An act without an answer was not reached. The exchange counts as stopped there, unless the act that stopped it
    // has since been quarantined.
    const stops = line.answers.filter(isStop);
    const aside = await store.db.outbox
      .where('key')
      .anyOf(stops.map((a) => a.key))
      .filter((row) => row.held === 'quarantined')
      .count();
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

/** Reads lines until the answer ends, breaks off or is void. Only network failures are swallowed here. */
async function readAnswer(
  deps: ExchangeDeps,
  prepared: Prepared,
  answer: AsyncIterable<ExchangeLine>,
): Promise<Reading> {
  const reading: Reading = {
    fence: prepared.fence,
    head: null,
    answered: null,
    stopped: false,
    left: false,
    end: null,
    pages: 0,
    rows: 0,
    void: false,
    renewed: false,
    full: false,
    unwritten: prepared.unwritten,
    wrongMember: false,
    scopesLeft: new Set(prepared.request.cursors.map((c) => c.scope)),
  };
  const own = deps.who.member && memberScope(deps.who.member);
  // A scope may have several cursors (S14): it is done when each of them is, or when the answer ends.
  const open = new Map<Scope, number>();
  for (const { scope } of prepared.request.cursors) open.set(scope, (open.get(scope) ?? 0) + 1);
  const together = (page: PageLine): boolean => {
    const left = (open.get(page.scope) ?? 0) - (page.done ? 1 : 0);
    open.set(page.scope, left);
    return left > 0 && (page.scope === own ? prepared.awaited.size > 0 : prepared.awaited.has(page.scope));
  };
  const write = (pages: PageLine[]): Promise<void> => commitPages(deps, prepared, reading, pages);
  const commit = createCommitter(write, together, prepared.ahead);
  const lines = answer[Symbol.asyncIterator]();
  try {
    // The answer is read to its very end: a connection released early cannot be reused for the next exchange.
    while (!reading.void && !reading.full && !reading.wrongMember) {
      // A broken line means a broken network: what came before it stays applied.
      const next = await lines.next().catch(() => null);
      if (!next || next.done) break;
      await onLine(deps, prepared, reading, commit, next.value);
    }
  } finally {
    await lines.return?.();
  }
  const rest = await commit.end(reading.end?.more === false);
  const scope = rest[0]?.scope;
  if (scope === undefined || reading.void) return reading;
  if (scope === own && prepared.awaited.size > 0) await setAside(deps, reading, scope, rest, rest !== prepared.ahead);
  else if (scope === own || reading.end) await write(rest);
  return reading;
}

function refused(
  reply: { status: number; code: string; at: string; retryAfterMs: number | null },
  sent: number,
  bare: boolean,
): Outcome {
  if (reply.code === 'sync.upgrade_required' || reply.status === 426) return { kind: 'paused', why: 'upgrade' };
  if (
    reply.status === 401 ||
    reply.status === 403 ||
    reply.code === 'sync.wrong_member' ||
    reply.code === 'sync.unknown_device'
  ) {
    return { kind: 'paused', why: 'auth' };
  }
  if (reply.code === 'sync.read_only') return { kind: 'read-only' };
  if (reply.status === 429 || (reply.status === 503 && reply.retryAfterMs !== null))
    return { kind: 'retry-after', floorMs: reply.retryAfterMs ?? 0 };
  const coded = reply.code !== '';
  if (coded && reply.status >= 400 && reply.status < 500) {
    return {
      kind: 'refused',
      sent,
      shape: `${reply.status} ${reply.code} ${reply.at}`,
      code: reply.code,
      bare,
      probe: 'untried',
    };
  }
  return { kind: 'no-answer', sent, floorMs: reply.retryAfterMs ?? 0, probe: 'untried', coded };
}

/**
 * Whether an act that stayed behind can be sent now: the act before it is settled, or it is known what the server
 * forgot (S29). Acts that wait for the end of a recovery are asked about at each exchange, not at once.
 */
async function anyFreed({ env, store, who }: ExchangeDeps, ask: Ask, sent: readonly OutboxRow[]): Promise<boolean> {
  const before = new Set(sent.map((row) => row.seq));
  const limit = { max: ask.cap, bytes: LIMITS.exchangeBytes, now: env.now() };
  const { send: next } = pickBatch(await store.db.outbox.toArray(), who, limit);
  return next.some(({ row }) => !before.has(row.seq) && row.again?.waits !== true);
}

/**
 * Runs one exchange and applies its answer. Never throws for anything a network or a server does; an abort of `signal`
 * (lock stolen, engine stopped) gives 'overtaken' unless the answer was complete.
 */
export async function exchange(deps: ExchangeDeps, ask: Ask): Promise<{ outcome: Outcome; sent: OutboxRow[] }> {
  const { env, store, report } = deps;
  const prepared = await prepare(deps, ask);
  const { sent } = prepared;
  report({ phase: 'exchanging', sending: new Set(sent.map((row) => row.key)), nextTryAt: null });
  const silent: Outcome = { kind: 'no-answer', sent: sent.length, floorMs: 0, probe: 'untried' };
  const aside = quarantinedHeader(prepared.aside.map((row) => ({ key: row.key, code: row.lastError ?? '' })));
  const reply = await send(env, prepared.request, deps.token.get(), ask.signal, aside).catch(() => null);
  if (!reply) return { outcome: ask.signal.aborted ? { kind: 'overtaken' } : silent, sent };
  if (!reply.ok) {
    report({ online: 'yes' });
    return { outcome: refused(reply, sent.length, ask.cursors === 'none'), sent };
  }
  if (reply.noted)
    await ifRoom(env, store.db, () =>
      store.db.outbox
        .where('key')
        .anyOf(prepared.aside.map((row) => row.key))
        .modify({ noted: true }),
    );
  const reading = await readAnswer(deps, prepared, reply.lines);
  if (reading.wrongMember) return { outcome: { kind: 'paused', why: 'auth' }, sent };
  if (reading.void || (ask.signal.aborted && !reading.end)) return { outcome: { kind: 'overtaken' }, sent };
  if (!reading.head || (sent.length > 0 && !reading.answered)) return { outcome: silent, sent };
  // The next exchange follows at once only if this one made progress.
  const full = reading.full || reading.unwritten;
  const progressed = !full && (reading.pages > 0 || (reading.answered?.size ?? 0) > 0);
  if (reading.end && !full) {
    await withReserve(env, store.db, () =>
      applyEnd(store.db, prepared.startedAt, env.now(), reading.fence.serverNow, prepared.awaited.size > 0),
    );
    if (!reading.end.more && !ask.cursors) report({ lastExchangeAt: reading.fence.serverNow });
  }
  report({ storageFull: full || !(await remakeReserve(env)) });
  const closed = reading.head.readOnly !== undefined && !prepared.request.outboxEmpty;
  const closedMs = closed ? Math.max(1000, closedUntil(reading.head) - reading.fence.serverNow) : 0;
  // A membership that just arrived opens scopes that this request could not name.
  const opened = (await readWantedScopes(store.db, deps.who)).some((scope) => !prepared.planned.has(scope));
  const freed = !full && !prepared.left && prepared.waiting && (await anyFreed(deps, ask, sent));
  return {
    sent,
    outcome: {
      kind: 'answered',
      sent: sent.length,
      closedMs,
      stopped: reading.stopped,
      left: prepared.left || reading.left || reading.renewed || freed,
      progressed,
      more: progressed && (opened || (reading.end?.more ?? false)),
      complete: reading.end !== null && !full && (!reading.end.more || progressed),
    },
  };
}
