/** The page's side of the sync worker. */
import { workerUrl } from '../../platform/trusted.ts';
import type { EngineOptions, SyncHandle } from './engine.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** Starts the worker for this database. Status, tokens and byte counts come back as from a syncer in this thread. */
export async function startRemote({ env, who, eco, token, report, onBytes }: EngineOptions): Promise<SyncHandle> {
  const script = await import('./sync.worker.ts?worker&url');
  const worker = new Worker(workerUrl(script.default), { type: 'module', name: 'sync' });
  const tell = (message: ToWorker): void => worker.postMessage(message, []);
  const waiting = new Map<number, () => void>();
  let asked = 0;
  worker.addEventListener('message', (event: MessageEvent<FromWorker>) => {
    const message = event.data;
    if (message.t === 'status') report(message.patch);
    else if (message.t === 'token') token.set(message.token);
    else if (message.t === 'bytes') onBytes(message.path, message.bytes);
    else waiting.get(message.n)?.();
  });
  tell({ t: 'open', who, eco, token: token.get(), build: env.build });
  return {
    trigger: (why) => tell({ t: 'trigger', why }),
    setEco: (level) => tell({ t: 'eco', level }),
    setToken: (next) => tell({ t: 'token', token: next }),
    idle: () =>
      new Promise((done) => {
        const n = ++asked;
        waiting.set(n, () => {
          waiting.delete(n);
          done();
        });
        tell({ t: 'idle', n });
      }),
    stop: () => worker.terminate(),
  };
}
