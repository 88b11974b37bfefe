import { compared, percentile } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { boost, countBoosts, settleFor, wallets } from '../../database/boosts.ts';
import { comeBack } from '../../http/crowd.ts';
import type { Returned } from '../../http/crowd-attempt.ts';
import { devicesAway, inCommunities, communityOf } from '../../database/communities.ts';
import { memoryOf, watch, type Watched } from '../../watch.ts';

const devices = 2_000;
const acts = 20;
/** Each community has 25 of the thousand projects, and 50 of the returning devices. */
const communities = 40;

/**
 * 2,000 devices come back in the same second with 20 acts each: seconds until the last verdict, against the time to
 * settle as many acts without HTTP, 20 in one call, on the same database just before. In the first round the server has
 * just started.
 */
export const bench: Bench = {
  name: 'thundering-return',
  group: 'core',
  goal: { atMost: 3 },
  on: ['postgres'],
  async run(context) {
    return inCommunities(context, { communities, joined: devices * context.rounds }, async (db, server) => {
      const rounds: { value: number; baseline: number; returned: Returned; watched: Watched; after: number }[] = [];
      let settled = (await settleFor(db, { clients: 8, acts, projects: wallets.projects, seconds: 1 })).acts;
      const before = await memoryOf(server.pid());
      for (let round = 0; round < context.rounds; round++) {
        const alone = await settleFor(db, { clients: 8, acts, projects: wallets.projects, seconds: context.seconds });
        settled = await countBoosts(db, settled + alone.acts);
        const away = await devicesAway(db, 1 + round * devices, devices, communities);
        const end = watch(db, { url: server.url, pid: server.pid() });
        const returned = await comeBack(server.url, away, ({ i }) =>
          Array.from({ length: acts }, (_, n) => boost(projectIn(communityOf(i, communities), i + n))),
        );
        const watched = await end();
        settled = await countBoosts(db, settled + devices * acts);
        const baseline = (devices * acts) / alone.perSecond;
        rounds.push({ value: returned.seconds, baseline, returned, watched, after: await memoryOf(server.pid()) });
        context.say(
          `round ${round + 1}: ${returned.seconds.toFixed(1)} s against ${baseline.toFixed(1)}; p95 ` +
            `${Math.round(percentile(returned.accepted, 0.95))} ms, ${returned.refused.length} refused`,
        );
      }
      const all = <T>(of: (r: (typeof rounds)[number]) => T[]): T[] => rounds.flatMap(of);
      const most = (of: (r: (typeof rounds)[number]) => number): number => Math.max(...rounds.map(of));
      const ms = (values: readonly number[], share: number): number => Math.round(percentile(values, share));
      return {
        n: devices * acts * rounds.length,
        unit: 's',
        ...compared(rounds),
        facts: {
          devices,
          actsEach: acts,
          communities,
          counted: settled,
          acceptedP50Ms: ms(
            all((r) => r.returned.accepted),
            0.5,
          ),
          acceptedP95Ms: ms(
            all((r) => r.returned.accepted),
            0.95,
          ),
          acceptedP99Ms: ms(
            all((r) => r.returned.accepted),
            0.99,
          ),
          refusedARound: Math.round(all((r) => r.returned.refused).length / rounds.length),
          refusedP95Ms: ms(
            all((r) => r.returned.refused),
            0.95,
          ),
          broken: rounds.reduce((n, r) => n + r.returned.broken, 0),
          mostTries: most((r) => r.returned.mostTries),
          waitedP50Ms: ms(
            all((r) => r.returned.waited),
            0.5,
          ),
          rssBeforeMb: before,
          rssPeakMb: most((r) => r.watched.peakMb),
          rssAfterMb: rounds.map((r) => r.after).join(' '),
          connections: most((r) => r.watched.connections),
          healthP95Ms: ms(
            all((r) => r.watched.health),
            0.95,
          ),
          readyP95Ms: ms(
            all((r) => r.watched.ready),
            0.95,
          ),
          unwell: rounds.reduce((n, r) => n + r.watched.unwell, 0),
        },
      };
    });
  },
};

/** The `n`th project of community `t`, cyclically. */
function projectIn(t: number, n: number): number {
  const inEach = wallets.projects / communities;
  return t - 1 + communities * (n % inEach) || wallets.projects;
}
