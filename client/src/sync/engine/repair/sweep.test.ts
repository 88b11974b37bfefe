import { describe, expect, it } from 'vitest';
import { communityScope, memberScope, pollsScope } from '@egoejo/shared/sync/protocol.ts';
import type { CommunityId, Grains, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { listActs, readActs } from '../../api/acts/act-list.ts';
import { retryIn, takeBackFrom } from '../acts/outbox.ts';
import { exportActs, importActs } from '../../api/acts/portable.ts';
import { openStore } from './open-store.ts';
import type { Store } from '../store/store.ts';
import { readMeta } from '../store/meta.ts';
import type { OutboxRow } from '../store/outbox-row.ts';
import { makeDevice, type Device } from '../../testing/device.ts';
import { makeServer } from '../../testing/fake-server.ts';
import { idOf, MEMBER, WHO } from '../../testing/world.ts';

const boost = (n: number) => ({ project: idOf<ProjectId>(n), grains: 1 as Grains });
/** Writes data that no code of the app would write. */
const damage = (store: Store, table: string, rows: readonly object[]): Promise<unknown> =>
  store.db.table(table).bulkPut(rows);
/** The app starts again on the same storage. */
async function reopened(device: Device): Promise<Device> {
  device.syncer.stop();
  device.store.close();
  return makeDevice({ world: device.world });
}

describe('rows damaged while the app is open', () => {
  it('S30: a clock or an act with an unreadable time leaves the list of acts readable', async () => {
    const { store, queue } = await makeDevice();
    await queue('project.boost', boost(1));
    await queue('project.boost', boost(2));
    await store.db.outbox.where('seq').equals(1).modify({ madeAt: 'noon' });
    for (const offset of ['noon', Number.NaN, 9e15, null]) {
      await damage(store, 'meta', [{ k: 'offset', v: offset }]);
      expect(listActs(await readActs(store.db), new Set()).map((act) => act.args)).toEqual([boost(2), boost(1)]);
    }
  });
});

describe('a database with invalid rows', () => {
  it('S30: is repaired when opened: invalid followed communities are removed, invalid cursors restart, values of another type are removed', async () => {
    const server = makeServer();
    const device = await makeDevice();
    device.world.answer((r) => server.handle(r));
    server.put('public', 'story', { id: idOf(1), title: 'here' });
    await device.store.db.followed.put({ community: idOf(7) });
    await device.sync();
    const fence = Number(await readMeta(device.store.db, 'fence'));
    const good = await device.store.db.cursors.get(pollsScope(null));
    await damage(device.store, 'followed', [{ community: 'nope' }, { community: 'catalogue' }]);
    await damage(device.store, 'cursors', [
      {
        scope: 'public',
        parts: [
          {
            cursor: { scope: 'public', entities: { story: 1 }, rev: -3, table: 7, id: '' },
            done: 'x',
            mark: 0,
            sweep: false,
            frozen: false,
          },
        ],
      },
      { scope: communityScope(idOf(7)), parts: 'none' },
      { scope: 'community:nope', parts: [] },
    ]);
    await damage(device.store, 'meta', [
      { k: 'epoch', v: 12 },
      { k: 'fence', v: 'x' },
      { k: 'offset', v: null },
      { k: 'flags', v: 3 },
      { k: 'strange', v: 1 },
    ]);
    const again = await reopened(device);
    const { db } = again.store;
    expect(await db.followed.toArray()).toEqual([{ community: idOf(7) }, { community: 'catalogue' }]);
    expect(await db.cursors.get(pollsScope(null))).toEqual(good);
    expect((await db.cursors.toArray()).map((row) => [row.scope, row.parts.map((p) => p.cursor.rev)])).toEqual([
      ['catalogue', []],
      [communityScope(idOf(7)), [0]],
      [memberScope(MEMBER), [1]],
      [pollsScope(idOf(7)), [1]],
      ['polls:public', [1]],
      ['public', [0]],
    ]);
    expect([await readMeta(db, 'epoch'), await readMeta(db, 'offset'), await readMeta(db, 'flags')]).toEqual([
      'lost',
      undefined,
      undefined,
    ]);
    expect(await readMeta(db, 'fence')).toBeGreaterThan(fence);
    server.put('public', 'story', { id: idOf(1), gone: true }, { id: idOf(2), title: 'new' });
    await again.sync();
    expect((await db.story.toArray()).map((s) => s.id)).toEqual([idOf(2)]);
    expect(again.status).toMatchObject({ phase: 'idle', online: 'yes' });
  });

  it('S30: without invalid rows nothing is written', async () => {
    const device = await makeDevice();
    await device.queue('project.boost', boost(1));
    const before = await device.outbox();
    const again = await reopened(device);
    expect(await again.outbox()).toEqual(before);
  });

  it('S30: an act with damaged local state is sent and received', async () => {
    const server = makeServer();
    const device = await makeDevice();
    device.world.answer((r) => server.handle(r));
    for (let n = 1; n <= 6; n++) await device.queue('project.boost', boost(n));
    const wrong: object[] = [
      { tries: 'x' },
      { held: 'quarantined?' },
      { verdict: { status: 'applied' }, revs: null, at: 'yesterday' },
      { cancelKey: 7 },
      { again: { at: 3 } },
      { subject: 4, mac: {} },
    ];
    const rows = await device.outbox();
    await damage(
      device.store,
      'outbox',
      rows.map((row, i) => ({ ...row, ...wrong[i] })),
    );
    const again = await reopened(device);
    await again.sync();
    expect(server.settled.map((m) => m.key)).toEqual(rows.map((row) => row.key));
    expect(await again.outbox()).toEqual([]);
  });

  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  const unreadable: readonly [string, object][] = [
    ['a key that is no id', { key: 'nope' }],
    ['no name', { name: undefined }],
    ['an invalid version', { version: 0 }],
    ['other arguments than its hash', { args: { project: idOf(1), grains: 99 } }],
    ['no arguments', { args: null }],
    ['arguments that JSON cannot represent', { args: cyclic }],
    ['no date', { madeAt: 'soon' }],
    ['no hash', { hash: undefined }],
  ];
  it.each(unreadable)(
    'S30 S26: an act with %s is set aside, listed and exported, and the others are sent',
    async (_what, wrong) => {
      const server = makeServer();
      const device = await makeDevice();
      device.world.answer((r) => server.handle(r));
      await device.queue('project.boost', boost(1));
      const other = await device.queue('project.boost', boost(1));
      const [row] = await device.outbox();
      await damage(device.store, 'outbox', [{ ...row, ...wrong }]);
      const again = await reopened(device);
      await again.sync();
      expect(server.settled.map((m) => m.key)).toEqual([other]);
      const acts = listActs(await readActs(again.store.db), new Set());
      expect(acts.map((act) => act.state)).toEqual(['quarantined', 'received']);
      expect(acts[0]).toMatchObject({ lastError: 'sync.unreadable_act' });
      const file = JSON.parse(await exportActs(again.world.env, again.store.db, WHO)) as {
        acts: unknown[];
        broken: string[];
      };
      expect([file.acts, file.broken.length]).toEqual([[], 1]);
      // A retry changes nothing about it; the member may remove it.
      const [kept] = await again.outbox();
      await retryIn(again.world.env, again.store, String(kept?.key));
      await again.sync();
      expect(await again.outbox()).toEqual([kept]);
      expect(await takeBackFrom(again.world.env, again.store, String(kept?.key))).toBe('taken');
      expect(await again.outbox()).toEqual([]);
    },
  );

  it('S30 S7: an unreadable act ends when its receipt arrives', async () => {
    const server = makeServer();
    const device = await makeDevice();
    const key = await device.queue('project.boost', boost(1));
    device.world.answer(async (r) => {
      await server.handle(r);
      return 'lost' as const;
    });
    await device.sync();
    const [row] = await device.outbox();
    await damage(device.store, 'outbox', [{ ...row, args: {} } satisfies OutboxRow | object]);
    const again = await reopened(device);
    expect(await again.outbox()).toMatchObject([{ key, held: 'quarantined' }]);
    device.world.answer((r) => server.handle(r));
    await again.sync();
    expect(await again.outbox()).toEqual([]);
    expect(listActs(await readActs(again.store.db), new Set())).toMatchObject([{ key, state: 'received' }]);
  });
});

it('S22: a file with an act whose arguments are not valid queues nothing', async () => {
  const device = await makeDevice();
  await device.queue('community.join', { community: idOf<CommunityId>(1) });
  const text = await exportActs(device.world.env, device.store.db, WHO);
  const other = await makeDevice();
  expect(await importActs(other.store, WHO, text.replace(idOf(1), 'nope'))).toMatchObject({
    ok: false,
    error: { code: 'sync.bad_request' },
  });
  expect(await other.outbox()).toEqual([]);
  expect(await importActs(other.store, WHO, text)).toMatchObject({ ok: true, value: { added: 1 } });
});

it('S30: a visitor’s database is repaired too', async () => {
  const visitor = await makeDevice({ who: { member: null, device: null } });
  await damage(visitor.store, 'followed', [{ community: 'nope' }]);
  visitor.store.close();
  const again = await openStore(visitor.world.env, null);
  expect(await again.db.followed.count()).toBe(0);
  again.close();
});
