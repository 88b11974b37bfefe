import { expect, it } from 'vitest';
import type { Grains, ItemId, PollId, ProjectId, StoryId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { mergeRows } from '../../api/rows/live.ts';
import { createOverlay, type Snapshot } from './overlay.ts';
import { makeDevice, type Device } from '../../testing/device.ts';
import { makeServer } from '../../testing/fake-server.ts';
import { idOf, MEMBER, WHO } from '../../testing/world.ts';

const OWN = memberScope(MEMBER);
const wallet = (balance: number) => ({
  id: MEMBER,
  balance,
  harvested: 0,
  planted: 100 - balance,
  composted: 0,
  redistributed: 0,
  adjusted: 0,
});
const boost = (n: number, grains: number) => ({ project: idOf<ProjectId>(n), grains: grains as Grains });
const balanceIn = (s: Snapshot): unknown => {
  const row = s.rows.get('wallet')?.get(MEMBER);
  return row && 'balance' in row ? row.balance : row;
};

async function withOverlay(device: Device, run: (o: ReturnType<typeof createOverlay>) => Promise<void>): Promise<void> {
  const overlay = createOverlay(device.store.db, WHO);
  try {
    await run(overlay);
  } finally {
    overlay.close();
  }
}

it('S3: shows base rows with the queued acts replayed in order, reserves their costs, and stores no computed value', async () => {
  const device = await makeDevice();
  await device.store.db.wallet.put({ ...wallet(100), _scope: OWN, _mark: 0 });
  await withOverlay(device, async (overlay) => {
    await device.queue('project.boost', boost(1, 30));
    await device.queue('project.boost', boost(1, 20));
    await device.queue('reading.remove', { item: idOf<ItemId>(5) });
    await expect.poll(() => overlay.get().reserved).toBe(50);
    await expect.poll(() => overlay.get().rows.get('readingItem')?.get(idOf(5))).toBeNull();
    expect(balanceIn(overlay.get())).toBe(50);
    expect(overlay.get().rows.get('support')?.get(idOf(1))).toMatchObject({ grains: 50 });
    expect((await device.store.db.wallet.get(MEMBER))?.balance).toBe(100);
    expect(await device.store.db.support.count()).toBe(0);
    expect(overlay.get().rows.get('projectTally')).toBeUndefined();
  });
});

it('S3: the cost of a changed ballot is the difference to the one queued before it', async () => {
  const device = await makeDevice();
  const poll = idOf<PollId>(3);
  await device.store.db.wallet.put({ ...wallet(100), _scope: OWN, _mark: 0 });
  await device.store.db.poll.put({
    id: poll,
    community: null,
    project: null,
    title: '',
    text: '',
    method: { kind: 'quadratic', credits: 100, unit: 5 },
    options: [{ id: 'a', label: 'A' }],
    state: 'open',
    openToAll: true,
    quorum: null,
    opensAt: null,
    closesAt: '',
    result: null,
    source: null,
    createdAt: '',
    _scope: 'polls:public',
    _mark: 0,
  });
  const vote = (a: number) => ({ poll, ballot: { kind: 'quadratic' as const, votes: { a } } });
  await withOverlay(device, async (overlay) => {
    await device.queue('poll.vote', vote(2));
    await device.queue('poll.vote', vote(3));
    await expect.poll(() => overlay.get().reserved).toBe(45);
    expect(balanceIn(overlay.get())).toBe(55);
  });
});

it('loads rows that a body reads beyond those it names', async () => {
  const device = await makeDevice();
  await device.store.db.story.put({
    id: idOf<StoryId>(4),
    title: 't',
    language: 'fr',
    authors: '',
    licence: 'CC BY',
    source: null,
    words: 321,
    pages: 2,
    bytes: 9,
    createdAt: '',
    _scope: 'public',
    _mark: 0,
  });
  await withOverlay(device, async (overlay) => {
    await device.queue('reading.add', { id: idOf<ItemId>(6), story: idOf<StoryId>(4), title: 't' });
    await expect
      .poll(() => overlay.get().rows.get('readingItem')?.get(idOf(6)))
      .toMatchObject({ words: 321, licence: 'CC BY' });
  });
});

it('S16: from the tap to the verdict and after it, the wallet shown never jumps back and never counts an act twice', async () => {
  const server = makeServer();
  let balance = 100;
  server.put(OWN, 'wallet', wallet(balance));
  server.settle = (m) => {
    balance -= Number(m.args.grains);
    server.put(OWN, 'wallet', wallet(balance));
    return { status: 'applied', notes: [] };
  };
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  await withOverlay(device, async (overlay) => {
    const shown: unknown[] = [];
    overlay.subscribe(() => shown.push(balanceIn(overlay.get())));
    await device.queue('project.boost', boost(1, 30));
    await expect.poll(() => overlay.get().reserved).toBe(30);
    server.pageRows = 1;
    await device.sync();
    await expect.poll(() => overlay.get().reserved).toBe(0);
    expect(balanceIn(overlay.get())).toBe(70);
    expect(new Set(shown.filter((s) => s !== undefined))).toEqual(new Set([70]));
  });
});

it('S16: a refused act reverts to the base rows as soon as its verdict is stored', async () => {
  const server = makeServer();
  server.put(OWN, 'wallet', wallet(10));
  server.settle = () => ({ status: 'rejected', code: 'saka.insufficient_grains', params: {} });
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  await withOverlay(device, async (overlay) => {
    await device.queue('project.boost', boost(1, 30));
    await expect.poll(() => balanceIn(overlay.get())).toBe(-20);
    await device.sync();
    await expect.poll(() => balanceIn(overlay.get())).toBe(10);
    expect(overlay.get().reserved).toBe(0);
    expect(overlay.get().rows.get('support')?.get(idOf(1))).toBeNull();
  });
});

it('merges touched rows into a list: changed, added, hidden', () => {
  const rows = [1, 2, 3].map((n) => ({ id: idOf<ProjectId>(n), grains: n }));
  const over = new Map([
    [idOf(1), null],
    [idOf(2), { id: idOf<ProjectId>(2), grains: 9 }],
    [idOf(4), { id: idOf<ProjectId>(4), grains: 4 }],
  ]);
  expect(mergeRows<'support'>(rows, over).map((r) => r.grains)).toEqual([9, 3, 4]);
});
