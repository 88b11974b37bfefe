/**
 * Where the keys of secret polls are (P2): by default a folder beside the data folder, so that a copy of the data,
 * which has the sealed ballots of the embedded database, does not have the keys that open them. Earlier versions kept
 * them in `DATA_DIR/ballot-keys`; a start moves what is there.
 */
import { constants } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Config } from '../../platform/config/config.ts';
import { absent, erase, syncFolder, writeOnce } from '../../platform/keys/key-files.ts';
import type { Log } from '../../platform/observability/log.ts';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const WHOLE = new RegExp(String.raw`^${UUID}\.(key|result\.json)$`);
/** What an interrupted write or move leaves. */
const LEFT_OVER = new RegExp(String.raw`^${UUID}\.(key|result\.json)\.\w+$`);
const CLOSED: ReadonlySet<string | undefined> = new Set(['EACCES', 'ENOTDIR', 'EPERM', 'EROFS']);

/**
 * Moves keys and results to another folder. Each file is complete in the new folder, on the disk, before it leaves the
 * old one, so a move that was interrupted is taken up by the next call, and several servers may move at once.
 * @returns the files that were not moved, because the new folder has other files with the same names.
 */
async function moveBallotKeys(from: string, to: string): Promise<string[]> {
  const names = (await readdir(from).catch(absent)) ?? [];
  const staying: string[] = [];
  if (names.length > 0) await mkdir(to, { recursive: true, mode: 0o700 });
  for (const name of names.filter((n) => WHOLE.test(n))) {
    const content = await readFile(join(from, name)).catch(absent);
    if (!content) continue;
    await writeOnce(join(to, name), content);
    await syncFolder(to);
    if (content.equals(await readFile(join(to, name)))) await eraseUnnamed(join(from, name));
    else staying.push(name);
  }
  // The rest of an interrupted write may be the same file as a key that stays, under another name.
  const end = staying.length > 0 ? rm : erase;
  for (const name of names.filter((n) => LEFT_OVER.test(n))) await end(join(from, name)).catch(absent);
  await rmdir(from).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTEMPTY') throw error;
  });
  return staying;
}

/** Takes a file's name first, so that nobody who reads it under that name finds it half overwritten. */
async function eraseUnnamed(path: string): Promise<void> {
  const gone = `${path}.moved`;
  await rename(path, gone).catch(absent);
  await erase(gone);
}

const isWithin = (path: string, folder: string): boolean => !relative(folder, path).startsWith('..');

/** Whether files can be made in the folder; one that does not exist yet could be made in its parent. */
const isWritable = (path: string): Promise<boolean> =>
  access(path, constants.W_OK).then(
    () => true,
    async (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' && dirname(path) !== path && (await isWritable(dirname(path))),
  );

/**
 * The folder of keys that this server uses: the configured one, after moving there what earlier versions kept in the
 * data folder. Where that is not allowed, the old folder stays in use if it has keys. The log tells what an operator
 * should change.
 */
export async function openBallotKeyFolder(
  { dataDir, ballotKeyDir, backupDir }: Pick<Config, 'dataDir' | 'ballotKeyDir' | 'backupDir'>,
  log: Pick<Log, 'error' | 'warn'>,
): Promise<string> {
  const old = join(dataDir, 'ballot-keys');
  for (const folder of [dataDir, backupDir])
    if (folder !== undefined && isWithin(ballotKeyDir, folder))
      log.warn(`BALLOT_KEY_DIR is within ${folder}: a copy of that folder could open secret ballots (docs/backup.md)`);
  if (!(await isWritable(ballotKeyDir)))
    log.error(`BALLOT_KEY_DIR: ${ballotKeyDir} cannot be written, so secret polls cannot open; name another folder`);
  if (old === ballotKeyDir) return old;
  try {
    for (const name of await moveBallotKeys(old, ballotKeyDir))
      log.error(`${join(old, name)} differs from the file of that name in BALLOT_KEY_DIR, and was left where it is`);
    return ballotKeyDir;
  } catch (error) {
    if (!CLOSED.has((error as NodeJS.ErrnoException).code)) throw error;
    log.error(`the keys of secret polls stay in ${old}, for they cannot be moved to ${ballotKeyDir}`);
    return old;
  }
}
