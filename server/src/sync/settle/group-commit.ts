/**
 * Group commit: jobs that arrive while calls are in progress are sent together in the next call. No job waits for
 * others to join it: when a call slot is free, a job leaves in the same turn of the event loop, together with the jobs
 * that arrived in that turn. This module does not know what a job is.
 */
import { openApart, type Apart } from './apart.ts';
import { type GroupWork, type Entry, nextGroup } from './next-group.ts';

/** Most calls in progress at a time for all owners who settle alone: together they may cost no more than that. */
const APART_CALLS = 1;

/**
 * @param calls how many shared calls may be in progress at a time. Calls for one job are not counted, since a job that
 * waits for a lock holds up no other.
 * @returns a function that runs a job and resolves with its answer. When a shared call throws, each of its jobs is run
 * alone, so that no job fails because of another's error; it rejects with the error of its own call.
 */
export function openGroups<Job, Answer>(
  work: GroupWork<Job, Answer>,
  calls: number,
  apart: Apart = openApart(),
): (job: Job) => Promise<Answer> {
  let waiting: Entry<Job, Answer>[] = [];
  const owners = new Set<string>();
  let underWay = 0;
  let apartUnderWay = 0;
  let scheduled = false;

  const leaveApart = (): void => {
    while (apartUnderWay < APART_CALLS) {
      const at = waiting.findIndex(({ job }) => apart.has(work.owner(job)) && !owners.has(work.owner(job)));
      const [entry] = at < 0 ? [] : waiting.splice(at, 1);
      if (!entry) return;
      apartUnderWay++;
      owners.add(work.owner(entry.job));
      void finish(entry, work.alone(entry.job)).then(() => {
        apartUnderWay--;
        soon();
      });
    }
  };
  const leave = (): void => {
    scheduled = false;
    leaveApart();
    while (underWay < calls) {
      const { group, stays } = nextGroup(work, waiting, owners, apart);
      if (group.length === 0) return;
      waiting = stays;
      for (const { job } of group) owners.add(work.owner(job));
      underWay++;
      void send(group);
    }
  };
  const soon = (): void => {
    if (scheduled || waiting.length === 0) return;
    scheduled = true;
    setImmediate(leave);
  };
  const finish = async (entry: Entry<Job, Answer>, answer: Promise<Answer>): Promise<void> => {
    await answer.then(entry.resolve, (error: unknown) => {
      if (work.blames(error)) apart.add(work.owner(entry.job));
      entry.reject(error);
    });
    owners.delete(work.owner(entry.job));
    soon();
  };
  const send = async (group: readonly Entry<Job, Answer>[]): Promise<void> => {
    const list = group.map((e) => e.job);
    // If a call for one job throws, the error belongs to that job. If a call for several throws, the culprit is
    // unknown: `null` runs each of them alone.
    const answers = await work
      .together(list)
      .catch((error: unknown) => (list.length === 1 ? [Promise.reject<Answer>(error)] : list.map(() => null)));
    underWay--;
    soon();
    group.forEach((entry, i) => {
      const answer = answers[i] ?? null;
      void finish(entry, answer === null ? work.alone(entry.job) : Promise.resolve(answer));
    });
  };

  return (job) =>
    new Promise((resolve, reject) => {
      waiting.push({ job, resolve, reject });
      soon();
    });
}
