/** Limits work that needs much memory or CPU time: a number of places, a bounded queue, and a refusal beyond that. */
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import { AppError } from './app-error.ts';

interface WorkLimit {
  /**
   * Runs `work` when a place is free. @throws AppError with the limit's code at once when the queue is full; `work`
   * then never starts.
   */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** How many pieces of work have started, and the most that ever ran at the same time. */
  seen(): { started: number; most: number };
}
interface WorkLimitSize {
  /** Most pieces of work at the same time. */
  places: number;
  /** Most that wait for a place. */
  queue: number;
  /** The code for a refused caller, and the seconds it is asked to wait. */
  refusal: ErrorCode;
  retrySeconds: number;
}

export function createWorkLimit({ places, queue, refusal, retrySeconds }: WorkLimitSize): WorkLimit {
  let running = 0;
  let started = 0;
  let most = 0;
  const waiting: (() => void)[] = [];
  return {
    async run(work) {
      if (running < places) running++;
      else if (waiting.length < queue) await new Promise<void>((start) => waiting.push(start));
      else throw new AppError(refusal, { seconds: retrySeconds });
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
    },
    seen: () => ({ started, most }),
  };
}
