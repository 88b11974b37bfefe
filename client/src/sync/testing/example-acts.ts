/** One act of each mutation, with valid arguments, for tests and recordings. */
import type { Cents, CommunityId, Grains, ItemId, PollId, ProjectId, StoryId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import { idOf } from './world.ts';

/**
 * Ids that exist on both sides: here as base rows, on the server as rows that its test makes
 * (`server/src/sync/old-clients.test.ts`).
 */
export const community = idOf<CommunityId>(1);
export const other = idOf<CommunityId>(2);
export const project = idOf<ProjectId>(11);
export const [choice, quadratic] = [idOf<PollId>(21), idOf<PollId>(22)];
export const story = idOf<StoryId>(31);
/** Rows created by the acts themselves. */
export const [proposal, draft] = [idOf<ProjectId>(12), idOf<PollId>(23)];
export const [storyItem, linkItem] = [idOf<ItemId>(41), idOf<ItemId>(42)];

type Given = { [N in MutationName]: { name: N; args: MutationArgs<N> } }[MutationName];
/** At least one of each mutation; the protocol test reports one that is missing. */
export const exampleActs: readonly Given[] = [
  {
    name: 'profile.update',
    args: {
      name: 'Awa',
      bio: 'Jardinière – « à l’ombre »',
      place: 'Saint-Louis',
      visibility: { name: 'public', bio: 'community', place: 'private', avatar: 'public' },
    },
  },
  {
    name: 'preferences.set',
    args: {
      locale: 'fr',
      theme: 'dark',
      eco: 4,
      wifiOnly: true,
      dataBudgetMb: 50,
      mailNews: false,
      readerSize: 3,
      readerTheme: 'sepia',
    },
  },
  { name: 'community.join', args: { community: other } },
  { name: 'community.leave', args: { community: other } },
  { name: 'project.boost', args: { project, grains: 12 as Grains } },
  { name: 'poll.vote', args: { poll: choice, ballot: { kind: 'choice', options: ['a'] } } },
  { name: 'poll.vote', args: { poll: quadratic, ballot: { kind: 'quadratic', votes: { a: 2, b: 1 } } } },
  { name: 'poll.withdrawVote', args: { poll: choice } },
  {
    name: 'poll.draft',
    args: {
      id: draft,
      community,
      project: null,
      title: 'Quel jour ?',
      text: 'Pour le marché.',
      method: { kind: 'choice', max: 1 },
      options: [
        { id: 'a', label: 'jeudi' },
        { id: 'b', label: 'samedi' },
      ],
      openToAll: false,
      quorum: 2,
      closesAt: '2999-12-31T18:00:00.000Z',
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
    args: {
      id: proposal,
      community,
      title: 'Un four à pain',
      summary: 'Du pain pour le quartier.',
      text: 'Deux samedis de travaux.\n\nEt du sable.',
      category: 'quartier',
      place: 'Rive',
      cost: { cents: 250_000 as Cents, currency: 'EUR' },
    },
  },
  { name: 'project.publish', args: { project: proposal } },
  { name: 'project.withdraw', args: { project: proposal, reason: 'Le terrain est pris.' } },
];
