/**
 * How the command line reaches the server that holds the embedded folder: a Unix socket in DATA_DIR, mode 0600. One JSON line asks,
 * one JSON line answers.
 */
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join, relative } from 'node:path';
import * as z from 'zod';

const question = z.strictObject({ args: z.array(z.string()), json: z.boolean(), cwd: z.string() });
export type Question = z.infer<typeof question>;
const reply = z.object({ exit: z.number().int(), stdout: z.string(), stderr: z.string() });
export type Reply = z.infer<typeof reply>;

/** A kernel takes at most 107 bytes of path: a deep folder may still be near from where we stand. */
function pathOf(dataDir: string): string {
  const whole = join(dataDir, 'operator.sock');
  const near = relative(process.cwd(), whole);
  return Buffer.byteLength(whole) <= 100 || near.length >= whole.length ? whole : near;
}

export interface OperatorSocket {
  close(): Promise<void>;
}

/** Answers commands until closed. The folder's lock is ours, so a socket left there belongs to nobody. */
export async function openOperatorSocket(dataDir: string, run: (q: Question) => Promise<Reply>): Promise<OperatorSocket> {
  const path = pathOf(dataDir);
  await rm(path, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let text = '';
    socket.on('error', () => socket.destroy());
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.once('end', () => {
      void answer(text, run).then((r) => socket.end(`${JSON.stringify(r)}\n`));
    });
  });
  await listenPrivately(server, path);
  return {
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function answer(text: string, run: (q: Question) => Promise<Reply>): Promise<Reply> {
  try {
    return await run(question.parse(JSON.parse(text)));
  } catch (error) {
    return { exit: 3, stdout: '', stderr: `${error instanceof Error ? error.message : String(error)}\n` };
  }
}

/** The socket is made with its mode: there is no instant at which somebody else could connect. */
function listenPrivately(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const before = process.umask(0o177);
    server.once('error', reject);
    server.listen(path, resolve);
    process.umask(before);
  });
}

/** Asks the server of a folder; null when none answers there (no socket, or one left by a dead process). */
export function askOperator(dataDir: string, q: Question): Promise<Reply | null> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect({ path: pathOf(dataDir), allowHalfOpen: true });
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.once('connect', () => socket.end(JSON.stringify(q)));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET' || error.code === 'EPIPE') resolve(null);
      else reject(error);
    });
    socket.once('end', () => {
      const parsed = reply.safeParse(text === '' ? null : JSON.parse(text));
      resolve(parsed.success ? parsed.data : null);
    });
  });
}

/** True when a server that is not stopping serves this folder. */
export const isServed = async (dataDir: string): Promise<boolean> => (await askOperator(dataDir, { args: [], json: true, cwd: '/' })) !== null;
