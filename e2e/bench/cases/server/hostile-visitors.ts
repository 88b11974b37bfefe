import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { END_OF_REV } from '@egoejo/shared/sync/protocol.ts';
import { entityVersions } from '@egoejo/shared/registry.ts';
import { compared, percentile } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { upToDate, startHttpApp, boosts, type Client } from '../../http/app.ts';
import type { FloodOrder, Flooded } from '../../http/flood.ts';
import { exchange } from '../../http/device.ts';

const members = 8;
/** Milliseconds between two exchanges of one member, to stay below the limit of an account. */
const pause = 200;
const hostile = 40;
/** The request that visitors repeat: everything from the beginning, with the longest list of cursors. */
const request = JSON.stringify({
  protocol: 3,
  member: null,
  device: null,
  epoch: null,
  mutations: [],
  outboxEmpty: true,
  cursors: Array.from({ length: 120 }, () => ({
    scope: 'public',
    entities: entityVersions(false),
    rev: 0,
    table: '',
    id: '',
  })),
});

/** Duration in milliseconds of each exchange with one act; each member sends sequentially, for that many seconds. */
async function membersAct(url: string, clients: readonly Client[], seconds: number): Promise<number[]> {
  const took: number[] = [];
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < end) {
        const start = performance.now();
        const { lines } = await exchange(url, client.account, client.epoch, client.cursors, boosts(1));
        took.push(performance.now() - start);
        await wait(pause);
        client.cursors = client.cursors.map(
          (c) =>
            lines
              .flatMap((l) =>
                l.t === 'page' && l.scope === c.scope && l.cursor.table === END_OF_REV ? [l.cursor] : [],
              )
              .at(-1) ?? c,
        );
      }
    }),
  );
  return took;
}

/** Runs the visitors in a separate thread, so that their code does not slow down the members' measurements. */
function flood(url: string): { stop: () => Promise<Flooded> } {
  const worker = new Worker(new URL('../../http/flood.ts', import.meta.url), {
    workerData: { url, hostile, request } satisfies FloodOrder,
  });
  return {
    stop: () =>
      new Promise((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.postMessage('stop', []);
      }),
  };
}

/**
 * 95th percentile of members' exchanges with one act while 40 hostile visitors are active, against the same without
 * them. The visitors run on the same machine.
 */
export const bench: Bench = {
  name: 'hostile-visitors',
  group: 'core',
  goal: { atMost: 2 },
  async run(context) {
    const app = await startHttpApp(context, { members: 1000, projects: 1000, grains: 1000 }, members);
    try {
      const clients = await upToDate(app);
      await membersAct(app.url, clients, 1);
      const rounds: { value: number; baseline: number }[] = [];
      let [n, answered, refused] = [0, 0, 0];
      for (let round = 0; round < context.rounds; round++) {
        const alone = await membersAct(app.url, clients, context.seconds);
        const visitors = flood(app.url);
        const beside = await membersAct(app.url, clients, context.seconds);
        const told = await visitors.stop();
        n += beside.length;
        answered += told.answered;
        refused += told.refused;
        rounds.push({ value: percentile(beside, 0.95), baseline: percentile(alone, 0.95) });
      }
      return {
        n,
        unit: 'ms p95',
        ...compared(rounds),
        facts: { members, hostile, visitorsAnswered: answered, visitorsRefused: refused },
      };
    } finally {
      await app.close();
    }
  },
};
