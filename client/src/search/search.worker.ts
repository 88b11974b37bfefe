/** The search worker: searches without the main thread. */
import { startSearch } from './answers.ts';
import type { SearchAsk } from './messages.ts';

const respond = startSearch(globalThis.indexedDB, (answer) => postMessage(answer));
addEventListener('message', (event: MessageEvent<SearchAsk>) => void respond(event.data));
