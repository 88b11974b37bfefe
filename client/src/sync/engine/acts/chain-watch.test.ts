import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { expect, it } from 'vitest';
import type { Grains, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { readMeta } from '../store/meta.ts';
import { bank } from '../../testing/bank.ts';
import { makeDevice, type Device } from '../../testing/device.ts';
import { makeServer } from '../../testing/fake-server.ts';
import { idOf, MEMBER } from '../../testing/world.ts';
import type { ReceiptLink } from '../protocol.ts';

const OWN = memberScope(MEMBER);
const link = (n: number, chain = `chain ${n}`): ReceiptLink => ({ n, chain });
const receipt = (n: number, given: { key?: string; chain?: string; code?: string } = {}) => ({
  id: given.key ?? idOf(100 + n),
  hash: 'ab'.repeat(32),
  name: 'project.boost',
  revs: {},
  at: '2026-03-01T12:00:00.000Z',
  link: link(n, given.chain),
  verdict:
    given.code === undefined
      ? { status: 'applied' as const, notes: [] }
      : { status: 'rejected' as const, code: given.code, params: {} },
});
const broken = async ({ store }: Device): Promise<boolean> => (await readMeta(store.db, 'chainBroken')) !== undefined;

/** A device that has pulled the receipts 3 to 5 of its member. */
async function watching() {
  const server = makeServer();
  bank(server, 100);
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  server.put(OWN, 'receipt', receipt(3), receipt(4));
  server.put(OWN, 'receipt', receipt(5));
  await device.sync();
  expect(await readMeta(device.store.db, 'chain')).toEqual({ low: 3, high: 5 });
  expect(await broken(device)).toBe(false);
  return { server, device };
}

it('S29: receipts whose chain continues are the history this device knows', async () => {
  const { server, device } = await watching();
  server.put(OWN, 'receipt', receipt(6));
  server.put(OWN, 'receipt', receipt(4));
  await device.sync();
  expect(await readMeta(device.store.db, 'chain')).toEqual({ low: 3, high: 6 });
  expect(await broken(device)).toBe(false);
});

const breaks = [
  ['a number that returns with another hash', receipt(5, { key: idOf(900), chain: 'another' })],
  ['a receipt with another link', receipt(5, { chain: 'another' })],
  ['a receipt with another number', receipt(6, { key: idOf(105) })],
  ['a receipt with another verdict', receipt(4, { code: 'project.withdrawn' })],
  ['a gap where nothing is left to pull', receipt(7)],
] as const;
it.each(breaks)('S29: %s reveals another history', async (_, row) => {
  const { server, device } = await watching();
  server.put(OWN, 'receipt', row);
  await device.sync();
  expect(await broken(device)).toBe(true);
  // The device is not blocked: acts are still sent.
  await device.queue('project.boost', { project: idOf<ProjectId>(1), grains: 5 as Grains });
  await device.sync();
  expect(await device.outbox()).toEqual([]);
});

it('S29: a link in a verdict is checked like one in a page', async () => {
  const { server, device } = await watching();
  const key = await device.queue('project.boost', { project: idOf<ProjectId>(1), grains: 5 as Grains });
  device.world.answer((r) =>
    server
      .handle(r)
      .then((lines) =>
        lines.map((line) =>
          line.t === 'verdicts'
            ? {
                ...line,
                answers: line.answers.map((a) =>
                  'hash' in a && a.key === key ? { ...a, link: link(5, 'another') } : a,
                ),
              }
            : line,
        ),
      ),
  );
  await device.sync();
  expect(await broken(device)).toBe(true);
});

it.each([
  ['in a new epoch they may belong to other receipts', 'e2', false],
  ['in the same epoch other receipts under them reveal another history', 'e1', true],
])('S29: known receipt numbers: %s', async (_, epoch, found) => {
  const { server, device } = await watching();
  const restore = server.copy();
  server.put(OWN, 'receipt', receipt(6));
  await device.sync();
  restore();
  server.epoch = epoch;
  server.put(OWN, 'wallet', { id: MEMBER, balance: 1 });
  server.put(OWN, 'receipt', receipt(6, { key: idOf(900), chain: 'another' }));
  await device.sync();
  await device.sync();
  expect(await broken(device)).toBe(found);
});

it('S7: receipts that a whole pull leaves out are no gap: watching restarts after them', async () => {
  const { server, device } = await watching();
  server.floor.set(OWN, server.rev(OWN) + 1);
  server.put(OWN, 'receipt', receipt(9));
  server.put(OWN, 'receipt', receipt(10));
  server.put(OWN, 'receipt', receipt(11));
  await device.sync();
  expect(await broken(device)).toBe(false);
  expect(await readMeta(device.store.db, 'chain')).toEqual({ low: 9, high: 11 });
});
