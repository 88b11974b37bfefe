/** Reads one page in a thread of its own: a hostile page may use up its memory, its stack or its time, never the server's. */
import { parentPort, workerData } from 'node:worker_threads';
import { extractArticle } from './extract.ts';

const { html, url } = workerData as { html: string; url: string };
parentPort?.postMessage(extractArticle(html, url), []);
