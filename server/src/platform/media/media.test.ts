import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBucket, type TestBucket } from '../../testing/services/bucket.ts';
import { collected, readMedia, type Media } from './media.ts';
import { openMedia } from './open-media.ts';
import { readConfig } from '../config/read-config.ts';

let bucket: TestBucket;
let folder: string;
beforeAll(async () => {
  bucket = await openBucket();
  folder = await mkdtemp(join(tmpdir(), 'egoejo-media-'));
});
afterAll(async () => {
  await bucket.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(['folder', 'bucket'] as const)('media in a %s', (kind) => {
  const open = (): Media =>
    openMedia(readConfig({ DATA_DIR: join(folder, kind), ...(kind === 'bucket' && bucket.env) }));
  const keysOf = async (media: Media, prefix?: string): Promise<string[]> => {
    const keys = [];
    for await (const { key } of media.list(prefix)) keys.push(key);
    return keys.sort();
  };

  it('gives back what was put, from bytes or from a stream, with its size and type', async () => {
    const media = open();
    const bytes = Buffer.alloc(300_000, 'méâ');
    await media.put('pictures/a-s.webp', bytes);
    await media.put(
      'pictures/b.avif',
      (async function* () {
        yield bytes.subarray(0, 7);
        yield bytes.subarray(7);
      })(),
    );
    for (const [key, type] of [
      ['pictures/a-s.webp', 'image/webp'],
      ['pictures/b.avif', 'image/avif'],
    ] as const) {
      expect(await readMedia(open(), key)).toEqual({ bytes, type });
      expect(await media.stat(key)).toEqual({ key, bytes: bytes.length });
      expect(await media.get(key)).toMatchObject({ key, bytes: bytes.length, type });
    }
  });

  it('gives a part of a file, and nothing where nothing is', async () => {
    const media = open();
    await media.put('books/a.epub', Buffer.from('0123456789'));
    const part = await media.get('books/a.epub', { start: 3, end: 5 });
    expect(part).toMatchObject({ bytes: 3, type: 'application/epub+zip' });
    expect((await collected(part!.stream)).toString()).toBe('345');
    expect(await media.get('books/b.epub', { start: 0, end: 1 })).toBeNull();
  });

  it('lists by prefix, deletes, and has nothing where nothing is', async () => {
    const media = open();
    for (const key of ['avatars/1.webp', 'avatars/2.webp', 'pic/x.png']) await media.put(key, Buffer.from(key));
    expect(await keysOf(media, 'avatars/')).toEqual(['avatars/1.webp', 'avatars/2.webp']);
    expect(await keysOf(media, 'pic/x')).toEqual(['pic/x.png']);
    await media.delete('avatars/1.webp');
    await media.delete('avatars/1.webp');
    expect(await keysOf(media, 'avatars/')).toEqual(['avatars/2.webp']);
    expect([await media.get('avatars/1.webp'), await media.stat('avatars/1.webp')]).toEqual([null, null]);
    expect(await keysOf(media, 'none/')).toEqual([]);
  });

  it('L3: takes a large file as a stream whose length and hash are known, and nothing of one that breaks off', async () => {
    const media = open();
    const part = Buffer.alloc(64 * 1024, 'son');
    const parts = Array.from({ length: 80 }, () => part);
    const hash = createHash('sha256');
    for (const bytes of parts) hash.update(bytes);
    const known = { bytes: parts.length * part.length, sha256: hash.digest('hex') };
    await media.put('large/a.bin', Readable.from(parts), known);
    expect((await readMedia(media, 'large/a.bin'))?.bytes.equals(Buffer.concat(parts))).toBe(true);
    async function* broken() {
      yield part;
      throw new Error('a lost chunk');
    }
    await expect(media.put('large/b.bin', broken(), known)).rejects.toThrow();
    // S3rver keeps what came of a request that broke off; stores do not.
    if (kind === 'folder') expect(await media.stat('large/b.bin')).toBeNull();
  });

  it('deletes what is under a folder, and not what only begins like it', async () => {
    const media = open();
    for (const key of ['up/1/a.bin', 'up/1/b/c.bin', 'up/12/a.bin', 'up/1.bin']) await media.put(key, Buffer.from(key));
    await media.deleteUnder('up/1');
    await media.deleteUnder('up/none');
    expect(await keysOf(media, 'up/')).toEqual(['up/1.bin', 'up/12/a.bin']);
    await expect(media.deleteUnder('../up')).rejects.toThrow('not a media key');
  });

  it('takes no key that is not one of ours', async () => {
    const media = open();
    for (const key of ['../lock', '/etc/passwd', 'a/../b.webp', 'x.svg', 'A.webp', '']) {
      await expect(media.put(key, Buffer.from('x')), key).rejects.toThrow('not a media key');
      expect([await media.get(key), await media.stat(key)]).toEqual([null, null]);
    }
  });

  it('keeps nothing of a stream that breaks', async () => {
    const media = open();
    const broken = (async function* () {
      yield Buffer.from('half');
      throw new Error('cut');
    })();
    await expect(media.put('broken/a.webp', broken)).rejects.toThrow('cut');
    expect(await keysOf(media, 'broken/')).toEqual([]);
    if (kind === 'folder') expect(await readdir(join(folder, kind, 'media/broken'))).toEqual([]);
  });
});

/** A store whose answers are given, since that of the tests cannot divide a list (it needs an older Node). */
async function fakeStore(answer: (url: URL) => string): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) =>
    response.end(answer(new URL(request.url ?? '', 'http://store'))),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: promisify(server.close.bind(server)) };
}

it('lists more files of a bucket than one answer holds', async () => {
  const page = (key: string, next: string): string =>
    `<ListBucketResult><Contents><Key>${key}</Key><Size>7</Size></Contents>${next}</ListBucketResult>`;
  const store = await fakeStore(({ searchParams }) =>
    searchParams.get('continuation-token') === 'a&b'
      ? page('many/2.webp', '')
      : page('many/1.webp', '<NextContinuationToken>a&amp;b</NextContinuationToken>'),
  );
  const media = openMedia(readConfig({ DATA_DIR: folder, ...bucket.env, S3_ENDPOINT: store.url }));
  const found = [];
  for await (const file of media.list('many/')) found.push(file);
  expect(found).toEqual([
    { key: 'many/1.webp', bytes: 7 },
    { key: 'many/2.webp', bytes: 7 },
  ]);
  await store.close();
});

it('says which setting of the bucket is wrong, and never the secret', () => {
  const read = (change: Record<string, string>) => () => readConfig({ ...bucket.env, ...change });
  expect(read({ S3_SECRET: '' })).toThrow('S3_ENDPOINT, S3_BUCKET, S3_KEY_ID, S3_SECRET: set all four or none');
  expect(read({ S3_BUCKET: 'Été' })).toThrow('S3_BUCKET: wants the name of a bucket');
  expect(read({ S3_ENDPOINT: 'http://store.example.org' })).toThrow('S3_ENDPOINT: wants https://');
});

it('names the refusal of a store that does not know the key', async () => {
  const media = openMedia(readConfig({ DATA_DIR: folder, ...bucket.env, S3_KEY_ID: 'nobody' }));
  await expect(media.put('a.webp', Buffer.from('x'))).rejects.toThrow(/PUT answered 403/);
  const nowhere = openMedia(readConfig({ DATA_DIR: folder, ...bucket.env, S3_BUCKET: 'other' }));
  await expect(nowhere.get('a.webp')).rejects.toThrow(/NoSuchBucket/);
});
