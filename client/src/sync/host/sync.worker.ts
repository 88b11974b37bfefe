/**
 * Runs the syncer off the page's thread, because parsing and storing pages of rows takes longer than a frame. There is
 * one worker for each open database, and it ends with it.
 */
import { browserEnv } from './browser-env.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { afterSignOut } from './sign-out.ts';
import { openStore } from '../engine/repair/open-store.ts';
import { LiveSyncer } from '../engine/schedule/live-syncer.ts';
import { watchTransfers } from './transfers.ts';

const tell = (message: FromWorker): void => postMessage(message);
let token: string | null = null;
let opened: Promise<LiveSyncer> | null = null;

async function open({ who, eco, token: first, build }: Extract<ToWorker, { t: 'open' }>): Promise<LiveSyncer> {
  token = first;
  const env = afterSignOut(browserEnv(build));
  watchTransfers((path, bytes) => tell({ t: 'bytes', path, bytes }));
  return new LiveSyncer({
    env,
    store: await openStore(env, who.member),
    who,
    eco,
    token: {
      get: () => token,
      set(next) {
        token = next;
        tell({ t: 'token', token: next });
      },
    },
    report: (patch) => tell({ t: 'status', patch }),
  });
}

addEventListener('message', (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  // Before any work, so that only a worker that has died is silent.
  tell({ t: 'heard' });
  if (message.t === 'open') opened = open(message);
  else if (message.t === 'token') token = message.token;
  else if (message.t !== 'hello')
    void opened?.then(async (syncer) => {
      if (message.t === 'trigger') syncer.trigger(message.why);
      else if (message.t === 'page') syncer.receive(message.page, message.epoch);
      else if (message.t === 'eco') syncer.setEco(message.level);
      else {
        await syncer.idle();
        tell({ t: 'idle', n: message.n });
      }
    });
});
