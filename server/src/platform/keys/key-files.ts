/** Files that hold a secret each: complete whenever they exist, readable by their owner alone, overwritten at the end. */
import { randomBytes } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** For `catch`: null where the file does not exist. */
export const absent = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};

/** Writes a file that is complete whenever it exists; an existing one stays. */
export async function writeOnce(path: string, content: string | Buffer): Promise<void> {
  const mine = await writePart(path, content);
  // When several servers write it at once, exactly one of them creates the file.
  await link(mine, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(mine);
}

/** Writes a complete file under a name of its own beside `path`. @returns that name */
export async function writePart(path: string, content: string | Buffer): Promise<string> {
  const part = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(part, 'wx', 0o600);
  await file.writeFile(content);
  await file.sync();
  await file.close();
  return part;
}

/** Makes the names in a folder durable. */
export async function syncFolder(dir: string): Promise<void> {
  const folder = await open(dir, 'r').catch(absent);
  await folder?.sync();
  await folder?.close();
}

/** Overwrites and deletes a file, which keeps its name until its content is gone. Does nothing if there is none. */
export async function erase(path: string): Promise<void> {
  // Another server may delete the file at the same time.
  const file = await open(path, 'r+').catch(absent);
  if (!file) return;
  const { size } = await file.stat();
  await file.write(randomBytes(size), 0, size, 0);
  await file.sync();
  await file.close();
  await rm(path, { force: true });
  await syncFolder(dirname(path));
}
