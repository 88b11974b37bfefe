/**
 * One exchange: mutations and cursors go up, verdicts and changes come down. The caller holds the lock; this module
 * sends one request and applies its answer line by line as it arrives.
 */
import { quarantinedHeader } from '@egoejo/shared/sync/client-headers.ts';
import { LIMITS } from '@egoejo/shared/sync/protocol.ts';
import { applyEnd } from '../apply/apply-end.ts';
import { closedUntil } from '../apply/apply-head.ts';
import { forgetOver } from '../acts/forget.ts';
import { pickBatch } from '../acts/batching.ts';
import { releaseReturned } from '../acts/set-aside.ts';
import type { Ask, ExchangeDeps } from './ask.ts';
import { prepare } from './exchange-request.ts';
import { ifRoom, remakeReserve, withReserve } from '../store/quota.ts';
import { readAnswer } from './read-answer.ts';
import { refused } from './reply-refused.ts';
import type { Outcome } from './outcome.ts';
import { readWantedScopes } from '../apply/scopes.ts';
import type { OutboxRow } from '../store/outbox-row.ts';
import { send } from './wire.ts';

/**
 * Whether an act that stayed behind can be sent now: the act before it is settled, its scope is back, or it is known
 * what the server forgot (S29). Acts that wait for the end of a recovery are asked about at each exchange, not at once.
 */
async function anyFreed({ env, store, who }: ExchangeDeps, ask: Ask, sent: readonly OutboxRow[]): Promise<boolean> {
  const before = new Set(sent.map((row) => row.seq));
  const limit = { max: ask.cap, bytes: LIMITS.exchangeBytes, now: env.now() };
  await store.db.transaction('rw', store.db.outbox, store.db.cursors, () => releaseReturned(store.db));
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
  if (progressed) await ifRoom(env, store.db, () => forgetOver(store.db));
  report({ storageFull: full || !(await remakeReserve(env)) });
  const closed = reading.head.readOnly !== undefined && !prepared.request.outboxEmpty;
  const closedMs = closed ? Math.max(1000, closedUntil(reading.head) - reading.fence.serverNow) : 0;
  // A row that just arrived may open scopes that this request could not name.
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
