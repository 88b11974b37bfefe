/** The page's side of the sync worker. */
import { workerUrl } from '../../platform/page/trusted.ts';
import type { EngineOptions, SyncHandle } from './sync-handle.ts';
import { keepWorker } from './kept-worker.ts';

/** Starts the worker for this database. Status, tokens and byte counts come back as from a syncer in this thread. */
export async function startRemote({ env, who, eco, token, report, onBytes }: EngineOptions): Promise<SyncHandle> {
  const script = await import('./sync.worker.ts?worker&url');
  /** Who waits until everything that can be done now is done, by number. */
  const waiting = new Map<number, () => void>();
  let asked = 0;
  let level = eco;
  const worker = keepWorker({
    start: () => new Worker(workerUrl(script.default), { type: 'module', name: 'sync' }),
    setTimer: (run, ms) => env.setTimer(run, ms),
    onMessage(message) {
      if (message.t === 'status') report(message.patch);
      else if (message.t === 'token') token.set(message.token);
      else if (message.t === 'bytes') onBytes(message.path, message.bytes);
      else if (message.t === 'idle') waiting.get(message.n)?.();
    },
    onAnew() {
      open();
      worker.tell({ t: 'trigger', why: 'start' });
      for (const n of waiting.keys()) worker.tell({ t: 'idle', n });
    },
  });
  const open = (): void => worker.tell({ t: 'open', who, eco: level, token: token.get(), build: env.build });
  open();
  return {
    trigger: (why) => worker.tell({ t: 'trigger', why }),
    setEco(next) {
      level = next;
      worker.tell({ t: 'eco', level });
    },
    receive: (page, epoch) => worker.tell({ t: 'page', page, epoch }),
    setToken: (next) => worker.tell({ t: 'token', token: next }),
    idle: () =>
      new Promise((done) => {
        const n = ++asked;
        waiting.set(n, () => {
          waiting.delete(n);
          done();
        });
        worker.tell({ t: 'idle', n });
      }),
    stop: () => worker.stop(),
  };
}
