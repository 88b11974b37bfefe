import { randomInt } from 'node:crypto';
import { newId, type MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { hashPassword } from '@egoejo/server/accounts/passwords.ts';
import type { Database } from '@egoejo/server/platform/database.ts';
import { percentile, type Bench } from '../bench.ts';
import { boost, wallets } from '../boosts.ts';
import { memberOf } from '../economy.ts';
import { exchange, get, signIn } from '../http.ts';
import { asFastAsItGoes, atRate, forMs } from '../rate.ts';
import { devicesAway, inTowns, townOf, type Away } from '../communities.ts';
import { memoryOf, watch } from '../watch.ts';

const towns = 40;
const devices = 2_000;
const password = 'a password to measure with';
const poll = '60000000-0000-4000-8000-000000000001';

/** Concurrent requests a second of each kind: about 5,000 a minute, like a community of this size on a busy evening. */
const MIX = { boost: 20, vote: 10, idle: 20, catalogue: 15, search: 5, me: 10, signIn: 2 } as const;
type Kind = keyof typeof MIX;

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

/** Adds a poll open to all, and a password for each member with a device. */
async function furnish(db: Database): Promise<void> {
  await db.query(
    `insert into poll (id, scope, title, method, options, state, open_to_all, opens_at, closes_at)
    values ($1, 'polls:public', 'Which day?', '{"kind": "choice", "max": 1}',
      '[{"id": "a", "label": "a"}, {"id": "b", "label": "b"}]', 'open', true, now() - interval '1 hour',
      now() + interval '1 day')`,
    [poll],
  );
  await db.query(`insert into poll_tally (id, scope) values ($1, 'polls:public')`, [poll]);
  await db.query(
    'insert into credential (member, password_hash) select id, $1 from member where id between $2 and $3',
    [await hashPassword(password), memberOf(1), memberOf(devices)],
  );
}

let seq = 1_000_000;
const vote = (): MutationEnvelope => ({
  key: newId<MutationKey>(),
  seq: ++seq,
  name: 'poll.vote',
  version: 1,
  madeAt: new Date().toISOString(),
  args: { poll, ballot: { kind: 'choice', options: [randomInt(2) === 0 ? 'a' : 'b'] } },
});

/** One exchange of a device that is up to date, with or without an act; throws when the act was not applied. */
async function sync(url: string, device: Away, act?: MutationEnvelope): Promise<void> {
  const { lines } = await exchange(url, device.account, device.epoch, device.cursors, act ? [act] : []);
  for (const line of lines)
    if (line.t === 'page') device.cursors = device.cursors.map((c) => (c.scope === line.scope ? line.cursor : c));
  const answer = lines.flatMap((l) => (l.t === 'verdicts' ? l.answers : []))[0];
  if (act && !(answer && 'verdict' in answer && answer.verdict.status === 'applied'))
    throw new Error(`not applied: ${JSON.stringify(answer)}`);
}

/** The actions of members by kind; each call uses another member. */
function members(url: string, away: readonly Away[]): Record<Kind, () => Promise<void>> {
  let turn = 0;
  const next = (): Away => {
    const device = away[turn++ % away.length];
    if (!device) throw new Error('no devices');
    return device;
  };
  return {
    boost: () => {
      const device = next();
      return sync(
        url,
        device,
        boost(1 + ((townOf(device.i, towns) - 1 + towns * randomInt(wallets.projects / towns - 1)) % wallets.projects)),
      );
    },
    vote: () => sync(url, next(), vote()),
    idle: () => sync(url, next()),
    catalogue: async () =>
      void (await get(url, `/api/public/projects?limit=50&sort=${['score', 'newest'][randomInt(2)]}`, next().account)),
    search: async () =>
      void (await get(
        url,
        `/api/public/projects/search?q=${encodeURIComponent(`project ${randomInt(wallets.projects)}`)}`,
        next().account,
      )),
    me: async () => void (await get(url, '/trpc/accounts.me', next().account)),
    signIn: async () => void (await signIn(url, `m${next().i}@bench.test`, password)),
  };
}

/** All service levels under a mixed load over HTTP: the largest ratio of figure to level; up to 1, all are met. */
export const bench: Bench = {
  name: 'service-levels',
  group: 'economy',
  goal: { atMost: 1 },
  on: ['postgres'],
  async run(context) {
    return inTowns(context, { towns, joined: devices, furnish }, async (db, server) => {
      const away = await devicesAway(db, 1, devices, towns);
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
