import { LIVE, LIVE_PATH, type LiveMessage } from '@egoejo/shared/sync/live.ts';
import { communityScope, roomScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { afterEach, expect, it } from 'vitest';
import { makeDevice } from '../../testing/device.ts';
import { makeLines } from '../../testing/live-line.ts';
import { idOf, MEMBER, WHO } from '../../testing/world.ts';
import { fresh } from '../apply/scopes.ts';
import type { PageLine } from '../protocol.ts';
import type { Part } from '../store/cursor-row.ts';
import { Live } from './live.ts';
import { NO_SIGNALS } from './signals.ts';

const ROOM = roomScope(idOf(7));
const opened: Live[] = [];
afterEach(() => {
  for (const live of opened.splice(0)) live.stop();
});

const at = (scope: Scope, rev: number, more: Partial<Part> = {}): Part => ({
  ...fresh(scope, { message: 1 }),
  done: true,
  ...more,
  cursor: { scope, entities: { message: 1 }, rev, table: '~', id: '' },
});
const page = (after: number, rev: number): PageLine & LiveMessage => ({
  t: 'page',
  scope: ROOM,
  after: at(ROOM, after).cursor,
  cursor: at(ROOM, rev).cursor,
  done: true,
  whole: false,
  rows: [{ e: 'message', rows: [{ id: idOf(rev), author: idOf(2) }] }],
  gone: [],
});

/** A device that is up to date, in one room, with its channel. `open`: the server lets it in. */
async function listening(visible = () => true) {
  const { store, world } = await makeDevice();
  await store.db.roomMember.put({ id: idOf(7), since: '', readTo: 0, muted: false, _scope: '', _mark: 0 });
  await store.db.cursors.put({ scope: ROOM, parts: [at(ROOM, 5)] });
  const lines = makeLines();
  const [pages, pokes]: [PageLine[], number[]] = [[], []];
  const live = new Live({
    env: { ...world.env, visible, openLive: lines.openLive },
    db: store.db,
    who: WHO,
    onPoke: () => pokes.push(1),
    onPage: (came) => pages.push(came),
    onBytes: () => undefined,
  });
  opened.push(live);
  live.setEco(1);
  live.answered();
  await expect.poll(() => lines.lines.length).toBe(1);
  const open = async (frames = 1) => {
    lines.last().accept();
    await expect.poll(() => lines.last().said.length).toBe(frames);
  };
  return { store, world, live, pages, pokes, open, ...lines };
}

it('S25: the channel follows every scope with the rev that is complete here, and others later without a new channel', async () => {
  const { store, world, lines, last, open } = await listening();
  await store.db.cursors.bulkPut([
    { scope: 'public', parts: [at('public', 7), at('public', 5), at('public', 2, { frozen: true })] },
    { scope: 'polls:public', parts: [at('polls:public', 9, { done: false })] },
  ]);
  await open();
  expect(last().path).toBe(LIVE_PATH);
  expect(last().said[0]).toMatchObject({
    t: 'follow',
    scopes: expect.arrayContaining([
      ['public', 5],
      ['polls:public', 0],
      [ROOM, 5],
    ]),
  });
  await store.db.followed.put({ community: idOf(3) });
  const community = communityScope(idOf(3));
  await expect
    .poll(() => {
      world.advance(500);
      return JSON.stringify(last().said.slice(1));
    })
    .toContain(JSON.stringify([community, 0]));
  expect(lines).toHaveLength(1);
});

it('S25: a refused channel is asked for again after one to two minutes, a broken one after seconds that grow to that', async () => {
  const { world, lines, last } = await listening();
  const reopens = async (after: number): Promise<void> => {
    const before = lines.length;
    world.advance(after - 1);
    expect(lines).toHaveLength(before);
    world.advance(2);
    await expect.poll(() => lines.length).toBe(before + 1);
  };
  for (const random of [0, 0.99]) {
    world.random = random;
    last().closed(1006);
    await reopens(60_000 * (1 + random));
  }
  world.random = 0;
  last().accept();
  world.advance(60_000);
  for (const wait of [1, 2, 4, 8, 16, 32, 60, 60]) {
    last().closed(1006);
    await reopens(wait * 1000);
    last().accept();
  }
});

it('S25: a channel that broke is opened as soon as an exchange is answered, one that the server sent away is not', async () => {
  const { live, lines, last, open, pokes, world } = await listening();
  await open();
  last().closed(1006);
  live.answered();
  expect(lines).toHaveLength(2);
  await open();
  // The member may see less: an exchange says what.
  last().closed(4001);
  world.advance(1_000);
  expect([pokes.length, lines.length]).toEqual([1, 2]);
  live.answered();
  expect(lines).toHaveLength(3);
  last().closed(1013);
  live.answered();
  expect(lines).toHaveLength(3);
});

it('S20, S25: a channel that broke and cannot be opened again asks by one exchange whether the server is there', async () => {
  const { live, lines, last, open, pokes, world } = await listening();
  world.random = 0;
  await open();
  last().closed(1006);
  live.answered();
  await open();
  last().closed(1006);
  world.advance(2_000);
  expect([pokes.length, lines.length]).toEqual([0, 3]);
  last().closed(1006);
  world.advance(300);
  expect(pokes).toHaveLength(1);
  // It is there, but opens no channel: nothing more is asked.
  live.answered();
  expect(lines).toHaveLength(4);
  last().closed(1006);
  world.advance(59_000);
  expect([pokes.length, lines.length]).toEqual([1, 4]);
});

it('S25: a page in the background and eco levels without a channel hold none', async () => {
  let seen = true;
  const { live, world, lines, last, open } = await listening(() => seen);
  await open();
  live.setEco(4);
  expect(last().ended).toBe(true);
  live.setEco(1);
  expect(lines).toHaveLength(2);
  seen = false;
  world.fire('hidden');
  expect(last().ended).toBe(true);
});

it('T4: a scope is opened while a page shows it, again when its cursor moved, and not when the server knows it', async () => {
  const { store, world, live, last, pages } = await listening();
  const close = live.open(ROOM);
  last().accept();
  const opens = () => last().said.filter((frame) => frame.t === 'open');
  const after = async (n: number) =>
    expect
      .poll(() => {
        world.advance(500);
        return opens().length;
      })
      .toBe(n);
  await after(1);
  expect(opens()[0]).toEqual({ t: 'open', cursors: [at(ROOM, 5).cursor] });
  // The server knows where its own page leads, and that it is being written.
  last().say(page(5, 6));
  expect(pages).toHaveLength(1);
  await store.db.cursors.put({ scope: ROOM, parts: [at(ROOM, 5, { sweep: true })] });
  await store.db.cursors.put({ scope: ROOM, parts: [at(ROOM, 6)] });
  await store.db.cursors.put({ scope: ROOM, parts: [at(ROOM, 8)] });
  await after(2);
  expect(opens()[1]).toEqual({ t: 'open', cursors: [at(ROOM, 8).cursor] });
  close();
  await after(3);
  expect(opens()[2]).toEqual({ t: 'open', cursors: [] });
});

it('T4: a frame that moved scopes, or a page of the wrong shape, asks for one exchange', async () => {
  const { world, live, last, open, pages, pokes } = await listening();
  live.open(ROOM);
  await open(2);
  last().say({ t: 'moved', scopes: ['public'] });
  for (const wrong of [{ whole: true }, { done: false }, { scope: 'public' }, { rows: [{ e: 'secret', rows: [] }] }])
    last().say({ ...page(5, 6), ...wrong });
  world.advance(300);
  expect([pages.length, pokes.length]).toEqual([0, 1]);
});

it('T4: who writes is shown until they have written, or say so no more; nothing is known without a channel', async () => {
  const { world, live, last, open } = await listening();
  live.open(ROOM);
  await open(2);
  const typing = () => live.signals.get(ROOM).typing;
  const writes = (n: number) => last().say({ t: 'typing', scope: ROOM, member: idOf(n) });
  writes(2);
  writes(3);
  last().say({ t: 'here', scope: ROOM, members: [MEMBER, idOf(2)], count: 2 });
  expect(live.signals.get(ROOM)).toEqual({ typing: [idOf(2), idOf(3)], here: [MEMBER, idOf(2)], count: 2 });
  last().say(page(5, 6));
  expect(typing()).toEqual([idOf(3)]);
  world.advance(LIVE.typingMs);
  writes(3);
  world.advance(2 * LIVE.typingMs - 1);
  expect(typing()).toEqual([idOf(3)]);
  world.advance(1);
  expect(typing()).toEqual([]);
  last().closed(1006);
  expect(live.signals.get(ROOM)).toBe(NO_SIGNALS);
});

it('T4: that the member writes is said at most every few seconds, and only where the scope is open', async () => {
  const { world, live, last, open } = await listening();
  live.open(ROOM);
  await open(2);
  const said = () => last().said.filter(({ t }) => t === 'typing').length;
  live.signal(roomScope(idOf(8)));
  live.signal(ROOM);
  live.signal(ROOM);
  expect(said()).toBe(1);
  world.advance(LIVE.typingMs);
  live.signal(ROOM);
  expect(said()).toBe(2);
});
