/** The recommender in a thread of its own: a million readings take seconds, in which the server must answer. */
import { Worker } from 'node:worker_threads';
import type { Reading, Recommendation, WorkDescription } from '@egoejo/shared/recommendations/model.ts';

/** A reader whose list is wanted. */
export interface WantedList {
  reader: string;
  language: string | null;
  unwanted: readonly string[];
  known: readonly string[];
}
/** What the thread is told, in this order: the works once, readings in pieces, then who wants a list, and to what. */
export type Told =
  | { works: readonly WorkDescription[] }
  | { readings: readonly Reading[] }
  | { wanted: readonly WantedList[] }
  | { similarTo: readonly string[]; limit: number };
export type Lists = readonly (readonly Recommendation[])[];

export interface ListMaker {
  works(works: readonly WorkDescription[]): Promise<void>;
  /** Resolves when the thread has taken them, so that no more than one piece waits. */
  readings(readings: readonly Reading[]): Promise<void>;
  /** The list of each, in the same order. The first call computes what all need; no readings come after it. */
  lists(wanted: readonly WantedList[]): Promise<Lists>;
  /** What is similar to each, in the same order, the nearest first. */
  similar(works: readonly string[], limit: number): Promise<Lists>;
  end(): Promise<void>;
}

/** Starts the thread. Its errors are thrown by the call that waits for it. */
export function openListMaker(): ListMaker {
  const worker = new Worker(new URL('./lists-worker.ts', import.meta.url), {
    // What grows with the readings are arrays of numbers, which this does not count.
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  const tell = (told: Told): Promise<Lists> =>
    new Promise((done, failed) => {
      const finish = (then: () => void): void => {
        worker.off('message', answered).off('error', threw).off('exit', left);
        then();
      };
      const answered = (lists: Lists): void => finish(() => done(lists));
      const threw = (error: Error): void => finish(() => failed(error));
      const left = (code: number): void => threw(new Error(`the thread of recommendations ended with ${code}`));
      worker.on('message', answered).on('error', threw).on('exit', left);
      worker.postMessage(told, []);
    });
  return {
    works: async (works) => void (await tell({ works })),
    readings: async (readings) => void (await tell({ readings })),
    lists: (wanted) => tell({ wanted }),
    similar: (similarTo, limit) => tell({ similarTo, limit }),
    end: async () => void (await worker.terminate()),
  };
}
