/** Work on what strangers sent, in a thread with limits: a hostile file exhausts that thread's memory or time only. */
import { Worker } from 'node:worker_threads';

interface ThreadLimits {
  /** Milliseconds. */
  ms: number;
  /** Megabytes. */
  memory: number;
}

/**
 * Runs a worker that posts one message, and gives that message; `time` or `memory` if it used up one of them.
 * @throws what the worker throws otherwise.
 */
export function inThread<T>(
  worker: URL,
  workerData: unknown,
  { ms, memory }: ThreadLimits,
): Promise<{ told: T } | 'time' | 'memory'> {
  return new Promise((done, failed) => {
    const thread = new Worker(worker, {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: memory, stackSizeMb: 4 },
    });
    const end = (finish: () => void): void => {
      clearTimeout(timer);
      void thread.terminate();
      finish();
    };
    const timer = setTimeout(() => end(() => done('time')), ms);
    thread.once('message', (told: T) => end(() => done({ told })));
    thread.once('error', (error: NodeJS.ErrnoException) => {
      const exhausted = error.code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError;
      end(() => (exhausted ? done('memory') : failed(error)));
    });
  });
}
