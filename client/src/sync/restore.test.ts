import { describe, expect, it } from 'vitest';
import type { Grains, MutationKey, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { listActs, readActs } from './activity.ts';
import { refKey } from './definitions.ts';
import { takeBackFrom } from './outbox.ts';
import { replayFrom } from './overlay.ts';
import { bank } from './testing/bank.ts';
import { makeDevice, type Device } from './testing/device.ts';
import { makeServer } from './testing/fake-server.ts';
import { idOf, MEMBER, WHO } from './testing/world.ts';

const OWN = memberScope(MEMBER);
const boost = (device: Device, grains: number) => device.queue('project.boost', { project: idOf<ProjectId>(1), grains: grains as Grains });
const states = async ({ store }: Device) => Object.fromEntries(listActs(await readActs(store.db), new Set()).map((a) => [a.key, a.state]));
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
  // Taken back after it had left: the server closed its key.
  const taken = await boost(device, 3);
  await device.store.db.outbox.where('key').equals(taken).modify({ sent: true });
  expect(await takeBackFrom(device.world.env, device.store, taken)).toBe('cancelling');
  await device.sync();
  expect(await states(device)).toEqual({ [before]: 'received', [refused]: 'refused', [after]: 'received', [second]: 'received', [taken]: 'refused' });
  restore();
  account.set(90);
  if (given.epoch) server.epoch = 'e2';
  server.settled = [];
  return { server, device, before, refused, after, second, taken };
}

describe.each([['a new epoch', { epoch: true }], ['a copy of the disk, its epoch the same', { epoch: false }]])('%s', (_, given) => {
  it('S29: what the server forgot is offered again in its first order, with its proof; what it knows, refused and what was taken back stay', async () => {
    const { server, device, before, refused, after, second, taken } = await restored(given);
    const requests = device.world.requests.length;
    await device.sync();
    await device.sync();
    const sent = device.world.requests.slice(requests).flatMap((r) => r.mutations);
    expect(server.settled.map((m) => m.key)).toEqual([after, second]);
    expect(sent.find((m) => m.key === after)?.proof).toEqual({ at: server.now, mac: `seal of ${after}` });
    expect(sent.filter((m) => m.key === refused || m.key === before)).toEqual([]);
    expect(sent.map((m) => [m.name, m.args.key])).toContainEqual(['sync.cancel', taken]);
    expect(await states(device)).toEqual({ [before]: 'received', [refused]: 'refused', [after]: 'received', [second]: 'received', [taken]: 'refused' });
    expect(await device.outbox()).toEqual([]);
    expect(await shown(device)).toBe(40);
    // Only what was forgotten is said to have been received again.
    expect((await device.store.db.sent.toArray()).filter((r) => r.again).map((r) => r.key).sort()).toEqual([after, second, taken].sort());
  });

  it('S29: what the server still knows is not offered again, though the answer that told of the restore broke off before it said so', async () => {
    const { server, device, before, after, second, taken } = await restored(given);
    const requests = device.world.requests.length;
    device.world.answer(async (r, n) => (n === requests + 1 ? (await server.handle(r)).slice(0, 1) : server.handle(r)));
    await device.sync();
    await device.sync();
    await device.sync();
    const sent = device.world.requests.slice(requests).flatMap((r) => r.mutations);
    expect(sent.filter((m) => m.key === before)).toEqual([]);
    expect(server.settled.map((m) => m.key)).toEqual([after, second]);
    expect((await device.store.db.sent.toArray()).filter((r) => r.again).map((r) => r.key).sort()).toEqual([after, second, taken].sort());
  });

  it('S29: until it is received again an act shows as sent again, its effect stands once, and it cannot be taken back', async () => {
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

  it('S29: new acts go first when more wait for the recovery than one exchange carries, and nothing turns in a circle', async () => {
    const { server, device, after } = await restored(given);
    server.settle = (m) => (m.proof ? { recovering: 'project.unknown' } : { status: 'applied', notes: [] });
    await device.sync();
    await device.sync();
    const [row] = (await device.outbox()).filter((r) => r.key === after);
    await device.store.db.outbox.bulkAdd(Array.from({ length: 150 }, (_x, i) => ({ ...row!, seq: 1000 + i, key: idOf<MutationKey>(900 + i) })));
    const fresh = await boost(device, 1);
    const requests = device.world.requests.length;
    await device.sync();
    expect(device.world.requests.length - requests).toBeLessThan(4);
    expect((await states(device))[fresh]).toBe('received');
  });

  it('S29: what cannot be settled again is lost, and stays so until it is put away', async () => {
    const { server, device, after, taken } = await restored(given);
    server.settle = (m) => (m.key === after ? { status: 'rejected', code: 'sync.lost_in_restore', params: { reason: 'project.withdrawn' } } : { status: 'applied', notes: [] });
    await device.sync();
    await device.sync();
    expect(await states(device)).toMatchObject({ [after]: 'lost', [taken]: 'refused' });
  });
});

it('S29: a restore is learned whole though the answer that told of it broke off: what the server forgot goes, what it has comes', async () => {
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
  // The head and the own scope arrive, then the link is gone; or the rest is for the next answer.
  server.pagesAnAnswer = 1;
  device.world.answer(async (r, n) => (n === requests + 1 ? (await server.handle(r)).slice(0, 2) : server.handle(r)));
  await device.sync();
  server.pagesAnAnswer = 100;
  await device.sync();
  await device.sync();
  expect((await device.store.db.community.toCollection().primaryKeys()).sort()).toEqual([7, 9, 10, 11].map((n) => String(idOf(n))).sort());
});

it('S29: a refusal the server forgot, and a copy of the queue on another device had it decide anew, shows what stands there now', async () => {
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
  server.put(OWN, 'receipt', { id: key, hash: row!.hash, name: 'project.boost', verdict: { status: 'applied', notes: [] }, revs: { [OWN]: server.rev(OWN) + 1 }, at: server.now });
  await device.sync();
  expect(await states(device)).toEqual({ [key]: 'received' });
});
