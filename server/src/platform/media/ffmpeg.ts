/**
 * Runs ffmpeg and ffprobe (docs/running.md) on a file of somebody else: without a shell, at low priority, with bounds
 * on time and output, and so that the file can name no other file and no address.
 */
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

/** The programs, by name or path. */
export interface SoundPrograms {
  ffmpeg: string;
  ffprobe: string;
}
export const SOUND_PROGRAMS: SoundPrograms = { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' };

/** A program is not installed. */
export class NotInstalled extends Error {}
/** A program failed in a way that may come from its file, or not: the system ended it, such as for its memory. */
export class Unclear extends Error {}
/** What a program says when the disk is full, which tells nothing about its file. */
const DISK_FULL = 'No space left on device';

interface Bounds {
  /** The folder in which it runs. */
  cwd: string;
  /** After that it is ended, milliseconds. */
  ms: number;
  /** Ends it. */
  signal?: AbortSignal | undefined;
  /** Receives the output as it comes; without it, the output is collected, and a longer one than `most` ends the program. */
  onOut?: (part: Buffer) => void;
  most?: number;
}
interface Ended {
  /** True: the program ended without an error. */
  ok: boolean;
  /** Why not, if it was ended. */
  ended: 'time' | 'output' | null;
  out: Buffer;
  /** The end of what it said on standard error. */
  said: string;
}
const MOST_OUT = 4 * 1024 * 1024;
const MOST_SAID = 32 * 1024;

/** What both programs are told before they open the file. */
export const SAFE_INPUT: readonly string[] = [
  '-protocol_whitelist',
  'file,pipe',
  '-format_whitelist',
  'mp3,flac,ogg,wav,w64,aiff,mov,matroska,aac,amr,caf,wv,au',
  // A small file may declare a picture that takes gigabytes of memory.
  '-max_pixels',
  '50000000',
];

/** @throws NotInstalled, Unclear, an error if the disk is full, or the reason of `signal`. */
export async function runProgram(program: string, args: readonly string[], bounds: Bounds): Promise<Ended> {
  const { cwd, ms, signal, onOut, most = MOST_OUT } = bounds;
  signal?.throwIfAborted();
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'] } });
  let ended: Ended['ended'] = null;
  const end = (why: Ended['ended']): void => {
    ended ??= why;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(() => end('time'), ms);
  const abort = (): void => end(null);
  signal?.addEventListener('abort', abort);
  const parts: Buffer[] = [];
  let bytes = 0;
  child.stdout.on('data', (part: Buffer) => {
    if (onOut) return onOut(part);
    bytes += part.length;
    if (bytes > most) return end('output');
    parts.push(part);
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said = `${said}${part.toString('utf8')}`.slice(-MOST_SAID)));
  try {
    const code = await new Promise<number | null>((done, failed) => {
      child.once('error', (error: NodeJS.ErrnoException) =>
        failed(error.code === 'ENOENT' ? new NotInstalled(program) : error),
      );
      child.once('spawn', () => lowerPriority(child.pid));
      child.once('close', (exit) => done(exit));
    });
    signal?.throwIfAborted();
    if (code === null && ended === null) throw new Unclear(`${program} was killed`);
    if (code !== 0 && said.includes(DISK_FULL)) throw new Error(`${program}: ${DISK_FULL}`);
    return { ok: code === 0 && ended === null, ended, out: Buffer.concat(parts), said };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** Answers to members come first. @returns false: it has already ended, or the system does not allow it. */
function lowerPriority(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
    return true;
  } catch {
    return false;
  }
}

/** The first line that ffmpeg says of itself; null: it is not installed. */
export async function ffmpegVersion(programs: SoundPrograms = SOUND_PROGRAMS): Promise<string | null> {
  try {
    const said = await Promise.all(
      [programs.ffmpeg, programs.ffprobe].map((program) =>
        runProgram(program, ['-version'], { cwd: '/', ms: 10_000, most: 65_536 }),
      ),
    );
    return said.every((s) => s.ok) ? (said[0]?.out.toString('utf8').split('\n')[0] ?? null) : null;
  } catch (error) {
    if (error instanceof NotInstalled) return null;
    throw error;
  }
}
