/** Adds files to the catalogue: kept on this device, and sent once the server knows of each. */
import { IMPORT_TEXT } from '@egoejo/shared/catalogue/model.ts';
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import { cut } from '@egoejo/shared/platform/cut.ts';
import { newId, type BookImportId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import { fail, type Failure, type Result } from '@egoejo/shared/platform/result.ts';
import { mutate } from '../../../sync/api/acts/mutate.ts';
import { fileQueued, forgetFile } from '../../../sync/api/kept/files.ts';
import { keepFile } from '../../../sync/api/kept/keep-file.ts';

/** A file that was not kept, and why. */
export interface NotAdded {
  name: string;
  why: Failure;
}
/** Keeps the files, one after the other. @returns those that were not kept; the others wait to be sent. */
export async function addBooks(files: readonly File[], community: CommunityId | null): Promise<NotAdded[]> {
  const not: NotAdded[] = [];
  for (const file of files) {
    const added = await addBook(file, community);
    if (!added.ok) not.push({ name: file.name, why: added.error });
  }
  return not;
}

/** Codes: `book.not_zip` (empty), `media.too_large`, those of keeping a file and of queueing an act. */
async function addBook(file: File, community: CommunityId | null): Promise<Result<unknown>> {
  if (file.size === 0) return fail('book.not_zip', { reason: 'empty' });
  if (file.size > UPLOAD.book) return fail('media.too_large', { most: UPLOAD.book });
  const id = newId<BookImportId>();
  const kept = await keepFile({ id, purpose: 'bookImport', content: file, type: 'application/epub+zip' });
  if (!kept.ok) return kept;
  const name = cut(file.name.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim(), IMPORT_TEXT.fileName);
  const queued = await mutate('catalogue.import', { id, community, name }, name);
  await (queued.ok ? fileQueued(id) : forgetFile(id));
  return queued;
}
