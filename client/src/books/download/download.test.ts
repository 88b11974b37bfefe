import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { useEcoStore } from '../../eco/store.ts';
import { BOOKS_DB, dropReadBooks } from '../../platform/storage/kept-books.ts';
import { openMember, provideEnv, shutDown } from '../../sync/api/session/session.ts';
import { fillStorage } from '../../sync/testing/full-storage.ts';
import { DEVICE, makeWorld, MEMBER, type World } from '../../sync/testing/world.ts';
import { books, closeBooks, piecesHere } from '../database.ts';
import { PIECE } from '../pieces.ts';
import { keepPlace, readBook, sourceOf } from '../store.ts';
import { bookServer } from '../testing/book-server.ts';
import { cancelDownload, download, pauseDownload, resumeDownload } from './downloads.ts';
import { downloadRows, want } from './rows.ts';
import { runDownload } from './run.ts';

const OTHER = MEMBER.replace(/.$/, (last) => (last === '1' ? '2' : '1')) as MemberId;
const as = (member: MemberId): Promise<void> => openMember(member, DEVICE, 'token');
const file = Uint8Array.from({ length: 3 * PIECE + 5 }, (_, i) => (i * 7 + (i >> 8)) % 251);
const none = (): void => undefined;
let world: World;
let server: ReturnType<typeof bookServer>;

beforeEach(async () => {
  world = makeWorld();
  server = bookServer(file);
  provideEnv({
    ...world.env,
    fetch: (path, init) =>
      /^.(media|api.catalogue)/.test(path) ? server.fetch(path, init) : world.env.fetch(path, init),
  });
  await as(MEMBER);
});
afterEach(() => {
  closeBooks();
  shutDown();
});
const id = () => server.work.file.slice(0, 32);
async function contentOf(): Promise<Uint8Array | undefined> {
  const row = await readBook(id());
  return row && sourceOf(row).read(0, file.length);
}
const only = async () => {
  const [row] = await downloadRows();
  if (!row) throw new Error('no download');
  return row;
};

it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 4])(
  'B4: a download killed after %i bytes goes on from the pieces that were here, and is the file',
  async (bytes) => {
    const row = await want(server.work);
    const process = new AbortController();
    server.left = bytes;
    const run = runDownload(row, process.signal, none);
    const whole = Math.floor(bytes / PIECE);
    await expect.poll(() => server.asked).toHaveLength(whole + 1);
    process.abort();
    await expect(run).rejects.toThrow('abort');
    closeBooks();
    expect(await readBook(id())).toBeUndefined();
    expect(await piecesHere(row.file)).toHaveLength(whole);
    server.left = Infinity;
    server.asked.length = 0;
    await runDownload(await only(), new AbortController().signal, none);
    expect(server.asked).toEqual([0, 1, 2, 3].slice(whole).map((n) => n * PIECE));
    expect(await contentOf()).toEqual(file);
    expect(await downloadRows()).toEqual([]);
  },
);

it('B4: a piece with a wrong hash is asked for once more; wrong again, the download stops with a code', async () => {
  server.wrong = 1;
  await download(server.work);
  expect(server.asked).toEqual([0, 0, PIECE, 2 * PIECE, 3 * PIECE]);
  expect(await contentOf()).toEqual(file);
  await books().books.clear();
  await books().pieces.clear();
  server.wrong = 2;
  await download(server.work);
  expect(await only()).toMatchObject({ state: 'paused', fault: 'bad_piece' });
  expect([await readBook(id()), await piecesHere(server.work.file)]).toEqual([undefined, []]);
});

it('B4: pieces that are right and together not the file are no book', async () => {
  const honest = await want(server.work);
  await books().downloads.put({ ...honest, hashes: [...server.pieces.slice(0, 3), server.pieces[0] ?? ''] });
  for (const [n, at] of [0, 1, 2, 0].entries())
    await books().pieces.put({ file: honest.file, n, bytes: file.slice(at * PIECE, (at + 1) * PIECE) });
  await resumeDownload(await only());
  expect(await only()).toMatchObject({ state: 'paused', fault: 'bad_file' });
  expect([await readBook(id()), await piecesHere(honest.file)]).toEqual([undefined, []]);
});

it('B4: without room it stops in words, keeps what came, and goes on once there is room', async () => {
  const row = await want(server.work);
  const full = fillStorage(0);
  full.room = 20 * 1024;
  await resumeDownload(row).catch(none);
  full.end();
  const here = await piecesHere(row.file);
  expect(here.length).toBeLessThan(4);
  expect(await readBook(id())).toBeUndefined();
  server.asked.length = 0;
  await resumeDownload(await only());
  expect(server.asked).toHaveLength(4 - here.length);
  expect(await contentOf()).toEqual(file);
});

it('B4: paused it keeps what came; given up it leaves nothing', async () => {
  server.left = PIECE + 9;
  const going = download(server.work);
  await expect.poll(() => piecesHere(server.work.file)).toHaveLength(1);
  await pauseDownload(await only());
  await going;
  expect(await only()).toMatchObject({ state: 'paused', fault: null });
  expect(await piecesHere(server.work.file)).toEqual([0]);
  await cancelDownload(await only());
  expect([await downloadRows(), await piecesHere(server.work.file)]).toEqual([[], []]);
});

it('B4: without a network it waits and goes on by itself; what is no longer there stops it', async () => {
  server.status = 0;
  const going = download(server.work);
  await expect.poll(() => world.timers().length).toBeGreaterThan(0);
  server.status = 200;
  world.fire('online');
  await going;
  expect(await contentOf()).toEqual(file);
  server.status = 404;
  await download({ ...server.work, id: server.work.edition, file: server.pieces[0] ?? '' });
  expect(await only()).toMatchObject({ state: 'paused', fault: 'gone' });
});

it('B4: where the member wants Wi-Fi only, it waits on mobile data and goes on with Wi-Fi', async () => {
  useEcoStore.setState({ wifiOnly: true, mobileData: true });
  const going = download(server.work);
  await expect.poll(() => downloadRows()).toHaveLength(1);
  await downloadRows();
  expect(server.asked).toEqual([]);
  useEcoStore.setState({ mobileData: false });
  await going;
  useEcoStore.setState({ wifiOnly: false });
  expect(await contentOf()).toEqual(file);
});

it('B5: what one member downloaded is stored once: another member’s download asks for no piece', async () => {
  await download(server.work);
  server.asked.length = 0;
  await as(OTHER);
  expect(await readBook(id())).toBeUndefined();
  await download(server.work);
  expect(server.asked).toEqual([]);
  expect(await contentOf()).toEqual(file);
  expect(await books().pieces.count()).toBe(4);
});

it('B5: under pressure the oldest book read to its end goes first, never one being read, never the place', async () => {
  await download(server.work);
  const second = bookServer(file.slice(9));
  const first = server;
  server = second;
  await download({ ...second.work, id: second.work.edition });
  await keepPlace(first.work.file.slice(0, 32), 'epubcfi(/6/8)', 1);
  await keepPlace(second.work.file.slice(0, 32), 'epubcfi(/6/4)', 0.5);
  const room = () => dropReadBooks(world.env, 1e9);
  expect(await room()).toBe(0);
  world.advance(2 * 3600_000);
  expect(await room()).toBe(file.length);
  expect(await room()).toBe(0);
  expect(await readBook(first.work.file.slice(0, 32))).toBeUndefined();
  expect(await readBook(second.work.file.slice(0, 32))).toMatchObject({ fraction: 0.5 });
  server = first;
  await download(first.work);
  expect(await readBook(id())).toMatchObject({ at: 'epubcfi(/6/8)', fraction: 1, work: first.work.id });
  expect(await contentOf()).toEqual(file);
});

it('B15: the file of a manuscript becomes a book of no work, and never makes room', async () => {
  await download({ ...server.work, catalogued: false });
  expect(await contentOf()).toEqual(file);
  expect(await readBook(id())).not.toHaveProperty('work');
  await keepPlace(id(), 'epubcfi(/6/8)', 1);
  world.advance(2 * 3600_000);
  expect(await dropReadBooks(world.env, 1e9)).toBe(0);
});

it('B5: without a database of books nothing is removed, and none is made', async () => {
  expect(await dropReadBooks(world.env, 1)).toBe(0);
  expect((await world.env.indexedDB.databases()).map((db) => db.name)).not.toContain(BOOKS_DB);
});
