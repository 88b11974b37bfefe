import { randomInt } from 'node:crypto';
import { newId, type MutationKey } from '@egoejo/shared/platform/ids.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import type { MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { coldSettlements } from '@egoejo/server/registry.ts';
import { settleActs } from '@egoejo/server/sync/settle/settle.ts';
import { compared, percentile } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { boost, macOf, wallets } from '../../database/boosts.ts';
import { deviceOf, memberOf } from '../../database/economy.ts';
import { clients, withEconomy } from '../../database/settle.ts';

const P95 = 0.95;
const anyProject = (): number => 1 + randomInt(wallets.projects);
/** The hostile member; honest clients use other members. */
const HOSTILE = wallets.members;

/**
 * Acts and cancels of the same keys in either order, some of them twice: such lists once made the shared call throw
 * again and again.
 */
function hostileList(): MutationEnvelope[] {
  const cancelOf = (m: MutationEnvelope): MutationEnvelope => ({
    ...boost(1),
    key: newId<MutationKey>(),
    name: 'sync.cancel',
    args: { key: m.key, hash: requestHash(m), name: m.name },
  });
  const acts = Array.from({ length: 5 }, () => boost(anyProject()));
  return acts
    .flatMap((m, i) => (i % 2 ? [m, cancelOf(m)] : [cancelOf(m), m, cancelOf(m)]))
    .map((m, i) => ({ ...m, seq: i + 1 }));
}

/** Duration in milliseconds of each exchange of the honest clients, with one boost each, for that long. */
async function measure(db: Database, seconds: number, hostile: boolean): Promise<number[]> {
  const deps = { db, settlements: coldSettlements(), flagsOff: [], macOf, onThrow: () => undefined };
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  const honest = async (): Promise<void> => {
    while (performance.now() < until) {
      const member = 1 + randomInt(HOSTILE - 1);
      const start = performance.now();
      const [answer] = await settleActs(deps, memberOf(member), deviceOf(member), [boost(anyProject())]);
      times.push(performance.now() - start);
      if (!answer || !('verdict' in answer) || answer.verdict.status !== 'applied')
        throw new Error(`an honest boost was not applied: ${JSON.stringify(answer)}`);
    }
  };
  const attack = async (): Promise<void> => {
    while (performance.now() < until) await settleActs(deps, memberOf(HOSTILE), deviceOf(HOSTILE), hostileList());
  };
  await Promise.all([...(hostile ? [attack()] : []), ...Array.from({ length: clients }, honest)]);
  return times;
}

/** 8 honest clients while one member sends acts together with their cancels: their p95 against their p95 without it. */
export const bench: Bench = {
  name: 'settle-hostile',
  group: 'core',
  goal: { atMost: 2 },
  on: ['postgres'],
  run: (context) =>
    withEconomy(context, async (db) => {
      const rounds: { value: number; baseline: number }[] = [];
      let n = (await measure(db, 1, false)).length;
      for (let i = 0; i < context.rounds; i++) {
        const alone = await measure(db, context.seconds, false);
        const beside = await measure(db, context.seconds, true);
        n += alone.length + beside.length;
        rounds.push({ value: percentile(beside, P95), baseline: percentile(alone, P95) });
        context.say(
          `round ${i + 1}: p95 ${percentile(beside, P95).toFixed(1)} ms beside it, ` +
            `${percentile(alone, P95).toFixed(1)} ms alone`,
        );
      }
      return { n, unit: 'ms', ...compared(rounds), facts: { clients } };
    }),
};
