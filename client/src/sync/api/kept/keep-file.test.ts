import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { fillStorage } from '../../testing/full-storage.ts';
import { DEVICE, makeWorld, MEMBER } from '../../testing/world.ts';
import { current, openMember, provideEnv, setEcoLevel, shutDown } from '../session/session.ts';
import { awaitedFiles, fileAgain, fileBlob, filePart, forgetFile } from './files.ts';
import { keepFile } from './keep-file.ts';

const MIB = 1024 * 1024;
/** Ends in the middle of the fourth piece. */
const bytes = Uint8Array.from({ length: 3.5 * MIB }, (_, i) => (i * 31 + (i >> 12)) % 251);
const id = newId();
const keep = (content: Blob) => keepFile({ id, purpose: 'track', content, type: 'audio/mpeg' });
const tables = () => current()!.store.db;
const left = async () => [await tables().files.count(), await tables().fileBytes.count()];

beforeEach(async () => {
  const world = makeWorld();
  world.answer(() => 'lost');
  provideEnv(world.env);
  setEcoLevel(5);
  await openMember(MEMBER, DEVICE, null);
});
afterEach(shutDown);

it('keeps a large file in pieces, reads any part of it, gives it a new id, and forgets all of it', async () => {
  expect(await keep(new Blob([bytes]))).toMatchObject({ ok: true });
  expect(await tables().fileBytes.toCollection().primaryKeys()).toEqual([id, `${id}/1`, `${id}/2`, `${id}/3`]);
  const row = (await tables().files.get(id))!;
  expect(row).toMatchObject({ size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  for (const [from, to] of [
    [0, 10],
    [MIB - 3, MIB + 3],
    [0.5 * MIB, 2.5 * MIB],
    [bytes.length - 5, bytes.length + 5],
  ] as const)
    expect(Buffer.compare((await filePart(row, from, to))!, bytes.subarray(from, to)), `${from}`).toBe(0);
  const next = newId();
  expect(await fileAgain(id, next)).toBe(true);
  expect([await filePart(row, 0, 1), await fileBlob(id)]).toEqual([null, null]);
  expect(Buffer.compare(new Uint8Array(await (await fileBlob(next))!.arrayBuffer()), bytes)).toBe(0);
  await forgetFile(next);
  expect(await left()).toEqual([0, 0]);
});

it('keeps nothing of a file that does not fit', async () => {
  const full = fillStorage();
  // Room for the first pieces.
  full.room = 20 * 1024;
  expect(await keep(new Blob([bytes]))).toMatchObject({ error: { code: 'sync.storage_full' } });
  expect(full.room).toBeLessThan(20 * 1024);
  full.end();
  expect(await left()).toEqual([0, 0]);
});

it('keeps nothing of a file that cannot be read to its end', async () => {
  const content = new Blob([bytes]);
  const slice = content.slice.bind(content);
  content.slice = (from, to) => slice(from, (from ?? 0) < 3 * MIB ? to : from);
  expect(await keep(content)).toMatchObject({ error: { code: 'media.unreadable' } });
  expect(await left()).toEqual([0, 0]);
});

it('a file whose tab was closed while it was stored is not shown, and is forgotten after a day', async () => {
  await keep(new Blob([bytes]));
  await tables().files.update(id, { partial: true });
  expect([await fileBlob(id), await fileAgain(id, newId())]).toEqual([null, false]);
  const { env, who } = current()!;
  await awaitedFiles(tables(), who, env.now());
  expect(await left()).toEqual([1, 4]);
  await awaitedFiles(tables(), who, env.now() + 86_400_001);
  expect(await left()).toEqual([0, 0]);
});

it('reads a file that an earlier version of the app kept as one piece', async () => {
  const file = { id, purpose: 'track', size: bytes.length, type: '', sha256: '', keptAt: 0, queued: true } as const;
  await tables().files.put(file);
  await tables().fileBytes.put({ id, bytes });
  expect(
    Buffer.compare((await filePart(file, 2 * MIB - 1, 2 * MIB + 1))!, bytes.subarray(2 * MIB - 1, 2 * MIB + 1)),
  ).toBe(0);
  expect((await fileBlob(id))?.size).toBe(bytes.length);
});
