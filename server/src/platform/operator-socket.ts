/**
 * Connects the command line to the server that holds the embedded folder: a Unix socket in DATA_DIR with mode 0600. The
 * request is one JSON line, and so is the reply.
 */
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join, relative } from 'node:path';
import * as z from 'zod';

const question = z.strictObject({ args: z.array(z.string()), json: z.boolean(), cwd: z.string() });
export type Question = z.infer<typeof question>;
const reply = z.object({ exit: z.number().int(), stdout: z.string(), stderr: z.string() });
export type Reply = z.infer<typeof reply>;

/** A socket path has at most 107 bytes; for a deep folder the path relative to the working directory may be shorter. */
function pathOf(dataDir: string): string {
  const whole = join(dataDir, 'operator.sock');
  const near = relative(process.cwd(), whole);
  return Buffer.byteLength(whole) <= 100 || near.length >= whole.length ? whole : near;
}

interface OperatorSocket {
  close(): Promise<void>;
}

/** Answers commands until closed. We hold the folder's lock, so an existing socket file is stale. */
export async function openOperatorSocket(
  dataDir: string,
  run: (q: Question) => Promise<Reply>,
): Promise<OperatorSocket> {
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
  return { close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

async function answer(text: string, run: (q: Question) => Promise<Reply>): Promise<Reply> {
  try {
    return await run(question.parse(JSON.parse(text)));
  } catch (error) {
    return { exit: 3, stdout: '', stderr: `${error instanceof Error ? error.message : String(error)}\n` };
  }
}

/** Creates the socket with its final mode, so that no other user can connect at any time. */
function listenPrivately(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const before = process.umask(0o177);
    server.once('error', reject);
    server.listen(path, resolve);
    process.umask(before);
  });
}

/** Sends a command to the server of a folder; null when none answers (no socket, or one left by a dead process). */
export function askOperator(dataDir: string, q: Question): Promise<Reply | null> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect({ path: pathOf(dataDir), allowHalfOpen: true });
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.once('connect', () => socket.end(JSON.stringify(q)));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (
        error.code === 'ENOENT' ||
        error.code === 'ECONNREFUSED' ||
        error.code === 'ECONNRESET' ||
        error.code === 'EPIPE'
      )
        resolve(null);
      else reject(error);
    });
    socket.once('end', () => {
      const parsed = reply.safeParse(text === '' ? null : JSON.parse(text));
      resolve(parsed.success ? parsed.data : null);
    });
  });
}

/** True when a server that is not stopping serves this folder. */
export const isServed = async (dataDir: string): Promise<boolean> =>
  (await askOperator(dataDir, { args: [], json: true, cwd: '/' })) !== null;
