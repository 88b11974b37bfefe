/**
 * Finds out what a server refuses. A refusal says something about the request, not about the connection (S30): the
 * cause is an act, which is set aside visibly, or the cursors of a scope, which restart. Everything else continues.
 */
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Ask, ExchangeDeps } from '../exchange/ask.ts';
import { exchange } from '../exchange/exchange.ts';
import type { Outcome } from '../exchange/outcome.ts';
import { afterRefusalAlone } from '../acts/verdicts.ts';
import { fresh } from '../apply/scopes.ts';
import type { EgoejoDb } from '../store/tables.ts';
import type { OutboxRow } from '../store/outbox-row.ts';
import { sweep } from '../repair/sweep.ts';

type Refused = Extract<Outcome, { kind: 'refused' }>;

/**
 * Handles a refusal. If the request carried cursors, the stored data is checked and repaired. If not, a request without
 * acts tells whether they are the reason, and an act that was sent alone is set aside with the code.
 */
export async function onRefusal(
  deps: ExchangeDeps,
  ask: Ask,
  refused: Refused,
  sent: readonly OutboxRow[],
): Promise<Outcome> {
  const { env, store } = deps;
  if (!refused.bare) {
    await sweep(env, store.db);
    return refused;
  }
  if (sent.length === 0) return { ...refused, probe: 'refused' };
  const { outcome } = await exchange(deps, { ...ask, cap: 0 });
  if (outcome.kind === 'refused') return { ...refused, probe: 'refused' };
  if (outcome.kind !== 'answered') return outcome;
  const [only] = sent;
  if (only && sent.length === 1) {
    await store.db.outbox
      .where('key')
      .equals(only.key)
      .modify((row) => {
        Object.assign(row, afterRefusalAlone(row, refused.code, env.now()));
      });
  }
  return { ...refused, probe: 'answered' };
}

/** Restarts the cursors of a scope; its rows stay on the device until the new pull is complete. */
const startAnew = (db: EgoejoDb, scope: Scope): Promise<number> =>
  db.cursors
    .where('scope')
    .equals(scope)
    .modify((row) => {
      row.parts = row.parts.map((part) => ({ ...fresh(scope, part.cursor.entities), frozen: part.frozen }));
      delete row.ahead;
    });

/**
 * Runs after the acts were sent without cursors. Asks for each scope alone: a refused scope restarts, and a scope that
 * is refused even then is added to `except`, so that the next request brings the rest without it.
 */
export async function findRefusedScopes(deps: ExchangeDeps, ask: Ask, except: Set<Scope>): Promise<Outcome> {
  for (const scope of await deps.store.db.cursors.toCollection().primaryKeys()) {
    const alone = (): Promise<Outcome> =>
      exchange(deps, { ...ask, cap: 0, cursors: { only: scope } }).then(({ outcome }) => outcome);
    if (except.has(scope)) continue;
    let outcome = await alone();
    if (outcome.kind === 'refused') {
      await startAnew(deps.store.db, scope);
      outcome = await alone();
    }
    if (outcome.kind === 'refused') except.add(scope);
    else if (outcome.kind !== 'answered') return outcome;
  }
  return {
    kind: 'answered',
    sent: 0,
    more: true,
    left: false,
    stopped: false,
    complete: true,
    progressed: true,
    without: 'cursors',
  };
}
