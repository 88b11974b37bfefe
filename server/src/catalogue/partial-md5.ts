/** KOReader's name of a file: the MD5 of up to twelve samples of it, so that no e-reader reads a book whole (B9). */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Database } from '../platform/database/database.ts';
import { collected, type Media } from '../platform/media/media.ts';
import { bookKey } from './keys.ts';

const SAMPLE = 1024;
/**
 * Where the samples begin: at 0, at 1 KB, and then each four times as far as the one before, up to 1 GB. KOReader
 * shifts 1,024 left by -2 for the first one; its 32-bit shift gives 0.
 */
const STARTS = [0, ...Array.from({ length: 11 }, (_, i) => SAMPLE * 4 ** i)];

/** @param read the bytes from a place on, fewer at the end of the file, none after it */
async function partialMd5(read: (from: number, most: number) => Promise<Uint8Array>): Promise<string> {
  const hash = createHash('md5');
  for (const from of STARTS) {
    const sample = await read(from, SAMPLE);
    if (sample.length === 0) break;
    hash.update(sample);
  }
  return hash.digest('hex');
}

export async function partialMd5OfFile(path: string): Promise<string> {
  const file = await open(path);
  try {
    return await partialMd5(async (from, most) => {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(most), 0, most, from);
      return buffer.subarray(0, bytesRead);
    });
  } finally {
    await file.close();
  }
}

/** Of a file in the store; null: it is missing there. */
async function partialMd5OfStored(media: Media, sha256: string): Promise<string | null> {
  const key = bookKey(sha256);
  const stored = await media.stat(key);
  if (!stored) return null;
  return partialMd5(async (from, most) => {
    const end = Math.min(from + most, stored.bytes) - 1;
    const part = end < from ? null : await media.get(key, { start: from, end });
    return part ? collected(part.stream) : new Uint8Array();
  });
}

const BATCH = 100;
/** Computes those that are missing, until `stopped`. A file that the store does not have is tried again next time. */
export async function fillPartialMd5(db: Database, media: Media, stopped: () => boolean): Promise<void> {
  for (let after: string | null = null; !stopped();) {
    const missing: { id: string; sha256: string }[] = await db.query(
      `select id, sha256 from edition where partial_md5 is null and ($1::uuid is null or id > $1)
        order by id limit ${BATCH}`,
      [after],
    );
    for (const { id, sha256 } of missing) {
      if (stopped()) return;
      const name = await partialMd5OfStored(media, sha256);
      if (name !== null) await db.query('update edition set partial_md5 = $2 where id = $1', [id, name]);
    }
    after = missing.at(-1)?.id ?? null;
    if (missing.length < BATCH) return;
  }
}
