/** Reads one book in a separate thread: a hostile file may exhaust that thread's memory, stack or time only. */
import { parentPort, workerData } from 'node:worker_threads';
import { readBook } from './book.ts';

parentPort?.postMessage(await readBook((workerData as { path: string }).path), []);
