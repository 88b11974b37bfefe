/**
 * Work in a process of its own, for native code that a hostile input makes crash or take any memory or time: limits of
 * a thread count only what JavaScript allocates. The process starts with the first work, is kept for a while, and ends
 * when this process ends, however it ends.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

interface WorkProcessSettings {
  /** The program (`work-process-child.ts` helps to write it). */
  entry: URL;
  /**
   * Most megabytes of memory that the process may write to, on Linux; elsewhere nothing limits them. Node reserves 560
   * of them at its start and uses 60.
   */
  megabytes: number;
  /** Longest time of one piece of work, with the start of the process, in milliseconds. */
  ms: number;
  /** How long a process without work is kept, in milliseconds. */
  idleMs: number;
}
interface WorkProcess<Task, Answer> {
  /**
   * Does one piece of work; the caller does not start another before this one ends. @returns the answer; null if the
   * process ended twice without one or was too slow twice: once may be by somebody else's doing. @throws if the process
   * does not start.
   */
  run(task: Task): Promise<Answer | null>;
}

export function createWorkProcess<Task extends object, Answer extends object>({
  entry,
  megabytes,
  ms,
  idleMs,
}: WorkProcessSettings): WorkProcess<Task, Answer> {
  let kept: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  const attempt = async (task: Task): Promise<Answer | null> => {
    clearTimeout(idle);
    const child = kept && lives(kept) ? kept : startProcess(entry, megabytes);
    const late = setTimeout(() => child.kill('SIGKILL'), ms);
    keepUs(child, true);
    try {
      if (child !== kept) await isReady(child);
      kept = child;
      return await answerOf<Answer>(child, task);
    } finally {
      clearTimeout(late);
      keepUs(child, false);
      idle = setTimeout(() => {
        kept = undefined;
        child.kill('SIGKILL');
      }, idleMs).unref();
    }
  };
  return { run: async (task) => (await attempt(task)) ?? (await attempt(task)) };
}

/** It gets nothing of our environment: it has no use for our secrets. */
function startProcess(entry: URL, megabytes: number): ChildProcess {
  const node = [process.execPath, '--max-old-space-size=64', fileURLToPath(entry)];
  const limited = ['/bin/sh', '-c', `ulimit -d ${megabytes * 1024}; exec "$@"`, 'sh', ...node];
  const [command = '', ...args] = process.platform === 'linux' ? limited : node;
  return spawn(command, args, {
    env: { MALLOC_ARENA_MAX: '2' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
}

const lives = ({ connected, exitCode, signalCode }: ChildProcess): boolean =>
  connected && exitCode === null && signalCode === null;

/** Whether an idle process keeps this one running. */
function keepUs(child: ChildProcess, yes: boolean): void {
  for (const handle of [child, child.channel, child.stderr as Socket | null]) handle?.[yes ? 'ref' : 'unref']();
}

/** @throws with what the process wrote when it ends before it is ready. */
function isReady(child: ChildProcess): Promise<void> {
  return new Promise((done, failed) => {
    let written = '';
    child.stderr?.on('data', (text: Buffer) => void (written = `${written}${text.toString()}`.slice(-2000)));
    // Also told when a message cannot be sent, which `answerOf` sees for itself.
    child.on('error', failed);
    child.once('exit', (code, signal) =>
      failed(new Error(`${child.spawnargs.at(-1)} did not start (${signal ?? code}): ${written}`)),
    );
    child.once('message', () => done());
  });
}

/** The answer; null if the process ends without one. */
function answerOf<Answer>(child: ChildProcess, task: object): Promise<Answer | null> {
  return new Promise((done) => {
    const finish = (answer: Answer | null): void => {
      child.off('message', finish).off('exit', left);
      done(answer);
    };
    const left = (): void => finish(null);
    child.once('message', finish).once('exit', left);
    child.send(task, (error) => {
      if (error) left();
    });
  });
}
