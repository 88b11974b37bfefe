/** Checks one book in a separate thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { checkEpub } from './check.ts';

parentPort?.postMessage(await checkEpub((workerData as { path: string }).path), []);
