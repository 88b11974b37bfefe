/**
 * The search worker: searches without the main thread. What it searches with comes with the second stage; where that is
 * not on the device yet, each question tries again.
 */
import type { SearchAsk } from './messages.ts';

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
