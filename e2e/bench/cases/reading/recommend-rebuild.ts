import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createRecommender } from '@egoejo/server/recommendations/recommend.ts';
import type { Bench } from '../../bench.ts';
import { median } from '../../figures.ts';
import { madeSessions, madeWorks } from '../../database/readers.ts';

const READERS = 50_000;
const WORKS = 10_000;

interface Rebuilt {
  seconds: number;
  /** Of these, how many a processor worked: more of them pass where processors are shared. */
  worked: number;
  neighbours: number;
  /** What the process still holds when all is computed and garbage is collected, in MB. */
  memory: number;
  listed: number;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Neighbours of every work, and a list of twenty for every reader, from that many sessions. */
function rebuild(sessions: number): Rebuilt {
  const start = performance.now();
  const before = process.cpuUsage();
  const works = madeWorks(WORKS);
  const recommender = createRecommender(works, madeSessions(sessions, READERS, WORKS));
  const neighbours = (performance.now() - start) / 1_000;
  let listed = 0;
  for (let reader = 0; reader < READERS; reader++)
    listed += recommender.forReader(`reader-${reader}`, { limit: 20, language: 'fr' }).length;
  const seconds = (performance.now() - start) / 1_000;
  const cpu = process.cpuUsage(before);
  const worked = (cpu.user + cpu.system) / 1_000_000;
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const memory = (heapUsed + arrayBuffers) / 1_000_000;
  // The recommender is used once more, so that it was not garbage.
  listed += recommender.similarTo('work-0', 20).length;
  return { seconds, worked, neighbours, memory, listed };
}

/**
 * Recommendations computed anew from a million reading sessions: 10,000 works, 50,000 readers. The facts have the
 * memory at a quarter of the sessions too: it grows by a few bytes for each session, not by pairs of works.
 */
export const bench: Bench = {
  name: 'recommend-rebuild',
  group: 'reading',
  goal: { atMost: 60 },
  on: ['embedded'],
  run: (context) => {
    const quarter = rebuild(250_000);
    context.say(`250,000 sessions: ${quarter.seconds.toFixed(1)} s, ${Math.round(quarter.memory)} MB`);
    const rounds = Array.from({ length: Math.min(context.rounds, 3) }, () => rebuild(1_000_000));
    const value = median(rounds.map(({ seconds }) => seconds));
    const memory = Math.max(...rounds.map((r) => r.memory));
    context.say(`1,000,000 sessions: ${value.toFixed(1)} s, ${Math.round(memory)} MB`);
    return Promise.resolve({
      n: 1_000_000,
      value,
      unit: 's',
      baseline: null,
      ratio: null,
      facts: {
        'seconds for the neighbours': Number(median(rounds.map((r) => r.neighbours)).toFixed(1)),
        'seconds of a processor': Number(median(rounds.map((r) => r.worked)).toFixed(1)),
        lists: READERS,
        'recommendations listed': rounds[0]?.listed ?? 0,
        'MB at 250,000 sessions': Math.round(quarter.memory),
        'MB at 1,000,000 sessions': Math.round(memory),
        'most MB the process ever held': Math.round(process.resourceUsage().maxRSS / 1_000),
      },
    });
  },
};
