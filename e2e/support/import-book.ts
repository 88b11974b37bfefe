/** Puts a book into the server’s catalogue, as an import does. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addBook } from '@egoejo/server/catalogue/add-book.ts';
import { readConfig } from '@egoejo/server/platform/config/read-config.ts';
import { openMedia } from '@egoejo/server/platform/media/open-media.ts';
import type { FilePayload } from './epub.ts';
import type { SharedInstallation } from './shared-server.ts';

/** @returns its title */
export async function importBook({ db, server }: SharedInstallation, book: FilePayload): Promise<string> {
  const path = join(server.dataDir, book.name);
  await writeFile(path, book.buffer);
  const media = openMedia(readConfig({ DATA_DIR: server.dataDir }));
  const added = await addBook({ db, media }, path, null);
  if (!added.ok) throw new Error(added.error.code);
  return added.value.title;
}
