/** Loads the real data of a folder into a demo. */
import { access, readdir } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { importPabulib } from '../import/pabulib.ts';
import { importStories, readStories } from '../import/stories.ts';
import { ConfigFault } from '../platform/config/config.ts';
import type { Database } from '../platform/database/database.ts';

/** Imports `pabulib/*.pb` and `stories/` of a folder, as far as they exist. */
export async function loadFolder(db: Database, folder: string): Promise<void> {
  const there = (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );
  const [budgets, shelf] = [join(folder, 'pabulib'), join(folder, 'stories')];
  if (!(await there(budgets)) && !(await there(shelf)))
    throw new ConfigFault(`--demo ${folder}: there is neither a folder pabulib nor a folder stories`);
  for (const name of (await there(budgets)) ? (await readdir(budgets)).filter((n) => n.endsWith('.pb')).sort() : []) {
    const read = await importPabulib(db, createReadStream(join(budgets, name)));
    if (!read.ok)
      throw new ConfigFault(
        `--demo ${join(budgets, name)}:${read.error.params['line']}: ${read.error.params['reason']}`,
      );
  }
  if (await there(shelf)) {
    const read = await readStories(shelf);
    if (!read.ok)
      throw new ConfigFault(
        `--demo ${read.error.params['file']}:${read.error.params['line']}: ${read.error.params['reason']}`,
      );
    await importStories(db, read.value);
  }
}
