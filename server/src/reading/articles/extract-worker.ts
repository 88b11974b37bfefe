/**
 * Extracts one page in a separate thread: a hostile page may exhaust that thread's memory, stack or time, but not the
 * server's.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { extractArticle } from './extract.ts';

const { html, url } = workerData as { html: string; url: string };
parentPort?.postMessage(extractArticle(html, url), []);
