/** Reads the archive of a member's data, for tests. */
import { rm } from 'node:fs/promises';
import { fromBufferPromise } from 'yauzl';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { archiveOf, gather } from '../accounts/own-data/own-archive.ts';
import type { Deps } from '../platform/deps.ts';
import { collected } from '../platform/media/media.ts';

type Data = Record<string, Record<string, unknown>[]>;

/** The files of an archive, by name. */
export async function unzipped(archive: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const zip = await fromBufferPromise(archive);
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await collected(await zip.openReadStreamPromise(entry)));
  return files;
}
export const dataIn = (files: ReadonlyMap<string, Buffer>): Data => JSON.parse(String(files.get('data.json'))) as Data;

/** The files that a member gets who asks for all of their data. */
export async function ownFiles(deps: Pick<Deps, 'db' | 'media'>, member: MemberId): Promise<Map<string, Buffer>> {
  const gathered = await gather(deps, member);
  const archive = await collected(archiveOf(deps, gathered));
  await rm(gathered.folder, { recursive: true });
  return unzipped(archive);
}
/** The rows alone. */
export const ownData = async (deps: Pick<Deps, 'db' | 'media'>, member: MemberId): Promise<Data> =>
  dataIn(await ownFiles(deps, member));
