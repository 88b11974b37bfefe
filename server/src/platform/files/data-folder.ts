/**
 * Lock on the data folder. PGlite locks no directory, and a second process on the same folder loses writes silently.
 * The lock file names its holder by pid and start time, so that a dead holder (kill -9) is recognised.
 */
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface FolderLock {
  release(): Promise<void>;
}
/** Another live process holds the folder. */
export class FolderHeld extends Error {
  readonly pid: number;
  constructor(dataDir: string, pid: number) {
    super(`the data folder ${dataDir} is in use by process ${pid}; stop it first, or set DATA_DIR to another folder`);
    this.name = 'FolderHeld';
    this.pid = pid;
  }
}

/**
 * Start time of a process in clock ticks since boot, so that a reused pid is not mistaken for the holder. '' where
 * /proc is missing.
 */
async function startTime(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process is alive but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The pid of the folder's live holder, or null. */
async function holderOf(dataDir: string): Promise<number | null> {
  const [pidText, started] = (await readFile(join(dataDir, 'lock'), 'utf8').catch(() => '')).split(' ');
  const pid = Number(pidText);
  if (!pid || !alive(pid)) return null;
  const now = await startTime(pid);
  return now === '' || started === now ? pid : null;
}

/**
 * Takes the folder for this process. Waits up to `waitMs` for a holder that is stopping.
 * @throws FolderHeld when another process still holds it then.
 */
export async function takeFolder(dataDir: string, waitMs: number): Promise<FolderLock> {
  const path = join(dataDir, 'lock');
  const mine = `${path}.${process.pid}`;
  await writeFile(mine, `${process.pid} ${await startTime(process.pid)}`);
  const deadline = Date.now() + waitMs;
  try {
    for (;;) {
      const holder = await holderOf(dataDir);
      if (holder === null) {
        await rm(path, { force: true });
        // link() fails if another process was faster: exactly one process gets the name.
        const won = await link(mine, path).then(
          () => true,
          () => false,
        );
        if (won) return { release: () => rm(path, { force: true }) };
      } else if (Date.now() >= deadline) {
        throw new FolderHeld(dataDir, holder);
      }
      await wait(100);
    }
  } finally {
    await rm(mine, { force: true });
  }
}
