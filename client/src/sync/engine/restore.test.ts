import { describe, expect, it } from 'vitest';
import type { Grains, MutationKey, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { listActs, readActs } from '../api/acts/act-list.ts';
import { refKey } from './acts/definitions.ts';
import { takeBackFrom } from './acts/outbox.ts';
import { replayFrom } from './view/overlay.ts';
import { bank } from '../testing/bank.ts';
import { makeDevice, type Device } from '../testing/device.ts';
import { makeServer } from '../testing/fake-server.ts';
import { idOf, MEMBER, WHO } from '../testing/world.ts';

const OWN = memberScope(MEMBER);
const boost = (device: Device, grains: number) =>
  device.queue('project.boost', { project: idOf<ProjectId>(1), grains: grains as Grains });
const states = async ({ store }: Device) =>
  Object.fromEntries(listActs(await readActs(store.db), new Set()).map((a) => [a.key, a.state]));
async function shown({ store }: Device): Promise<number | undefined> {
  const ref = { e: 'wallet', id: MEMBER } as const;
  const { out, base } = await replayFrom(store.db, await store.db.outbox.toArray(), WHO, [ref]);
  const row = out.changed.get(refKey(ref))?.row ?? base.get(refKey(ref));
  return (row as { balance: number } | undefined)?.balance;
}

async function restored(given: { epoch: boolean }) {
  const server = makeServer();
  const account = bank(server, 100);
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  const before = await boost(device, 10);
  const refused = await boost(device, 5000);
  await device.sync();
  const restore = server.copy();
  const [after, second] = [await boost(device, 20), await boost(device, 30)];
  await device.sync();
  // Taken back after it was sent: the server closed its key.
  const taken = await boost(device, 3);
  await device.store.db.outbox.where('key').equals(taken).modify({ sent: true });
  expect(await takeBackFrom(device.world.env, device.store, taken)).toBe('cancelling');
  await device.sync();
  expect(await states(device)).toEqual({
    [before]: 'received',
    [refused]: 'refused',
    [after]: 'received',
    [second]: 'received',
    [taken]: 'refused',
  });
  restore();
  account.set(90);
  if (given.epoch) server.epoch = 'e2';
  server.settled = [];
  return { server, device, before, refused, after, second, taken };
}

describe.each([
  ['a new epoch', { epoch: true }],
  ['a disk copy with the same epoch', { epoch: false }],
])('%s', (_, given) => {
  it('S29: forgotten acts are offered again in their original order with proof; known, refused and cancelled acts keep their state', async () => {
    const { server, device, before, refused, after, second, taken } = await restored(given);
    const requests = device.world.requests.length;
    await device.sync();
    await device.sync();
    const sent = device.world.requests.slice(requests).flatMap((r) => r.mutations);
    expect(server.settled.map((m) => m.key)).toEqual([after, second]);
    expect(sent.find((m) => m.key === after)?.proof).toEqual({ at: server.now, mac: `macOf of ${after}` });
    expect(sent.filter((m) => m.key === refused || m.key === before)).toEqual([]);
    expect(sent.map((m) => [m.name, m.args.key])).toContainEqual(['sync.cancel', taken]);
    expect(await states(device)).toEqual({
      [before]: 'received',
      [refused]: 'refused',
      [after]: 'received',
      [second]: 'received',
      [taken]: 'refused',
    });
    expect(await device.outbox()).toEqual([]);
    expect(await shown(device)).toBe(40);
    // Only acts that the server forgot are shown as received again.
    expect(
      (await device.store.db.sent.toArray())
        .filter((r) => r.again)
        .map((r) => r.key)
        .sort(),
    ).toEqual([after, second, taken].sort());
  });

  it('S29: acts the server still knows are not offered again, even if the answer that announced the restore broke off early', async () => {
    const { server, device, before, after, second, taken } = await restored(given);
    const requests = device.world.requests.length;
    device.world.answer(async (r, n) => (n === requests + 1 ? (await server.handle(r)).slice(0, 1) : server.handle(r)));
    await device.sync();
    await device.sync();
    await device.sync();
    const sent = device.world.requests.slice(requests).flatMap((r) => r.mutations);
    expect(sent.filter((m) => m.key === before)).toEqual([]);
    expect(server.settled.map((m) => m.key)).toEqual([after, second]);
    expect(
      (await device.store.db.sent.toArray())
        .filter((r) => r.again)
        .map((r) => r.key)
        .sort(),
    ).toEqual([after, second, taken].sort());
  });

  it('S29: until it is received again an act shows as sent again, its effect counts once, and it cannot be taken back', async () => {
    const { server, device, after } = await restored(given);
    const seen: (number | undefined)[] = [];
    server.settle = () => ({ recovering: 'saka.insufficient_grains' });
    seen.push(await shown(device));
    await device.sync();
    seen.push(await shown(device));
    await device.sync();
    seen.push(await shown(device));
    expect(seen).toEqual([40, 40, 40]);
    expect((await states(device))[after]).toBe('again');
    expect(await takeBackFrom(device.world.env, device.store, after)).toBe('too-late');
    expect((await readActs(device.store.db)).outbox.map((r) => r.lastError)).toContain('saka.insufficient_grains');
  });

  it('S29: new acts are sent first when more acts wait for the recovery than one exchange carries, and the exchanges come to an end', async () => {
    const { server, device, after } = await restored(given);
    server.settle = (m) => (m.proof ? { recovering: 'project.unknown' } : { status: 'applied', notes: [] });
    await device.sync();
    await device.sync();
    const [row] = (await device.outbox()).filter((r) => r.key === after);
    await device.store.db.outbox.bulkAdd(
      Array.from({ length: 150 }, (_x, i) => ({ ...row!, seq: 1000 + i, key: idOf<MutationKey>(900 + i) })),
    );
    const fresh = await boost(device, 1);
    const requests = device.world.requests.length;
    await device.sync();
    expect(device.world.requests.length - requests).toBeLessThan(4);
    expect((await states(device))[fresh]).toBe('received');
  });

  it('S29: an act that cannot be settled again is shown as lost', async () => {
    const { server, device, after, taken } = await restored(given);
    server.settle = (m) =>
      m.key === after
        ? { status: 'rejected', code: 'sync.lost_in_restore', params: { reason: 'project.withdrawn' } }
        : { status: 'applied', notes: [] };
    await device.sync();
    await device.sync();
    expect(await states(device)).toMatchObject({ [after]: 'lost', [taken]: 'refused' });
  });
});

it('S29: after a restore all scopes are pulled whole, even if the answer that announced it broke off: forgotten rows go, existing ones come', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  server.put('public', 'community', { id: idOf(7), name: 'Rive droite' });
  await device.sync();
  const restore = server.copy();
  server.put('public', 'community', { id: idOf(8), name: 'Oubliée' });
  server.put('public', 'community', { id: idOf(7), gone: true });
  await device.sync();
  restore();
  server.epoch = 'e2';
  for (const n of [9, 10, 11]) server.put('public', 'community', { id: idOf(n), name: `Nouvelle ${n}` });
  const requests = device.world.requests.length;
  // The head and the own scope arrive, then the connection breaks; or the rest is left for the next answer.
  server.pagesAnAnswer = 1;
  device.world.answer(async (r, n) => (n === requests + 1 ? (await server.handle(r)).slice(0, 2) : server.handle(r)));
  await device.sync();
  server.pagesAnAnswer = 100;
  await device.sync();
  await device.sync();
  expect((await device.store.db.community.toCollection().primaryKeys()).sort()).toEqual(
    [7, 9, 10, 11].map((n) => String(idOf(n))).sort(),
  );
});

it('S29: a refusal the server forgot, settled anew from another device’s copy of the queue, shows the new verdict', async () => {
  const server = makeServer();
  bank(server, 5);
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  const restore = server.copy();
  const key = await boost(device, 10);
  await device.sync();
  expect(await states(device)).toEqual({ [key]: 'refused' });
  const [row] = await device.store.db.sent.toArray();
  restore();
  server.epoch = 'e2';
  server.put(OWN, 'receipt', {
    id: key,
    hash: row!.hash,
    name: 'project.boost',
    verdict: { status: 'applied', notes: [] },
    revs: { [OWN]: server.rev(OWN) + 1 },
    at: server.now,
  });
  await device.sync();
  expect(await states(device)).toEqual({ [key]: 'received' });
});

/**
 * A device that was told that its boost was applied; the answer broke off before the rows. `lost`: the server's disk is
 * then an older copy.
 */
async function heardOnly(given: { lost: boolean }) {
  const server = makeServer();
  const account = bank(server, 100);
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  const restore = server.copy();
  device.world.answer(async (r) => ({
    broken: (await server.handle(r)).filter((line) => line.t === 'head' || line.t === 'verdicts'),
  }));
  const key = await boost(device, 10);
  await device.sync();
  expect((await device.outbox()).map((row) => row.verdict?.status)).toEqual(['applied']);
  const heard = server.rev(OWN);
  if (given.lost) {
    restore();
    account.set(100);
  }
  server.settled = [];
  // Others act in the meantime: the rev passes the one that the verdict named, so the cursors cannot show the loss.
  while (server.rev(OWN) <= heard) server.put(OWN, 'preferences', { id: MEMBER, value: {} });
  device.world.answer((r) => server.handle(r));
  return { server, device, key };
}

it('S29: an act reported as applied whose receipt the server does not have is offered again, even if no cursor revealed an older copy', async () => {
  const { server, device, key } = await heardOnly({ lost: true });
  await device.sync();
  expect(server.settled.map((m) => [m.key, m.proof?.mac])).toEqual([[key, `macOf of ${key}`]]);
  await device.sync();
  expect(await device.outbox()).toEqual([]);
  expect((await device.store.db.receipt.toCollection().primaryKeys()).map(String)).toEqual([key]);
  expect([await states(device), await shown(device)]).toEqual([{ [key]: 'received' }, 90]);
});

it('S29: an act whose receipt arrives after its verdict is not offered again', async () => {
  const { server, device, key } = await heardOnly({ lost: false });
  await device.sync();
  await device.sync();
  expect(server.settled).toEqual([]);
  expect((await device.store.db.sent.toArray()).map((row) => [row.key, row.again])).toEqual([[key, undefined]]);
});

it('S29: a receipt too old to be pulled does not count as missing', async () => {
  const { server, device, key } = await heardOnly({ lost: true });
  server.now = '2026-04-05T12:00:00.000Z';
  await device.sync();
  await device.sync();
  expect(server.settled).toEqual([]);
  expect((await device.store.db.sent.toArray()).map((row) => row.key)).toEqual([key]);
});

it('S29: an act is offered again only once, even to a server whose pages never bring its receipt', async () => {
  const { server, device, key } = await heardOnly({ lost: true });
  device.world.answer(async (r) =>
    (await server.handle(r)).map((line) =>
      line.t === 'page' ? { ...line, rows: line.rows.filter(({ e }) => e !== 'receipt') } : line,
    ),
  );
  const requests = device.world.requests.length;
  for (let n = 0; n < 4; n++) await device.sync();
  const sent = device.world.requests.slice(requests).flatMap((r) => r.mutations.map((m) => m.key));
  expect(sent).toEqual([key]);
  expect(await device.outbox()).toEqual([]);
});

/** A boost that became unreadable on the device's disk before its receipt came. */
async function unreadable() {
  const server = makeServer();
  const account = bank(server, 100);
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  const restore = server.copy();
  const key = await boost(device, 10);
  device.world.answer(async (r) => {
    await server.handle(r);
    return 'lost' as const;
  });
  await device.sync();
  await device.store.db.outbox.toCollection().modify({ args: {} });
  device.store.close();
  const again = await makeDevice({ world: device.world });
  device.world.answer((r) => server.handle(r));
  await again.sync();
  expect(await states(again)).toEqual({ [key]: 'received' });
  server.epoch = 'e2';
  server.settled = [];
  return { server, account, device: again, key, restore };
}

it('S29 S30: an unreadable act that the server forgot in a restore stays listed, as lost', async () => {
  const { server, account, device, key, restore } = await unreadable();
  restore();
  account.set(100);
  server.epoch = 'e2';
  await device.sync();
  await device.sync();
  expect(server.settled).toEqual([]);
  expect(await states(device)).toEqual({ [key]: 'lost' });
  expect(listActs(await readActs(device.store.db), new Set())[0]).toMatchObject({
    name: 'project.boost',
    verdict: { code: 'sync.lost_in_restore', params: { reason: 'sync.unreadable_act' } },
  });
});

it('S29 S30: an unreadable act that the server still knows stays received', async () => {
  const { server, device, key } = await unreadable();
  await device.sync();
  await device.sync();
  expect(server.settled).toEqual([]);
  expect(await states(device)).toEqual({ [key]: 'received' });
  expect(await device.store.db.sent.toArray()).toMatchObject([{ key, unreadable: true }]);
  expect((await device.store.db.sent.get(key))?.unsure).toBeUndefined();
});
