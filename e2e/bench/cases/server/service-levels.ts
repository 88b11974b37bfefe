import { percentile } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { asFastAsItGoes, atRate, forMs } from '../../rate.ts';
import { devicesAway, inCommunities } from '../../database/communities.ts';
import { memoryOf, watch } from '../../watch.ts';
import { communities, devices, MIX, furnish, sync, members, type Kind } from '../../http/service-load.ts';

/** The service levels to meet; in milliseconds unless stated otherwise. */
const LEVELS = {
  boostMean: 200,
  voteMean: 200,
  apiP50: 200,
  apiP95: 500,
  apiP99: 1000,
  signInP95: 300,
  catalogueP95: 200,
  searchP95: 200,
  idleBoostP50: 20,
  errorsPerThousand: 1,
  rssPeakMb: 512,
  connections: 20,
} as const;

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);

/** All service levels under a mixed load over HTTP: the largest ratio of figure to level; up to 1, all are met. */
export const bench: Bench = {
  name: 'service-levels',
  group: 'economy',
  goal: { atMost: 1 },
  on: ['postgres'],
  async run(context) {
    return inCommunities(context, { communities, joined: devices, furnish }, async (db, server) => {
      const away = await devicesAway(db, 1, devices, communities);
      const act = members(server.url, away);
      let errors = 0;
      let asked = 0;
      const counted = (work: () => Promise<void>) => async (): Promise<void> => {
        asked++;
        await work().catch((error: unknown) => {
          errors++;
          context.say(String(error).slice(0, 200));
        });
      };
      // Bring everybody up to date and warm up the server.
      for (const device of away.slice(0, 200)) await sync(server.url, device);
      const idle: number[] = [];
      for (let i = 0; i < 100; i++) {
        const start = performance.now();
        await act.boost();
        idle.push(performance.now() - start);
      }
      const kinds = Object.keys(MIX) as Kind[];
      const mixed = async (ms: number): Promise<Record<Kind, number[]>> => {
        const times = await Promise.all(kinds.map((kind) => atRate(MIX[kind], forMs(ms), counted(act[kind]))));
        return Object.fromEntries(kinds.map((kind, i) => [kind, times[i] ?? []])) as Record<Kind, number[]>;
      };
      await mixed(2000);
      const end = watch(db, { url: server.url, pid: server.pid() });
      const took = await mixed(context.seconds * 5000);
      const mixedAsked = asked;
      const mixedErrors = errors;
      const peakMs = context.seconds * 2000;
      const reads = await asFastAsItGoes(32, forMs(peakMs), counted(act.catalogue));
      const exchanges = await asFastAsItGoes(32, forMs(peakMs), counted(act.idle));
      const watched = await end();
      const api = kinds.flatMap((kind) => (kind === 'signIn' ? [] : took[kind]));
      const figures: Record<keyof typeof LEVELS, number> = {
        boostMean: mean(took.boost),
        voteMean: mean(took.vote),
        apiP50: percentile(api, 0.5),
        apiP95: percentile(api, 0.95),
        apiP99: percentile(api, 0.99),
        signInP95: percentile(took.signIn, 0.95),
        catalogueP95: percentile(took.catalogue, 0.95),
        searchP95: percentile(took.search, 0.95),
        idleBoostP50: percentile(idle, 0.5),
        errorsPerThousand: (1000 * mixedErrors) / mixedAsked,
        rssPeakMb: watched.peakMb,
        connections: watched.connections,
      };
      const worst = (Object.keys(LEVELS) as (keyof typeof LEVELS)[]).reduce((a, b) =>
        figures[a] / LEVELS[a] >= figures[b] / LEVELS[b] ? a : b,
      );
      return {
        n: asked,
        unit: 'of its level',
        value: figures[worst] / LEVELS[worst],
        baseline: null,
        ratio: null,
        facts: {
          worst,
          ...Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, Math.round(figure * 10) / 10])),
          mixedAMinute: Math.round((mixedAsked * 60) / (2 + context.seconds * 5)),
          cataloguesAMinute: Math.round((reads * 60_000) / peakMs),
          exchangesAMinute: Math.round((exchanges * 60_000) / peakMs),
          errorsAtPeak: errors - mixedErrors,
          healthP95: Math.round(percentile(watched.health, 0.95)),
          unwell: watched.unwell,
          rssAfterMb: await memoryOf(server.pid()),
        },
      };
    });
  },
};
