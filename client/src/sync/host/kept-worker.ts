/** The sync worker, replaced when it no longer hears: a browser that lacks memory ends a worker without a word. */
import type { Env } from '../engine/env.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** How long a worker may take to hear a message before it is asked again, then replaced, ms. */
const PATIENCE = 10_000;
/** The longest wait for one that fails again and again, for instance because its code cannot be loaded, ms. */
const MOST_PATIENCE = 300_000;

interface KeptWorkerOptions {
  start(): Worker;
  /** What it says, except that it heard. */
  onMessage(message: FromWorker): void;
  /** Another one has started, which knows nothing yet. */
  onAnew(): void;
  setTimer: Env['setTimer'];
}
interface KeptWorker {
  tell(message: ToWorker): void;
  stop(): void;
}

/** Starts the worker. No timer runs while it has heard everything. */
export function keepWorker({ start, onMessage, onAnew, setTimer }: KeptWorkerOptions): KeptWorker {
  let patience = PATIENCE;
  let cancel: (() => void) | null = null;
  let worker = launch();

  function launch(): Worker {
    const started = start();
    started.addEventListener('message', (event: MessageEvent<FromWorker>) => {
      if (started !== worker) return;
      cancel?.();
      cancel = null;
      patience = PATIENCE;
      if (event.data.t !== 'heard') onMessage(event.data);
    });
    return started;
  }
  const waitFor = (silent: () => void): void => {
    cancel ??= setTimer(() => {
      cancel = null;
      silent();
    }, patience);
  };
  /** A page that was frozen may find its timer over before it reads an answer that is already there. */
  const askAgain = (): void => {
    worker.postMessage({ t: 'hello' } satisfies ToWorker, []);
    waitFor(replace);
  };
  const replace = (): void => {
    worker.terminate();
    worker = launch();
    patience = Math.min(2 * patience, MOST_PATIENCE);
    onAnew();
  };
  return {
    tell(message) {
      worker.postMessage(message, []);
      waitFor(askAgain);
    },
    stop() {
      cancel?.();
      worker.terminate();
    },
  };
}
