import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import { LIMITS, memberScope } from '@egoejo/shared/sync/protocol.ts';
import { actLine } from '../../activity/line.ts';
import { deferredFr } from '../../i18n/fr/deferred.fr.ts';
import { coreFr } from '../../i18n/fr/core.fr.ts';
import { t, useLocaleStore } from '../../i18n/locale.ts';
import { listActs, readActs } from '../api/acts/act-list.ts';
import { readable } from './acts/definitions.ts';
import type { OutboxRow } from './store/outbox-row.ts';
import { makeDevice, type Device } from '../testing/device.ts';
import { makeServer, type FakeServer } from '../testing/fake-server.ts';
import { putBack, type OldDevice, type OldExchange } from '../testing/old-device.ts';
import { idOf, makeShared, makeWorld, MEMBER } from '../testing/world.ts';

const fixtures = new URL('../../../../shared/src/sync/fixtures/', import.meta.url);
const read = <T>(version: string, file: string): T =>
  JSON.parse(readFileSync(new URL(`${version}/${file}.json`, fixtures), 'utf8')) as T;
const versions = readdirSync(fixtures);

/** Today's app on a device as an older version left it, after `change` has altered that data. */
async function updated(version: string, change: (left: OldDevice) => void = () => undefined): Promise<Device> {
  const left = read<OldDevice>(version, 'device');
  change(left);
  const shared = makeShared();
  await putBack(shared.storage, left);
  return makeDevice({ world: makeWorld(shared) });
}
/**
 * Gives the server as high a rev in a scope as the device has: otherwise the device takes the server for a restored one
 * (S29).
 */
function catchUp(
  server: FakeServer,
  scope: string,
  rev: number,
  e: string,
  row: Record<string, unknown> & { id: string },
): void {
  while (server.rev(scope) < rev) server.put(scope, e, row);
}
const rowsOf = <T>(left: OldDevice, name: string): T[] => (left.stores.find((s) => s.name === name)?.rows ?? []) as T[];

it.each(versions)(
  'S24: today’s app opens the database of version %s, shows its acts, and sends them as they were queued',
  async (version) => {
    const device = await updated(version);
    const queued = await device.outbox();
    expect(queued.filter((row) => readable(row) === undefined)).toEqual([]);
    expect(
      listActs(await readActs(device.store.db), new Set()).filter(
        (act) => act.state === 'queued' || act.state === 'cancelling',
      ),
    ).toHaveLength(queued.length);
    const server = makeServer();
    const own = await device.store.db.cursors.get(memberScope(MEMBER));
    catchUp(server, memberScope(MEMBER), own?.parts[0]?.cursor.rev ?? 0, 'wallet', { id: MEMBER, balance: 100 });
    device.world.answer((r) => server.handle(r));
    await device.sync();
    // What was recorded is the first exchange; a longer queue goes on in the next.
    const sent = device.world.requests.flatMap((r) => r.mutations);
    const first = read<OldExchange>(version, 'exchange').mutations;
    expect(sent.slice(0, first.length)).toEqual(first);
    expect(sent.slice(first.length).map((m) => m.key)).toEqual(
      queued.slice(LIMITS.mutationsPerExchange).map((row) => row.key),
    );
    expect(await device.outbox()).toEqual([]);
    const known = new Map((await device.store.db.sent.toArray()).map((row) => [row.key, row.verdict.status]));
    expect(queued.filter((row) => !known.has(row.key) && readable(row)?.def.convergent !== true)).toEqual([]);
  },
);

it.each(versions)(
  'S14 S24: an entity unknown to version %s is pulled in scopes already synced, and no other rows are pulled again',
  async (version) => {
    // Left by an app whose registry did not have the Silo yet.
    const device = await updated(version, (left) => {
      rowsOf(left, 'silo').length = 0;
      for (const { parts } of rowsOf<{ parts: { cursor: { entities: Record<string, number> } }[] }>(left, 'cursors')) {
        for (const part of parts) delete part.cursor.entities['silo'];
      }
      rowsOf(left, 'outbox').length = 0;
    });
    const server = makeServer();
    server.put('public', 'community', { id: idOf(1), name: 'Rive' });
    server.put('public', 'cycle', { id: idOf(31), name: 'Été' });
    server.put('public', 'silo', { id: idOf(51), balance: 7 });
    const before = new Map(
      (await device.store.db.cursors.toArray()).map((row) => [row.scope, row.parts[0]?.cursor.rev ?? 0]),
    );
    catchUp(server, 'public', before.get('public') ?? 0, 'cycle', { id: idOf(61), name: 'Automne' });
    catchUp(server, memberScope(MEMBER), before.get(memberScope(MEMBER)) ?? 0, 'wallet', { id: MEMBER, balance: 100 });
    const brought: string[] = [];
    device.world.answer(async (r) => {
      const lines = await server.handle(r);
      for (const line of lines)
        if (line.t === 'page' && line.scope === 'public') brought.push(...line.rows.map((some) => some.e));
      return lines;
    });
    await device.sync();
    expect(await device.store.db.silo.toArray()).toMatchObject([{ id: idOf(51), balance: 7 }]);
    expect(brought).toContain('silo');
    expect(brought).not.toContain('cycle');
    const [first] = device.world.requests;
    const asked = (first?.cursors ?? []).filter((c) => c.scope === 'public');
    expect(asked.map((c) => [Object.keys(c.entities).includes('silo'), c.rev > 0])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect((await device.store.db.cursors.get('public'))?.parts).toHaveLength(1);
    expect((first?.cursors ?? []).filter((c) => c.scope === memberScope(MEMBER))).toHaveLength(2);
  },
);

it('S24: an act of a version the server does not know waits, the member sees why, and the rest of the queue is sent', async () => {
  const device = await updated(versions[0] ?? '', (left) => {
    const outbox = rowsOf<OutboxRow>(left, 'outbox');
    const newer = outbox.find((row) => row.name === 'reading.add');
    // As the newer app queued it.
    if (newer) Object.assign(newer, { version: 99, hash: requestHash({ ...newer, version: 99 }) });
  });
  const server = makeServer();
  server.settle = (m) => (m.version === 99 ? 'upgrade' : { status: 'applied', notes: [] });
  device.world.answer((r) => server.handle(r));
  await device.sync();
  while ((await device.outbox()).some((row) => row.held === null && row.verdict === null)) {
    device.world.advance(60_000);
    await device.syncer.idle();
  }
  const [waiting, ...others] = listActs(await readActs(device.store.db), new Set()).filter(
    (act) => act.verdict === null,
  );
  expect(others).toEqual([]);
  expect(waiting).toMatchObject({ name: 'reading.add', version: 99, state: 'waiting-upgrade' });
  useLocaleStore.setState({ locale: 'fr', messages: { ...coreFr, ...deferredFr }, whole: true });
  if (waiting)
    expect(actLine(t, 'fr', waiting, Date.parse(waiting.madeAt))).toBe(
      'attend une mise à jour de l’app. Il est gardé ici.',
    );
});
