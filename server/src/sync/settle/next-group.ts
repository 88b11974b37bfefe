/** Which waiting jobs may be sent together in the next call. */
import type { Apart } from './apart.ts';

/** What jobs are and how they run: the part of group commit that its user brings. */
export interface GroupWork<Job, Answer> {
  /** Jobs of one owner run one after the other, in the order they arrived. */
  owner(job: Job): string;
  /** May `job` join `group`, whose jobs belong to other owners? */
  fits(group: readonly Job[], job: Job): boolean;
  /**
   * One call for all jobs: answers in order, `null` for a job that was left out because it would have to wait for a
   * lock. If it throws, nothing was done.
   */
  together(jobs: readonly Job[]): Promise<readonly (Answer | null)[]>;
  /** One call for one job; it waits for locks as long as it must. */
  alone(job: Job): Promise<Answer>;
  /**
   * Is this error the fault of the one job whose call threw it? If so, its owner's jobs are settled alone for a while.
   */
  blames(error: unknown): boolean;
}

/** A job that waits, with the promise of its answer. */
export interface Entry<Job, Answer> {
  job: Job;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * The jobs that may be sent together now: one of each owner who has none in progress, as many as fit. The remaining
 * jobs keep their order.
 */
export function nextGroup<Job, Answer>(
  work: GroupWork<Job, Answer>,
  waiting: readonly Entry<Job, Answer>[],
  busy: ReadonlySet<string>,
  apart: Apart,
) {
  const group: Entry<Job, Answer>[] = [];
  const jobs: Job[] = [];
  const taken = new Set<string>();
  const stays = waiting.filter((entry) => {
    const owner = work.owner(entry.job);
    if (
      busy.has(owner) ||
      taken.has(owner) ||
      apart.has(owner) ||
      !(group.length === 0 || work.fits(jobs, entry.job))
    ) {
      // A later job of the same owner must not overtake one that was passed over.
      taken.add(owner);
      return true;
    }
    taken.add(owner);
    group.push(entry);
    jobs.push(entry.job);
    return false;
  });
  return { group, stays };
}
