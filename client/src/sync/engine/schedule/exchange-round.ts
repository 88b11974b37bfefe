import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Ask, ExchangeDeps } from '../exchange/ask.ts';
import { exchange } from '../exchange/exchange.ts';
import { pendingCount } from '../acts/pending-count.ts';
import { ifRoom } from '../store/quota.ts';
import { findRefusedScopes, onRefusal } from './refusal.ts';
import type { Outcome } from '../exchange/outcome.ts';
import type { Rhythm } from './rhythm.ts';
import { readMeta } from '../store/meta.ts';
import type { OutboxRow } from '../store/outbox-row.ts';
import { afterSilence } from '../acts/verdicts.ts';

interface Round {
  rhythm: Rhythm;
  /** The sync includes long texts (eco level). */
  texts: boolean;
  /** Scopes not to ask for; a scope that is refused even from the beginning is added (S30). */
  except: Set<Scope>;
  signal: AbortSignal;
}

/**
 * Runs one exchange and, after a silence, an empty one that tells whether the connection or the acts are at fault (S9).
 */
export async function runRound(deps: ExchangeDeps, { rhythm, texts, except, signal }: Round): Promise<Outcome> {
  const ask: Ask = { cap: 0, texts, signal, except, ...(rhythm.bare === true && { cursors: 'none' }) };
  if (await isClosed(deps)) {
    const { outcome } = await exchange(deps, ask);
    if (outcome.kind === 'refused') return onRefusal(deps, ask, outcome, []);
    if (outcome.kind !== 'answered') return outcome;
    // If the server opened early, the waiting acts are sent at once.
    if ((await isClosed(deps)) || (await pendingCount(deps.store.db)) === 0)
      return continueWithoutCursors(deps, ask, outcome, except);
  }
  const { outcome, sent } = await exchange(deps, { ...ask, cap: rhythm.cap });
  if (outcome.kind === 'refused') return onRefusal(deps, ask, outcome, sent);
  if (outcome.kind === 'answered') return continueWithoutCursors(deps, ask, outcome, except);
  // Reading continues while acts wait; the answer says until when.
  if (outcome.kind === 'read-only') {
    const { outcome: read } = await exchange(deps, ask);
    // If the server opened in between, the refused acts are retried soon.
    return read.kind === 'answered' && !read.closedMs ? outcome : read;
  }
  if (outcome.kind !== 'no-answer' || sent.length === 0 || !deps.env.online()) return outcome;
  const probe = await exchange(deps, ask);
  if (probe.outcome.kind === 'paused' || probe.outcome.kind === 'overtaken') return probe.outcome;
  const answered = probe.outcome.kind === 'answered';
  const [only] = sent;
  if (answered && only && sent.length === 1) await noteSilence(deps, only);
  return { ...outcome, probe: answered ? 'answered' : 'silent' };
}

/** Once the acts that had to be sent without cursors are sent, finds out which cursors are refused (S30). */
async function continueWithoutCursors(
  deps: ExchangeDeps,
  ask: Ask,
  outcome: Extract<Outcome, { kind: 'answered' }>,
  except: Set<Scope>,
): Promise<Outcome> {
  if (ask.cursors !== 'none') return outcome;
  if (outcome.stopped || !outcome.complete || outcome.left) return { ...outcome, without: 'acts' };
  return findRefusedScopes(deps, ask, except);
}

/** Whether the server has said that it takes no acts now. */
async function isClosed({ env, store }: ExchangeDeps): Promise<boolean> {
  const [until, offset] = await Promise.all([readMeta(store.db, 'readOnlyUntil'), readMeta(store.db, 'offset')]);
  return (until ?? 0) > env.now() + (offset ?? 0);
}

async function noteSilence({ env, store }: ExchangeDeps, { key }: OutboxRow): Promise<void> {
  await ifRoom(env, store.db, () =>
    store.db.outbox
      .where('key')
      .equals(key)
      .modify((row) => {
        Object.assign(row, afterSilence(row, env.now()));
      }),
  );
}
