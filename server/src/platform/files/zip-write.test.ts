import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expect, it } from 'vitest';
import { openPromise } from 'yauzl';
import { collected } from '../media/media.ts';
import { zipStream, type SentFile } from './zip-write.ts';

async function* inParts(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}
async function* files(): AsyncGenerator<SentFile> {
  yield { name: 'photos/été.webp', content: inParts('a', 'bc'), packed: true };
  yield { name: 'empty', content: inParts(), packed: false };
  yield { name: 'data.json', content: inParts('{}'.repeat(5000)), packed: false };
}

it.each([0, 5_000_000_000])('an archive that is sent can be read by others, also beyond 4 GB (%i)', async (before) => {
  const folder = await mkdtemp(join(tmpdir(), 'egoejo-zip-'));
  const path = join(folder, 'a.zip');
  // The bytes before it are a hole: they take no room.
  await pipeline(zipStream(files(), before), createWriteStream(path, { start: before }));
  const zip = await openPromise(path);
  const found: [string, string][] = [];
  for await (const entry of zip.eachEntry())
    found.push([entry.fileName, String(await collected(await zip.openReadStreamPromise(entry)))]);
  expect(found).toEqual([
    ['photos/été.webp', 'abc'],
    ['empty', ''],
    ['data.json', '{}'.repeat(5000)],
  ]);
  await rm(folder, { recursive: true });
});

it('what is read no further stops reading its files', async () => {
  let ended = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (let n = 0; n < 100_000; n++) yield Buffer.alloc(1000);
    } finally {
      ended = true;
    }
  }
  async function* one(): AsyncGenerator<SentFile> {
    yield { name: 'endless', content: endless(), packed: true };
  }
  let read = 0;
  for await (const part of zipStream(one())) {
    read += part.length;
    if (read > 100_000) break;
  }
  await expect.poll(() => ended).toBe(true);
});
