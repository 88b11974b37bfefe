/**
 * Records what this version of the app writes and sends, once, when it ships: `node client/src/sync/testing/record.ts N` makes
 * `shared/src/sync/fixtures/N`. Later versions must read it for ever (S24); shared/src/sync/protocol.test.ts says when one is missing
 * and freezes it by its hash.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Cents, CommunityId, Grains, ItemId, PollId, ProjectId, StoryId } from '@egoejo/shared/platform/ids.ts';
import type { EntityName, EntityRow, MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import { memberScope, pollsScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { takeBackFrom } from '../outbox.ts';
import { storeName } from '../store-name.ts';
import { makeDevice } from './device.ts';
import { FakeServer } from './fake-server.ts';
import { dump } from './old-device.ts';
import { idOf, makeShared, makeWorld, MEMBER } from './world.ts';

/** Things that stand in both: here as base rows, on the server as rows its test makes (`server/src/sync/old-clients.test.ts`). */
const community = idOf<CommunityId>(1);
const other = idOf<CommunityId>(2);
const project = idOf<ProjectId>(11);
const [choice, quadratic] = [idOf<PollId>(21), idOf<PollId>(22)];
const story = idOf<StoryId>(31);
/** Made by the acts themselves. */
const [proposal, draft] = [idOf<ProjectId>(12), idOf<PollId>(23)];
const [storyItem, linkItem] = [idOf<ItemId>(41), idOf<ItemId>(42)];

type Given = { [N in MutationName]: { name: N; args: MutationArgs<N> } }[MutationName];
const acts: Given[] = [
  { name: 'profile.update', args: { name: 'Awa', bio: 'Jardinière – « à l’ombre »', place: 'Saint-Louis', visibility: { name: 'public', bio: 'community', place: 'private', avatar: 'public' } } },
  { name: 'preferences.set', args: { locale: 'fr', theme: 'dark', eco: 4, wifiOnly: true, dataBudgetMb: 50, mailNews: false, readerSize: 3, readerTheme: 'sepia' } },
  { name: 'community.join', args: { community: other } },
  { name: 'community.leave', args: { community: other } },
  { name: 'project.boost', args: { project, grains: 12 as Grains } },
  { name: 'poll.vote', args: { poll: choice, ballot: { kind: 'choice', options: ['a'] } } },
  { name: 'poll.vote', args: { poll: quadratic, ballot: { kind: 'quadratic', votes: { a: 2, b: 1 } } } },
  { name: 'poll.withdrawVote', args: { poll: choice } },
  {
    name: 'poll.draft',
    args: {
      id: draft, community, project: null, title: 'Quel jour ?', text: 'Pour le marché.', method: { kind: 'choice', max: 1 },
      options: [{ id: 'a', label: 'jeudi' }, { id: 'b', label: 'samedi' }], openToAll: false, quorum: 2, closesAt: '2999-12-31T18:00:00.000Z',
    },
  },
  { name: 'poll.open', args: { poll: draft } },
  { name: 'poll.cancel', args: { poll: draft, reason: 'Une erreur dans les jours.' } },
  { name: 'reading.add', args: { id: storyItem, story, title: 'Le lion et le lièvre' } },
  { name: 'reading.add', args: { id: linkItem, url: 'https://example.org/a?b=1', title: 'Un lien' } },
  { name: 'reading.progress', args: { text: story, at: 4200, page: 3 } },
  { name: 'reading.finish', args: { story, activeSeconds: 120 } },
  { name: 'reading.remove', args: { item: linkItem } },
  {
    name: 'project.propose',
    args: { id: proposal, community, title: 'Un four à pain', summary: 'Du pain pour le quartier.', text: 'Deux samedis de travaux.\n\nEt du sable.', category: 'quartier', place: 'Rive', cost: { cents: 250_000 as Cents, currency: 'EUR' } },
  },
  { name: 'project.publish', args: { project: proposal } },
  { name: 'project.withdraw', args: { project: proposal, reason: 'Le terrain est pris.' } },
];

const at = '2026-03-01T09:00:00.000Z';
function fill(server: FakeServer): void {
  const put = <E extends EntityName>(scope: Scope, e: E, row: EntityRow<E>): number => server.put(scope, e, { ...row });
  const own = memberScope(MEMBER);
  const poll = (id: PollId, method: EntityRow<'poll'>['method']): EntityRow<'poll'> => ({
    id, community: null, project: null, title: 'Quel jour ?', text: '', method, options: [{ id: 'a', label: 'a' }, { id: 'b', label: 'b' }],
    state: 'open', openToAll: true, quorum: null, opensAt: at, closesAt: '2999-12-31T18:00:00.000Z', result: null, source: null, createdAt: at,
  });
  put(own, 'wallet', { id: MEMBER, balance: 100, harvested: 100, planted: 0, composted: 0, redistributed: 0, adjusted: 0 });
  put(own, 'profile', {
    id: MEMBER, name: 'Awa', email: 'awa@example.org', emailConfirmed: true, bio: '', place: '', avatar: null, roles: [], status: 'active', createdAt: at,
    visibility: { name: 'public', bio: 'public', place: 'public', avatar: 'public' },
  });
  put(own, 'membership', { id: community, role: 'animator', joinedAt: at });
  put(pollsScope(null), 'poll', poll(choice, { kind: 'choice', max: 1 }));
  put(pollsScope(null), 'poll', poll(quadratic, { kind: 'quadratic', credits: 100, unit: 1 }));
  put('public', 'community', { id: community, slug: 'rive', name: 'Rive', summary: '', visibility: 'public', source: null, createdAt: at });
  put('public', 'silo', { id: idOf(51), balance: 7 });
  put('public', 'story', { id: story, title: 'Le lion', language: 'fr', authors: 'A', licence: 'CC BY 4.0', source: null, words: 100, pages: 4, bytes: 900, createdAt: at });
  put(`community:${community}`, 'project', { id: project, community, title: 'Un puits', summary: '', category: '', place: '', cost: null, picture: null, status: 'published', author: null, createdAt: at });
}

const shared = makeShared();
const device = await makeDevice({ world: makeWorld(shared) });
const server = new FakeServer();
fill(server);
device.world.answer((request) => server.handle(request));
await device.sync();
// One act may have reached a server, and is taken back: its cancel goes in its place.
device.world.answer(() => 'lost');
const regretted = await device.queue('project.boost', { project, grains: 3 as Grains });
await device.sync();
await takeBackFrom(device.world.env, device.store, regretted);
for (const { name, args } of acts) {
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
