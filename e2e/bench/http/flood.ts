/**
 * The thread of a benchmark's hostile visitors: each has its own address and sends a new request as soon as it gets an
 * answer.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { postText } from './requests.ts';

export interface FloodOrder {
  url: string;
  hostile: number;
  /** The body of each request. */
  request: string;
}
export interface Flooded {
  answered: number;
  refused: number;
}

/** Simulated round trip of a good link, in milliseconds; without it, this machine would spend all its time sending. */
const ROUND_TRIP_MS = 50;

const { url, hostile, request } = workerData as FloodOrder;
const seen: Flooded = { answered: 0, refused: 0 };
const going = { on: true };
parentPort?.once('message', () => (going.on = false));
await Promise.all(
  Array.from({ length: hostile }, async (_, i) => {
    while (going.on) {
      const { status } = await postText(url, '/sync/exchange', request, {}, `127.0.3.${i + 1}`);
      if (status === 200) seen.answered++;
      else seen.refused++;
      await wait(ROUND_TRIP_MS);
    }
  }),
);
parentPort?.postMessage(seen, []);
