/**
 * Group commit: jobs that arrive while calls are under way go together in the next one. Nothing waits for company: where a call is
 * free, a job leaves in the same turn of the event loop, with those that came in it. Nothing here knows what a job is.
 */

export interface GroupWork<Job, Answer> {
  /** Jobs of one owner go one after the other, in the order they came. */
  owner(job: Job): string;
  /** May `job` go with those of `group`, whose owners are others? */
  fits(group: readonly Job[], job: Job): boolean;
  /** One call for all: answers in order, `null` for a job that was left out because it would have to wait. A throw: nothing was done. */
  together(jobs: readonly Job[]): Promise<readonly (Answer | null)[]>;
  /** One call for one, which waits as long as it must. */
  alone(job: Job): Promise<Answer>;
}

interface Entry<Job, Answer> {
  job: Job;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * @param calls how many calls for all may be under way at a time. Those for one are not counted: what one job waits for holds up nobody.
 * @returns a function that does a job and resolves with its answer. When a call for several throws, each is done by itself, so that
 * none fails by another's fault; it rejects with what its own call threw.
 */
export function openGroups<Job, Answer>(work: GroupWork<Job, Answer>, calls: number): (job: Job) => Promise<Answer> {
  let waiting: Entry<Job, Answer>[] = [];
  const owners = new Set<string>();
  let underWay = 0;
  let scheduled = false;

  const next = (): Entry<Job, Answer>[] => {
    const group: Entry<Job, Answer>[] = [];
    const taken: Job[] = [];
    const passed = new Set<string>();
    waiting = waiting.filter((entry) => {
      const owner = work.owner(entry.job);
      if (owners.has(owner) || passed.has(owner) || !(group.length === 0 || work.fits(taken, entry.job))) {
        // Whoever is passed over keeps their order: a later job of theirs does not overtake it.
        passed.add(owner);
        return true;
      }
      owners.add(owner);
      group.push(entry);
      taken.push(entry.job);
      return false;
    });
    return group;
  };
  const leave = (): void => {
    scheduled = false;
    while (underWay < calls) {
      const group = next();
      if (group.length === 0) return;
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
    await answer.then(entry.resolve, entry.reject);
    owners.delete(work.owner(entry.job));
    soon();
  };
  const send = async (group: readonly Entry<Job, Answer>[]): Promise<void> => {
    const list = group.map((e) => e.job);
    // Of a call for one, that one has the fault; of a call for several, nobody knows who: `null` for all.
    const answers = await work.together(list).catch((error: unknown) => list.length === 1 ? [Promise.reject<Answer>(error)] : list.map(() => null));
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
