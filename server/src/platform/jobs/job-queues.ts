/** The queues of pg-boss: one for each name of a job, with its handler and its schedule. */
import type { PgBoss } from 'pg-boss';
import type { Log } from '../observability/log.ts';

export interface Work {
  handler: (data: object) => Promise<void>;
  cron?: string;
  /** It also runs when a server starts. */
  atStart?: boolean;
  retries: number;
  seconds: number;
  places?: number;
  aTurn?: number | undefined;
}

/** Creates the queue of a job, serves it, and schedules it if its work has fixed times. */
export async function openQueue(
  boss: PgBoss,
  log: Log,
  name: string,
  { handler, cron, retries, seconds, places = 1, aTurn }: Work,
): Promise<void> {
  await boss.createQueue(name, {
    policy: 'exclusive',
    retryLimit: retries,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: seconds,
    deleteAfterSeconds: 86_400,
  });
  const options = {
    pollingIntervalSeconds: 2,
    localConcurrency: places,
    ...(aTurn !== undefined && { groupConcurrency: aTurn }),
  };
  await boss.work<object>(name, options, async (jobs) => {
    for (const job of jobs) {
      try {
        await handler(job.data);
      } catch (error) {
        log.error({ err: error, job: name }, 'a job failed');
        throw error;
      }
    }
  });
  if (cron !== undefined) await boss.schedule(name, cron, null, { tz: 'UTC' });
}

/** Removes schedules of an older version that no handler serves any more. */
export async function forgetSchedules(boss: PgBoss, works: ReadonlyMap<string, Work>): Promise<void> {
  for (const { name } of await boss.getSchedules()) {
    if (works.get(name)?.cron === undefined) await boss.unschedule(name);
  }
}
