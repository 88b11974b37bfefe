import { expect, it } from 'vitest';
import type { CommunityId, Grains, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { exchange } from './exchange.ts';
import { bank } from '../../testing/bank.ts';
import { makeDevice } from '../../testing/device.ts';
import { makeServer } from '../../testing/fake-server.ts';
import { LOCK_PATIENCE } from '../schedule/syncer.ts';
import { idOf, makeShared, makeWorld, MEMBER, WHO } from '../../testing/world.ts';
import type { Row } from '../protocol.ts';

const OWN = memberScope(MEMBER);
const project = (n: number) => idOf<ProjectId>(n);
const grains = (n: number) => n as Grains;

it('sends queued acts and fetches changes in one request', async () => {
  const server = makeServer();
  bank(server, 100);
  server.put('public', 'community', { id: idOf(7), name: 'Rive droite' });
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.queue('project.boost', { project: project(1), grains: grains(30) });
  await device.sync();
  expect(device.world.requests).toHaveLength(1);
  expect(await device.outbox()).toEqual([]);
  expect((await device.store.db.wallet.get(MEMBER))?.balance).toBe(70);
  expect((await device.store.db.community.get(idOf(7)))?._scope).toBe('public');
  const [sent] = await device.store.db.sent.toArray();
  expect(sent?.verdict).toEqual({ status: 'applied', notes: [] });
  expect(device.world.requests[0]?.outboxEmpty).toBe(true);
  expect(device.status).toMatchObject({ phase: 'idle', online: 'yes' });
});

it('a community joined elsewhere is pulled right after the exchange that brought the membership, and removed with the membership', async () => {
  const server = makeServer();
  const community = idOf<CommunityId>(9);
  server.put(OWN, 'membership', { id: community, role: 'member', joinedAt: '' });
  server.put(`community:${community}`, 'project', { id: project(1), title: 'p' });
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  expect(device.world.requests).toHaveLength(2);
  expect(await device.store.db.project.count()).toBe(1);
  server.put(OWN, 'membership', { id: community, gone: true });
  await device.sync();
  await device.sync();
  expect(await device.store.db.project.count()).toBe(0);
  expect(await device.store.db.cursors.toCollection().primaryKeys()).toEqual([
    'catalogue',
    OWN,
    'polls:public',
    'public',
  ]);
});

it('S15: an interrupted first sync resumes after the last committed page', async () => {
  const server = makeServer();
  server.pageRows = 10;
  server.put('public', 'story', ...Array.from({ length: 95 }, (_, i): Row => ({ id: idOf(i + 1), title: `t${i}` })));
  const device = await makeDevice();
  device.world.answer(async (r) => {
    const lines = await server.handle(r);
    const seventh =
      lines.map((l, i) => (l.t === 'page' && l.scope === 'public' ? i : -1)).filter((i) => i >= 0)[6] ?? 0;
    return { broken: lines.slice(0, seventh + 1) };
  });
  await device.sync();
  expect(await device.store.db.story.count()).toBe(70);
  device.world.answer((r) => server.handle(r));
  await device.sync();
  expect(await device.store.db.story.count()).toBe(95);
  const resumed = device.world.requests[1]?.cursors.find((c) => c.scope === 'public');
  expect(resumed).toMatchObject({ table: 'story', id: idOf(70), from: server.rev('public') });
});

it('S14: a whole pull sweeps the rows it did not bring, over several exchanges, and no row of another scope', async () => {
  const server = makeServer();
  server.put('public', 'story', ...[1, 2, 3, 4, 5, 6].map((n): Row => ({ id: idOf(n), title: `t${n}` })));
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  await device.store.db.story.update(idOf(6), { _scope: 'polls:public' });
  // Deleted while this device was away for longer than tombstones are kept.
  server.put('public', 'story', { id: idOf(2), gone: true }, { id: idOf(6), gone: true });
  server.put('public', 'story', { id: idOf(7), title: 't7' });
  server.floor.set('public', server.rev('public'));
  server.pageRows = 2;
  server.pagesAnAnswer = 1;
  await device.sync();
  expect(device.world.requests.length).toBeGreaterThan(3);
  expect(await device.store.db.story.toCollection().primaryKeys()).toEqual([1, 3, 4, 5, 6, 7].map((n) => idOf(n)));
  const [public_] = await device.store.db.cursors.where('scope').equals('public').toArray();
  expect(public_?.parts).toMatchObject([{ done: true, cursor: { rev: server.rev('public'), table: '~' } }]);
  expect(public_?.parts[0]?.cursor.from).toBeUndefined();
});

it('S14: a tombstone removes a row only if it still has that scope here', async () => {
  const server = makeServer();
  const community = idOf<CommunityId>(9);
  server.put(OWN, 'project', { id: project(1), title: 'mine' }, { id: project(2), title: 'dropped' });
  const device = await makeDevice();
  await device.store.db.followed.put({ community });
  device.world.answer((r) => server.handle(r));
  await device.sync();
  // Publishing moves the row; its new scope may arrive before the tombstone in the old one.
  server.put(OWN, 'project', { id: project(1), gone: true }, { id: project(2), gone: true });
  server.put(`community:${community}`, 'project', { id: project(1), title: 'published' });
  device.world.answer(async (r) => server.handle({ ...r, cursors: r.cursors.toReversed() }));
  await device.sync();
  expect(await device.store.db.project.toArray()).toMatchObject([
    { id: project(1), title: 'published', _scope: `community:${community}` },
  ]);
});

it('S14: a purged scope loses its rows, its cursor and its place among the followed ones; the outbox stays', async () => {
  const server = makeServer();
  const community = idOf<CommunityId>(9);
  server.put(`community:${community}`, 'project', { id: project(1), title: 'p' });
  const device = await makeDevice();
  await device.store.db.followed.put({ community });
  device.world.answer((r) => server.handle(r));
  await device.sync();
  expect(await device.store.db.project.count()).toBe(1);
  await device.queue('community.leave', { community });
  server.purged = new Set([`community:${community}`, `polls:community:${community}`]);
  server.settle = () => 'busy';
  await device.sync();
  expect(await device.store.db.project.count()).toBe(0);
  expect(await device.store.db.followed.count()).toBe(0);
  expect(await device.store.db.cursors.toCollection().primaryKeys()).toEqual([
    'catalogue',
    OWN,
    'polls:public',
    'public',
  ]);
  expect(await device.outbox()).toHaveLength(1);
});

it('S14: an entity new in this build is pulled whole with a cursor of its own, then the cursors are merged', async () => {
  const server = makeServer();
  server.put('public', 'story', { id: idOf(1), title: 't' });
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  // As an older build left it: a cursor without the entity.
  const row = await device.store.db.cursors.get('public');
  const [part] = row?.parts ?? [];
  const { silo: _silo, ...older } = part?.cursor.entities ?? {};
  if (part)
    await device.store.db.cursors.put({
      scope: 'public',
      parts: [{ ...part, cursor: { ...part.cursor, entities: older } }],
    });
  server.put('public', 'silo', { id: 'silo', balance: 5 });
  const asked = device.world.requests.length;
  await device.sync();
  const cursors = device.world.requests[asked]?.cursors.filter((c) => c.scope === 'public') ?? [];
  expect(cursors.map((c) => [c.rev, Object.keys(c.entities).includes('silo')])).toEqual([
    [server.rev('public') - 1, false],
    [0, true],
  ]);
  expect(await device.store.db.silo.count()).toBe(1);
  expect(await device.store.db.story.count()).toBe(1);
  expect((await device.store.db.cursors.get('public'))?.parts).toHaveLength(1);
});

it('S14: a new epoch causes whole pulls of everything', async () => {
  const server = makeServer();
  bank(server, 50);
  server.put('public', 'story', { id: idOf(1), title: 't' });
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  server.epoch = 'e2';
  server.put('public', 'story', { id: idOf(1), gone: true });
  await device.sync();
  expect(await device.store.db.story.count()).toBe(0);
  expect((await device.store.db.wallet.get(MEMBER))?.balance).toBe(50);
  expect(await device.store.db.meta.get('epoch')).toEqual({ k: 'epoch', v: 'e2' });
});

it('S14: an act with a verdict of the old epoch whose effect has not arrived is sent again to the new one', async () => {
  const server = makeServer();
  bank(server, 100);
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  await device.queue('project.boost', { project: project(1), grains: grains(30) });
  device.world.answer(async (r) => ({
    broken: (await server.handle(r)).filter((l) => l.t === 'head' || l.t === 'verdicts'),
  }));
  await device.sync();
  expect((await device.outbox())[0]?.verdict).toEqual({ status: 'applied', notes: [] });
  // The server returns to a backup that knows neither the act nor its effect.
  const restored = makeServer();
  restored.epoch = 'e2';
  bank(restored, 100);
  device.world.answer((r) => restored.handle(r));
  await device.sync();
  const boosts = device.world.requests.slice(-3).flatMap((r) => r.mutations.map((m) => m.name));
  expect(boosts).toContain('project.boost');
  expect(await device.outbox()).toEqual([]);
  expect((await device.store.db.wallet.get(MEMBER))?.balance).toBe(70);
});

it('S16: when the answer breaks off between verdicts and pages the act stays shown until the page with its effect arrives', async () => {
  const server = makeServer();
  bank(server, 100);
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  await device.queue('project.boost', { project: project(1), grains: grains(30) });
  device.world.answer(async (r) => ({
    broken: (await server.handle(r)).filter((l) => l.t === 'head' || l.t === 'verdicts'),
  }));
  await device.sync();
  const [row] = await device.outbox();
  expect(row?.verdict).toEqual({ status: 'applied', notes: [] });
  expect((await device.store.db.wallet.get(MEMBER))?.balance).toBe(100);
  device.world.answer((r) => server.handle(r));
  await device.sync();
  expect(device.world.requests.at(-1)?.mutations).toEqual([]);
  expect(await device.outbox()).toEqual([]);
  expect((await device.store.db.wallet.get(MEMBER))?.balance).toBe(70);
});

it('S16: base rows and the end of an overlay commit together, however many pages the scope takes', async () => {
  const server = makeServer();
  bank(server, 100);
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  await device.queue('project.boost', { project: project(1), grains: grains(30) });
  server.pageRows = 1;
  const seen: string[] = [];
  const { db } = device.store;
  const look = async (): Promise<void> => {
    const state = await db.transaction('r', db.outbox, db.wallet, async () => [
      await db.outbox.count(),
      (await db.wallet.get(MEMBER))?.balance,
    ]);
    seen.push(state.join('/'));
  };
  const over = new AbortController();
  const syncing = device.sync().finally(() => over.abort());
  do await look();
  while (!over.signal.aborted);
  await syncing;
  expect(await device.outbox()).toEqual([]);
  expect([...new Set(seen)].filter((s) => s !== '1/100' && s !== '0/70')).toEqual([]);
});

it('S16: while an entity is pulled with a cursor of its own, the rows an act waits for still commit together with the end of its overlay', async () => {
  const server = makeServer();
  bank(server, 100);
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  // As an older build left it: a cursor without the entity.
  const [part] = (await device.store.db.cursors.get(OWN))?.parts ?? [];
  const { ballot: _ballot, ...older } = part?.cursor.entities ?? {};
  if (part)
    await device.store.db.cursors.put({
      scope: OWN,
      parts: [{ ...part, cursor: { ...part.cursor, entities: older } }],
    });
  await device.queue('project.boost', { project: project(1), grains: grains(30) });
  const seen: string[] = [];
  const { db } = device.store;
  const look = async (): Promise<void> => {
    const state = await db.transaction('r', db.outbox, db.wallet, async () => [
      await db.outbox.count(),
      (await db.wallet.get(MEMBER))?.balance,
    ]);
    seen.push(state.join('/'));
  };
  const over = new AbortController();
  const syncing = device.sync().finally(() => over.abort());
  do await look();
  while (!over.signal.aborted);
  await syncing;
  expect((await device.store.db.cursors.get(OWN))?.parts).toHaveLength(1);
  expect([...new Set(seen)].filter((s) => s !== '1/100' && s !== '0/70')).toEqual([]);
});

it('S16: an interruption inside a scope that an act waits for leaves the base rows unchanged, whether the verdict came directly or as a receipt', async () => {
  for (const kinds of [
    ['head', 'verdicts', 'page'],
    ['head', 'page'],
  ]) {
    const server = makeServer();
    bank(server, 100);
    const device = await makeDevice();
    device.world.answer((r) => server.handle(r));
    await device.sync();
    await device.queue('project.boost', { project: project(1), grains: grains(30) });
    server.pageRows = 1;
    const lost = kinds[1] === 'page';
    device.world.answer(async (r, n) => {
      const lines = (await server.handle(r)).filter((l) => kinds.includes(l.t) && !(l.t === 'page' && l.done));
      return lost && n === 2 ? 'lost' : { broken: lines };
    });
    await device.sync();
    await device.sync();
    const shown = [
      await device.outbox().then((rows) => rows.length),
      (await device.store.db.wallet.get(MEMBER))?.balance,
      await device.store.db.receipt.count(),
    ];
    expect(shown).toEqual([1, 100, 0]);
    device.world.answer((r) => server.handle(r));
    await device.sync();
    expect([(await device.outbox()).length, (await device.store.db.wallet.get(MEMBER))?.balance]).toEqual([0, 70]);
  }
});

it('S18: the lock of a frozen holder is stolen after a timeout, and its late answer changes nothing', async () => {
  const server = makeServer();
  server.put('public', 'story', { id: idOf(1), title: 'old' });
  const shared = makeShared();
  // The clock of a frozen tab does not move, so not even its own timeout ends its request.
  const frozen = await makeDevice({ world: makeWorld(shared) });
  const tab = await makeDevice({ world: makeWorld(shared) });
  let release = (): void => undefined;
  const held = new Promise<void>((done) => {
    release = done;
  });
  frozen.world.answer(async (r) => {
    const lines = await server.handle(r);
    await held;
    return lines;
  });
  tab.world.answer((r) => server.handle(r));
  frozen.syncer.trigger('tap');
  await expect.poll(() => frozen.world.requests.length).toBe(1);
  server.put('public', 'story', { id: idOf(1), title: 'new' });
  tab.syncer.trigger('tap');
  await expect.poll(() => tab.world.timers()).toContain(LOCK_PATIENCE);
  tab.world.advance(LOCK_PATIENCE - 1);
  expect(tab.world.requests).toHaveLength(0);
  tab.world.advance(1);
  await tab.syncer.idle();
  expect(tab.world.requests).toHaveLength(1);
  release();
  await frozen.syncer.idle();
  expect((await tab.store.db.story.get(idOf(1)))?.title).toBe('new');
});

it('S18: a page is discarded once a later exchange began, even if its own cursor is unchanged: a row that moved meanwhile is not lost', async () => {
  const server = makeServer();
  const [from, to] = [idOf<CommunityId>(8), idOf<CommunityId>(9)];
  const device = await makeDevice();
  await device.store.db.followed.bulkPut([{ community: from }, { community: to }]);
  server.put(`community:${from}`, 'project', { id: project(1), title: 'first' });
  device.world.answer((r) => server.handle(r));
  await device.sync();
  server.put(`community:${from}`, 'project', { id: project(1), title: 'second' });
  // A frozen holder notices neither the theft of its lock nor the abort, so this test uses no lock and no signal.
  const deps = {
    env: device.world.env,
    store: device.store,
    who: WHO,
    token: { get: () => null, set: () => undefined },
    report: () => undefined,
  };
  const ask = { cap: 100, texts: false, signal: new AbortController().signal };
  let release = (): void => undefined;
  const frozen = new Promise<void>((done) => {
    release = done;
  });
  device.world.answer(async (r, n) => {
    const lines = await server.handle(r);
    if (n === 2) await frozen;
    // The second answer breaks off after the scope that the row moved to.
    return n === 3
      ? { broken: lines.filter((l) => l.t === 'head' || (l.t === 'page' && l.scope === `community:${to}`)) }
      : lines;
  });
  const old = exchange(deps, ask);
  await expect.poll(() => device.world.requests.length).toBe(2);
  server.put(`community:${from}`, 'project', { id: project(1), gone: true });
  server.put(`community:${to}`, 'project', { id: project(1), title: 'moved' });
  await exchange(deps, ask);
  release();
  expect((await old).outcome).toEqual({ kind: 'overtaken' });
  await device.sync();
  expect(await device.store.db.project.toArray()).toMatchObject([{ title: 'moved', _scope: `community:${to}` }]);
});

it('S21: 401 pauses the sync and drops nothing; after signing in the queue is sent', async () => {
  const server = makeServer();
  bank(server, 100);
  const device = await makeDevice();
  await device.queue('project.boost', { project: project(1), grains: grains(30) });
  device.world.answer(() => ({ status: 401, code: 'sync.unauthenticated' }));
  await device.sync();
  expect(device.status.phase).toBe('paused-auth');
  device.syncer.trigger('online');
  device.world.advance(20 * 60_000);
  await device.syncer.idle();
  expect(device.world.requests).toHaveLength(1);
  expect(await device.outbox()).toMatchObject([{ verdict: null, held: null }]);
  device.world.answer((r) => server.handle(r));
  device.syncer.trigger('signed-in');
  await device.syncer.idle();
  expect(await device.outbox()).toEqual([]);
});

it('S21: the exchange takes the new access token from the head line and uses it from then on', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer(async (r) =>
    (await server.handle(r)).map((l) => (l.t === 'head' ? { ...l, accessToken: 'second' } : l)),
  );
  await device.sync();
  await device.sync();
  expect(device.world.headers.map((h) => h.authorization)).toEqual(['Bearer first', 'Bearer second']);
  expect(device.world.headers[0]?.['x-egoejo']).toBe('1');
});

it('S21: an answer for another member is not applied', async () => {
  const server = makeServer();
  server.put('public', 'story', { id: idOf(1), title: 't' });
  const device = await makeDevice();
  device.world.answer(async (r) =>
    (await server.handle(r)).map((l) => (l.t === 'head' ? { ...l, member: idOf(5) } : l)),
  );
  await device.sync();
  expect(device.status.phase).toBe('paused-auth');
  expect(await device.store.db.story.count()).toBe(0);
});

it('a visitor pulls public scopes and followed communities and never names a member', async () => {
  const server = makeServer();
  const device = await makeDevice({ who: { member: null, device: null } });
  await device.store.db.followed.put({ community: idOf(9) });
  device.world.answer((r) => server.handle(r));
  await device.sync();
  expect(device.world.requests[0]).toMatchObject({ member: null, device: null, mutations: [] });
  expect(device.world.requests[0]?.cursors.map((c) => c.scope)).toEqual([
    'polls:public',
    `polls:community:${idOf(9)}`,
    `community:${idOf(9)}`,
    'public',
  ]);
});
