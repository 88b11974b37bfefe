import { randomInt } from 'node:crypto';
import { newId, type StoryId } from '@egoejo/shared/platform/ids.ts';
import type { MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { openPostgres } from '@egoejo/server/platform/database/open-postgres.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { readConfig } from '@egoejo/server/platform/config/read-config.ts';
import { coldSettlements } from '@egoejo/server/registry.ts';
import { carryOut } from '@egoejo/server/saka/runs/runs.ts';
import { settleActs } from '@egoejo/server/sync/settle/settle.ts';
import { compared, percentile } from '../../figures.ts';
import type { Bench, BenchContext } from '../../bench.ts';
import { boost, finish } from '../../database/boosts.ts';
import { deviceOf, memberOf } from '../../database/economy.ts';
import { atRate, forMs } from '../../rate.ts';
import { MILLION, onCopy } from '../../runs/economies.ts';

const BOOSTS_A_SECOND = 50;
const HARVESTS_A_MINUTE = 1000;
const STORY = newId<StoryId>();

/** Boosts and harvests of random members at fixed rates, until told to stop. @returns the duration of each boost. */
async function members(db: Database, goOn: () => boolean): Promise<number[]> {
  const deps = {
    db,
    settlements: coldSettlements(),
    flagsOff: [],
    onThrow: (error: unknown): never => {
      throw error;
    },
  };
  const settle = async (who: number, act: MutationEnvelope): Promise<void> => {
    const [answer] = await settleActs(deps, memberOf(who), deviceOf(who), [act]);
    if (!answer || !('verdict' in answer) || answer.verdict.status !== 'applied')
      throw new Error(`${act.name} was not applied: ${JSON.stringify(answer)}`);
  };
  const [boosts] = await Promise.all([
    atRate(BOOSTS_A_SECOND, goOn, () => settle(1 + randomInt(MILLION), boost(1 + randomInt(1000)))),
    atRate(HARVESTS_A_MINUTE / 60, goOn, () => settle(1 + randomInt(MILLION), finish(STORY))),
  ]);
  return boosts;
}

async function round(
  context: BenchContext,
  url: string,
): Promise<{ idle: number[]; during: number[]; chunk: number; wait: number; leftOut: number }> {
  const db = await openPostgres({ url, max: 9 });
  try {
    await db.query(
      `insert into story (id, title, language, authors, licence, words, pages, bytes)
        values ($1, 'Le puits', 'fr', 'X', 'CC BY', 100, 1, 600)`,
      [STORY],
    );
    // Warm up connections, plans and pages before both measurements.
    await members(db, forMs(2000));
    const idle = await members(db, forMs(context.seconds * 1000));
    let running = true;
    const run = carryOut(
      { db, config: readConfig({}), onMoved: () => undefined },
      { kind: 'compost', at: new Date().toISOString(), source: 'command' },
    ).finally(() => {
      running = false;
    });
    const during = await members(db, () => running);
    const done = await run;
    if (!done.ok) throw new Error(done.error.code);
    const { longestChunkMs, longestWaitMs, leftOut } = done.value.run;
    return { idle, during, chunk: longestChunkMs, wait: longestWaitMs, leftOut };
  } finally {
    await db.close();
  }
}

/**
 * 95th percentile of boosts of random members while 100,000 of a million wallets compost, with 1,000 harvests a minute
 * at the same time.
 */
export const bench: Bench = {
  name: 'boost-during-compost',
  group: 'economy',
  goal: { atMost: 3 },
  on: ['postgres'],
  async run(context) {
    const rounds: { value: number; baseline: number }[] = [];
    let [n, chunk, wait, slowest, leftOut] = [0, 0, 0, 0, 0];
    for (let i = 0; i < context.rounds; i++) {
      const r = await onCopy(context, MILLION, (url) => round(context, url));
      const [value, baseline] = [percentile(r.during, 0.95), percentile(r.idle, 0.95)];
      rounds.push({ value, baseline });
      n += r.during.length;
      [chunk, wait, slowest, leftOut] = [
        Math.max(chunk, r.chunk),
        Math.max(wait, r.wait),
        Math.max(slowest, ...r.during),
        leftOut + r.leftOut,
      ];
      context.say(
        `round ${i + 1}: ${value.toFixed(1)} ms against ${baseline.toFixed(1)} ms, ${r.during.length} boosts`,
      );
    }
    return {
      n,
      unit: 'ms p95',
      ...compared(rounds),
      facts: {
        boostsASecond: BOOSTS_A_SECOND,
        harvestsAMinute: HARVESTS_A_MINUTE,
        longestChunkMs: Math.round(chunk),
        longestWaitMs: Math.round(wait),
        slowestBoostMs: Math.round(slowest),
        leftOut,
      },
    };
  },
};
