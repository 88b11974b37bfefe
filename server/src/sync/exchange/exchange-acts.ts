/** Settles the acts of one exchange and tells whom it concerns. */
import { memberScope, type Answer, type ExchangeRequest } from '@egoejo/shared/sync/protocol.ts';
import { UNKNOWN } from '@egoejo/shared/sync/client-headers.ts';
import type { Database } from '../../platform/database/database.ts';
import { noticeLoss } from '../recovery/reoffered.ts';
import { admitAct } from '../settle/admit-act.ts';
import { settleActs } from '../settle/settle.ts';
import type { FlagsOff } from '../settle/act.ts';
import type { ExchangeDeps, Caller } from './exchange-deps.ts';

/**
 * The epoch to answer with. It is a new one when the acts of this request prove that this database lost acts it had
 * confirmed (S29).
 */
export async function epochAfter(
  deps: ExchangeDeps,
  caller: Caller | null,
  r: ExchangeRequest,
  epoch: string,
): Promise<string> {
  if (!caller || !deps.macOf) return epoch;
  const proven = r.mutations
    .flatMap((m) => (m.proof ? (admitAct(m, caller.member, deps.macOf) ?? []) : []))
    .filter((act) => act.asOf !== null);
  if (proven.length === 0 || !(await noticeLoss(deps.db, caller.member, proven))) return epoch;
  deps.onRecovery?.();
  const [row] = await deps.db.query<{ epoch: string }>('select epoch from installation');
  return row!.epoch;
}

/** Settles the acts of this request, reports them, and announces the scopes that they changed. */
export async function answerMutations(
  deps: ExchangeDeps,
  caller: Caller,
  r: ExchangeRequest,
  stale: boolean,
): Promise<Answer[]> {
  const flagsOff: FlagsOff = Object.entries(deps.flags)
    .filter(([, on]) => !on)
    .map(([name]) => name);
  const started = performance.now();
  const answers = await settleActs(
    {
      db: deps.db,
      settlements: deps.settlements,
      flagsOff,
      from: caller.from,
      macOf: deps.macOf,
      onThrow: (error, name) => deps.onThrow(error, name),
      onRefused: (code) => deps.onRefused?.(code, caller.client ?? UNKNOWN),
    },
    caller.member,
    caller.device,
    r.mutations,
  );
  const settledIn = (performance.now() - started) / 1000;
  const final = answers.filter((a) => 'verdict' in a);
  const scopes = new Set(final.flatMap((a) => Object.keys(a.revs)));
  // Acts that only wait changed nothing: a poke would make the device send the same acts again at once, endlessly
  // (S29).
  if (final.length > 0) scopes.add(memberScope(caller.member));
  if (stale && r.outboxEmpty && new Set(final.map((a) => a.key)).size >= r.mutations.length)
    await markQuiet(deps.db, caller);
  deps.onSettled?.(answers, new Map(r.mutations.map((m) => [m.key, m.name])), settledIn);
  if (scopes.size > 0) deps.moved([...scopes]);
  return answers;
}

/** Notes that this device has nothing left to send (R5). */
export async function markQuiet(db: Database, { member, device }: Caller): Promise<void> {
  await db.query('update device set quiet_at = now() where member = $1 and id = $2', [member, device]);
}
