/**
 * The search worker: searches without the main thread. The code of the search is fetched after the first screen. If it
 * is not on the device when the member searches, and there is no network, the next question fetches it again.
 */
import { importFailuresAgain } from '../platform/network/import-again.ts';
import type { SearchAsk } from './messages.ts';

importFailuresAgain();

const answers = async (): Promise<(ask: SearchAsk) => Promise<void>> => {
  const { startSearch } = await import('./answers.ts');
  return startSearch(globalThis.indexedDB, (answer) => postMessage(answer));
};
let started: ReturnType<typeof answers> | null = null;

async function respond(ask: SearchAsk): Promise<void> {
  started ??= answers();
  const answer = await started.catch(() => (started = null));
  await answer?.(ask);
}
addEventListener('message', (event: MessageEvent<SearchAsk>) => void respond(event.data));
