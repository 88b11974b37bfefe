import { expect, it } from 'vitest';
import { END_OF_REV, memberScope, roomScope } from '@egoejo/shared/sync/protocol.ts';
import type { CommunityId, MemberId, ProjectId, RoomId, StoryId } from '@egoejo/shared/platform/ids.ts';
import { makeDevice } from '../testing/device.ts';
import { makeServer } from '../testing/fake-server.ts';
import { idOf, MEMBER } from '../testing/world.ts';
import type { ExchangeLine, ExchangeRequest, Row } from './protocol.ts';

const YEAR = 365 * 86_400_000;

it('S14: a row that left its scope and came back is kept, though its tombstone is in the same page', async () => {
  const device = await makeDevice();
  const row = { id: idOf(7), name: 'Rive droite' };
  const answer = (request: ExchangeRequest, rev: number, gone: { e: string; id: string }[]): ExchangeLine[] => {
    const [cursor] = request.cursors.filter((c) => c.scope === 'public');
    if (!cursor) throw new Error('public is not asked for');
    const next = { ...cursor, rev, table: END_OF_REV, id: '' };
    return [
      { t: 'head', protocol: 1, epoch: 'e1', now: '2026-03-01T12:00:00.000Z', member: MEMBER, flags: {}, oldest: 1 },
      {
        t: 'page',
        scope: 'public',
        after: cursor,
        cursor: next,
        done: true,
        whole: rev === 1,
        rows: [{ e: 'community', rows: [{ ...row }] }],
        gone,
      },
      { t: 'end', more: false },
    ];
  };
  device.world.answer((r) => answer(r, 1, []));
  await device.sync();
  device.world.answer((r) => answer(r, 3, [{ e: 'community', id: row.id }]));
  await device.sync();
  expect(await device.store.db.community.get(row.id)).toMatchObject(row);
});

it('S28: a device clock that jumps by a year removes no act shown as received', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  // The act is convergent, so no receipt could show it instead.
  const key = await device.queue('reading.progress', { text: idOf<StoryId>(1), at: 10, page: 0 });
  await device.sync();
  const { now } = device.world.env;
  device.world.env.now = () => now() + YEAR;
  await device.sync();
  expect(await device.store.db.sent.get(key)).toMatchObject({ key });
});

it('S16: an act whose receipt came as a row ends together with the rows of the other scope it names, even if no later page comes', async () => {
  const device = await makeDevice();
  const community = idOf<CommunityId>(9);
  const scope = `community:${community}`;
  await device.store.db.followed.put({ community });
  await device.queue('project.publish', { project: idOf<ProjectId>(1) });
  const [act] = await device.outbox();
  const receipt = {
    id: act?.key ?? '',
    hash: act?.hash,
    name: 'project.publish',
    verdict: { status: 'applied', notes: [] },
    revs: { [memberScope(MEMBER)]: 2, [scope]: 2 },
    at: '2026-03-01T12:00:00.000Z',
  };
  const page = (request: ExchangeRequest, of: string, e: string, row: Row): ExchangeLine[] =>
    request.cursors
      .filter((c) => c.scope === of)
      .map((c) => ({
        t: 'page',
        scope: of,
        after: c,
        cursor: { ...c, rev: 2, table: END_OF_REV, id: '' },
        done: true,
        whole: true,
        rows: [{ e, rows: [row] }],
        gone: [],
      }));
  // The answer to the acts is lost; the empty exchange after it brings their effects.
  device.world.answer((request, n) =>
    n === 1
      ? 'lost'
      : [
          {
            t: 'head',
            protocol: 1,
            epoch: 'e1',
            now: '2026-03-01T12:00:00.000Z',
            member: MEMBER,
            flags: {},
            oldest: 1,
          },
          ...page(request, memberScope(MEMBER), 'receipt', receipt),
          ...page(request, scope, 'project', { id: idOf(1) }),
          { t: 'end', more: false },
        ],
  );
  await device.sync();
  expect(await device.store.db.project.count()).toBe(1);
  expect(await device.outbox()).toEqual([]);
});

it('S16: an act that opens a scope ends only with its rows there, which the next exchange brings', async () => {
  const server = makeServer();
  const device = await makeDevice();
  const room = idOf<RoomId>(8);
  const seen: unknown[] = [];
  device.world.answer(async (request) => {
    seen.push([(await device.outbox()).length, await device.store.db.room.count()]);
    return server.handle(request);
  });
  server.settle = () => {
    server.put(memberScope(MEMBER), 'roomMember', { id: room, since: '', readTo: 0, muted: false });
    server.put(roomScope(room), 'room', { id: room, title: 'Le puits' });
    return { status: 'applied', notes: [] };
  };
  await device.queue('room.direct', { id: room, people: [idOf<MemberId>(2)], title: 'Le puits' });
  await device.sync();
  // Before the act, after its verdict, and at the end.
  expect([...seen, [(await device.outbox()).length, await device.store.db.room.count()]]).toEqual([
    [1, 0],
    [1, 0],
    [0, 1],
  ]);
});

it('S16: nothing waits for a scope that the server denied, though a row still opens it', async () => {
  const server = makeServer();
  const device = await makeDevice();
  const room = idOf<RoomId>(9);
  server.put(memberScope(MEMBER), 'roomMember', { id: room, since: '', readTo: 0, muted: false });
  server.put(roomScope(room), 'room', { id: room, title: 'Le puits' });
  device.world.answer((request) => server.handle(request));
  await device.sync();
  server.settle = () => {
    server.put(roomScope(room), 'room', { id: room, title: 'Le four' });
    server.purged = new Set([roomScope(room)]);
    return { status: 'applied', notes: [] };
  };
  await device.queue('room.rules', { room, slow: 10 });
  await device.sync();
  expect(await device.store.db.roomMember.count()).toBe(1);
  expect(await device.outbox()).toEqual([]);
});
