import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openMember, openVisitor, closeMember, provideEnv, shutDown } from '../sync/api/session/session.ts';
import { DEVICE, makeWorld, MEMBER } from '../sync/testing/world.ts';
import { PIECE } from './pieces.ts';
import {
  closeBooks,
  keepBook,
  keepPlace,
  keepReader,
  readBook,
  readReader,
  removeBook,
  sourceOf,
  sweepBooks,
} from './store.ts';

const OTHER = MEMBER.replace(/.$/, (last) => (last === '1' ? '2' : '1')) as MemberId;
const as = (member: MemberId): Promise<void> => openMember(member, DEVICE, 'token');
const file = Uint8Array.from({ length: PIECE + 5 }, (_, i) => i % 253);
const words = { title: 'Madame Bovary', authors: ['Gustave Flaubert'], language: 'fr' };

let pieces: () => Promise<number>;
beforeEach(async () => {
  const world = makeWorld();
  provideEnv(world.env);
  pieces = () =>
    new Promise((done, failed) => {
      const opening = world.env.indexedDB.open('egoejo-books');
      opening.addEventListener('error', () => failed(opening.error ?? new Error('not opened')));
      opening.addEventListener('success', () => {
        const count = opening.result.transaction('pieces').objectStore('pieces').count();
        count.addEventListener('success', () => {
          opening.result.close();
          done(count.result);
        });
      });
    });
  await as(MEMBER);
});
afterEach(() => {
  closeBooks();
  shutDown();
});

it('B5: the same file kept by two members is stored once, and goes with the last of them', async () => {
  const id = await keepBook(file, words);
  expect(await pieces()).toBe(2);
  await as(OTHER);
  expect(await readBook(id)).toBeUndefined();
  expect(await keepBook(file, words)).toBe(id);
  expect(await pieces()).toBe(2);
  const other = await readBook(id);
  if (!other) throw new Error('not kept');
  await removeBook(other);
  expect(await pieces()).toBe(2);
  await as(MEMBER);
  const row = await readBook(id);
  if (!row) throw new Error('gone with the other');
  expect(await sourceOf(row).read(PIECE - 1, 10)).toEqual(file.slice(PIECE - 1));
  await removeBook(row);
  expect(await pieces()).toBe(0);
});

it('B6: the place is each member’s own, and opening the same file again keeps it', async () => {
  const id = await keepBook(file, words);
  await keepPlace(id, 'epubcfi(/6/4!/4/2)', 0.25);
  await as(OTHER);
  await keepBook(file, words);
  expect(await readBook(id)).toMatchObject({ at: null, fraction: 0 });
  await as(MEMBER);
  await keepBook(file, words);
  expect(await readBook(id)).toMatchObject({ at: 'epubcfi(/6/4!/4/2)', fraction: 0.25 });
});

it('a look is kept in part: what a later version adds has its first value', async () => {
  await keepReader({ pace: 900 });
  const { look } = await readReader();
  await keepReader({ look: { ...look, size: 150 } });
  expect(await readReader()).toMatchObject({ pace: 900, look: { size: 150, flow: 'pages' } });
});

it('B5: the books of a member who erased their data here go, those of visitors and others stay', async () => {
  await keepBook(file, words);
  await openVisitor();
  const visited = await keepBook(file.slice(1), words);
  await as(OTHER);
  await keepBook(file.slice(2), words);
  await as(MEMBER);
  await closeMember('discard');
  await sweepBooks();
  expect(await pieces()).toBe(4);
  expect(await readBook(visited)).toBeDefined();
});
