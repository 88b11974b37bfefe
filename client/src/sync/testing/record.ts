/**
 * Records what this version of the app writes and sends, once, when it ships: `node client/src/sync/testing/record.ts
 * N` makes `shared/src/sync/fixtures/N`. Later versions must read it for ever (S24); shared/src/sync/protocol.test.ts
 * reports a missing recording and pins each one by its hash.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Grains, PollId } from '@egoejo/shared/platform/ids.ts';
import type { EntityName, EntityRow } from '@egoejo/shared/registry.ts';
import { recordedIds } from '@egoejo/shared/testing/example-ids.ts';
import { exampleMethods } from '@egoejo/shared/testing/example-polls.ts';
import { exampleActs } from '@egoejo/shared/testing/examples.ts';
import { memberScope, pollsScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { takeBackFrom } from '../engine/acts/outbox.ts';
import { storeName } from '../engine/store/store-name.ts';
import { makeDevice } from './device.ts';
import { FakeServer } from './fake-server.ts';
import { dump } from './old-device.ts';
import { idOf, makeShared, makeWorld, MEMBER } from './world.ts';

const { community, project, choice, quadratic, judgment, budget, story } = recordedIds;
const at = '2026-03-01T09:00:00.000Z';
function fill(server: FakeServer): void {
  const put = <E extends EntityName>(scope: Scope, e: E, row: EntityRow<E>): number => server.put(scope, e, { ...row });
  const own = memberScope(MEMBER);
  const poll = (id: PollId, method: EntityRow<'poll'>['method']): EntityRow<'poll'> => ({
    id,
    community: null,
    project: null,
    title: 'Quel jour ?',
    text: '',
    method,
    options: [
      { id: 'a', label: 'a' },
      { id: 'b', label: 'b' },
    ],
    state: 'open',
    openToAll: true,
    quorum: null,
    opensAt: at,
    closesAt: '2999-12-31T18:00:00.000Z',
    result: null,
    source: null,
    createdAt: at,
  });
  put(own, 'wallet', {
    id: MEMBER,
    balance: 100,
    harvested: 100,
    planted: 0,
    composted: 0,
    redistributed: 0,
    adjusted: 0,
  });
  put(own, 'profile', {
    id: MEMBER,
    name: 'Awa',
    email: 'awa@example.org',
    emailConfirmed: true,
    bio: '',
    place: '',
    avatar: null,
    roles: [],
    status: 'active',
    createdAt: at,
    visibility: { name: 'public', bio: 'public', place: 'public', avatar: 'public' },
  });
  put(own, 'membership', { id: community, role: 'animator', joinedAt: at });
  put(pollsScope(null), 'poll', poll(choice, { kind: 'choice', max: 1 }));
  put(pollsScope(null), 'poll', poll(quadratic, { kind: 'quadratic', credits: 100, unit: 1 }));
  put(pollsScope(null), 'poll', poll(judgment, exampleMethods.judgment));
  put(pollsScope(null), 'poll', poll(budget, exampleMethods.budget));
  put('public', 'community', {
    id: community,
    slug: 'rive',
    name: 'Rive',
    summary: '',
    charter: '',
    visibility: 'public',
    source: null,
    createdAt: at,
    archivedAt: null,
  });
  put('public', 'silo', { id: idOf(51), balance: 7 });
  put('public', 'story', {
    id: story,
    title: 'Le lion',
    language: 'fr',
    authors: 'A',
    licence: 'CC BY 4.0',
    source: null,
    words: 100,
    pages: 4,
    bytes: 900,
    createdAt: at,
  });
  put(`community:${community}`, 'project', {
    id: project,
    community,
    title: 'Un puits',
    summary: '',
    category: '',
    place: '',
    cost: null,
    picture: null,
    status: 'published',
    author: null,
    reason: null,
    createdAt: at,
  });
}

const shared = makeShared();
const device = await makeDevice({ world: makeWorld(shared) });
const server = new FakeServer();
fill(server);
device.world.answer((request) => server.handle(request));
await device.sync();
// This act may have reached a server and is taken back: its cancel is sent in its place.
device.world.answer(() => 'lost');
const regretted = await device.queue('project.boost', { project, grains: 3 as Grains });
await device.sync();
await takeBackFrom(device.world.env, device.store, regretted);
for (const { name, args } of exampleActs(recordedIds)) {
  device.world.advance(60_000);
  await device.queue(name, args);
}
device.syncer.stop();
device.store.close();
const left = await dump(shared.storage, storeName(MEMBER));

const again = await makeDevice({ world: makeWorld(shared) });
again.world.answer((request) => server.handle(request));
await again.sync();
const sent = again.world.requests.find((request) => request.mutations.length > 0);
again.syncer.stop();
again.store.close();

const folder = fileURLToPath(new URL(`../../../../shared/src/sync/fixtures/${process.argv[2]}`, import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/device.json`, `${JSON.stringify(left, null, 1)}\n`);
writeFileSync(`${folder}/exchange.json`, `${JSON.stringify(sent, null, 1)}\n`);
console.log(`${folder}: ${sent?.mutations.length} mutations`);
