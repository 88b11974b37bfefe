import { expect, it } from 'vitest';
import type { Grains, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { bank } from '../testing/bank.ts';
import { makeDevice } from '../testing/device.ts';
import { makeServer, type FakeServer } from '../testing/fake-server.ts';
import { idOf, MEMBER } from '../testing/world.ts';
import type { Row } from './protocol.ts';

const OWN = memberScope(MEMBER);
const boost = { project: idOf<ProjectId>(1), grains: 30 as Grains };

it('S16, S15: a member scope spread over several answers, some interrupted, is written together with the end of the overlay; no page is fetched twice', async () => {
  const server = makeServer();
  bank(server, 100);
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  await device.queue('project.boost', boost);
  server.put(OWN, 'story', ...[1, 2, 3, 4].map((n): Row => ({ id: idOf(n), title: `t${n}` })));
  server.pageRows = 1;
  server.pagesAnAnswer = 2;
  const seen: string[] = [];
  const came: string[] = [];
  const { db } = device.store;
  const note = (lines: Awaited<ReturnType<FakeServer['handle']>>): typeof lines => {
    for (const line of lines) if (line.t === 'page') came.push(JSON.stringify(line.after));
    return lines;
  };
  device.world.answer(async (r, n) => {
    seen.push([await db.outbox.count(), (await db.wallet.get(MEMBER))?.balance, await db.story.count()].join('/'));
    return n === 3
      ? { broken: note((await server.handle(r)).filter((l) => l.t !== 'end')) }
      : note(await server.handle(r));
  });
  await device.sync();
  await device.sync();
  expect(seen.length).toBeGreaterThan(2);
  expect([...new Set(seen)]).toEqual(['1/100/0']);
  expect([(await device.outbox()).length, (await db.wallet.get(MEMBER))?.balance, await db.story.count()]).toEqual([
    0, 70, 4,
  ]);
  expect(new Set(came).size).toBe(came.length);
  expect(await db.cursors.get(OWN)).not.toHaveProperty('ahead');
});

it('S16, S14: a whole pull that restarts between two answers sweeps rows of the first answer that the server no longer has', async () => {
  const server = makeServer();
  bank(server, 100);
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.queue('project.boost', boost);
  server.put(OWN, 'story', ...[1, 2, 3].map((n): Row => ({ id: idOf(n), title: `t${n}` })));
  server.pageRows = 1;
  server.pagesAnAnswer = 2;
  device.world.answer(async (r, n) => {
    if (n === 2) {
      // Its tombstone is pruned before this device exchanges again.
      server.put(OWN, 'story', { id: idOf(1), gone: true });
      server.floor.set(OWN, server.rev(OWN) + 1);
      server.put(OWN, 'story', { id: idOf(4), title: 't4' });
    }
    return server.handle(r);
  });
  await device.sync();
  expect(await device.store.db.story.toCollection().primaryKeys()).toEqual([2, 3, 4].map((n) => idOf(n)));
  expect(await device.outbox()).toEqual([]);
});
