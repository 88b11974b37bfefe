/**
 * Limits work that needs much memory or CPU time: a number of places, a bounded queue, a share of both for each caller,
 * and a refusal beyond that.
 */
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import { AppError } from '../http/app-error.ts';

interface WorkLimit {
  /**
   * Runs `work` when a place is free. @param by whose work it is, for the share of each; without it only the queue
   * limits. @throws AppError with the limit's code at once when the queue is full or the share is used up; `work` then
   * never starts.
   */
  run<T>(work: () => Promise<T>, by?: string): Promise<T>;
  /** How many pieces of work have started, and the most that ever ran at the same time. */
  seen(): { started: number; most: number };
}
interface WorkLimitSize {
  /** Most pieces of work at the same time. */
  places: number;
  /** Most that wait for a place. */
  queue: number;
  /** Most pieces of work of one caller, at work and waiting; without it one caller may fill everything. */
  each?: number;
  /** The code for a refused caller, and the seconds it is asked to wait. */
  refusal: ErrorCode;
  retrySeconds: number;
}

export function createWorkLimit({ places, queue, each, refusal, retrySeconds }: WorkLimitSize): WorkLimit {
  let running = 0;
  let started = 0;
  let most = 0;
  const waiting: (() => void)[] = [];
  const busy = (): AppError => new AppError(refusal, { seconds: retrySeconds });
  const inPlace = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < places) running++;
    else if (waiting.length < queue) await new Promise<void>((start) => waiting.push(start));
    else throw busy();
    started++;
    most = Math.max(most, running);
    try {
      return await work();
    } finally {
      // Hand the place directly to the next in the queue.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
  /** How many pieces of work of each caller are at work or wait; a caller without any is not in it. */
  const shares = new Map<string, number>();
  const inShare = async <T>(work: () => Promise<T>, by: string, share: number): Promise<T> => {
    const mine = shares.get(by) ?? 0;
    if (mine >= share) throw busy();
    shares.set(by, mine + 1);
    try {
      return await inPlace(work);
    } finally {
      const left = (shares.get(by) ?? 1) - 1;
      if (left === 0) shares.delete(by);
      else shares.set(by, left);
    }
  };
  return {
    run: (work, by) => (by === undefined || each === undefined ? inPlace(work) : inShare(work, by, each)),
    seen: () => ({ started, most }),
  };
}
