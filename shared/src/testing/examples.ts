/**
 * An example of each mutation, and whom its settlement refuses. Recordings (`client/src/sync/testing/record.ts`), the
 * table of who may do what, the cost of settlements and several tests use them. A new mutation does not compile until
 * it has one.
 */
import type { ErrorCode } from '../errors.ts';
import { newId, type Cents, type Grains, type MutationKey } from '../platform/ids.ts';
import type { ExampleIds } from './example-ids.ts';
import { exampleContributions } from './example-contributions.ts';
import { exampleRooms } from './example-rooms.ts';
import { exampleForum } from './example-forum.ts';
import { exampleChallenges } from './example-challenges.ts';
import { examplePublishing } from './example-publishing.ts';
import { exampleMeetings } from './example-meetings.ts';
import { examplePlaylists } from './example-playlists.ts';
import { exampleShows } from './example-shows.ts';
import { exampleTracks } from './example-tracks.ts';
import { exampleMarks, fileBook } from './example-marks.ts';
import {
  active,
  both,
  NOT_BARRED,
  ofMembers,
  onlyAnimators,
  onlyAuthors,
  OWN,
  STRANGER,
  visible,
  type Example,
  type Person,
} from './example-people.ts';
import { exampleDrafts } from './example-polls.ts';
import type { MutationArgs, MutationName } from '../registry.ts';

/** What is a member's own stays theirs when they are banned: such acts refuse nobody. */
const examples: { [N in MutationName]: Example<N> } = {
  'profile.update': {
    keptOut: STRANGER,
    logged: null,
    refuses: active,
    args: () => [
      {
        name: 'Awa',
        bio: 'Jardinière – « à l’ombre »',
        place: 'Saint-Louis',
        visibility: { name: 'public', bio: 'community', place: 'private', avatar: 'public' },
      },
    ],
  },
  'preferences.set': {
    keptOut: OWN,
    logged: null,
    refuses: {},
    args: () => [
      {
        locale: 'fr',
        theme: 'dark',
        textSize: 130,
        eco: 4,
        wifiOnly: true,
        dataBudgetMb: 50,
        mailNews: false,
        readerSize: 3,
        readerTheme: 'sepia',
        country: 'SN',
      },
    ],
  },
  'channels.set': {
    keptOut: OWN,
    logged: null,
    refuses: {},
    args: () => [
      { mention: { app: true, mail: true, push: false }, digest: true, invitation: false },
      { quiet: { from: 22 * 60, to: 7 * 60 + 30, zone: 'Africa/Dakar' } },
    ],
  },
  'community.join': {
    keptOut: NOT_BARRED,
    logged: null,
    refuses: visible('community.unknown'),
    args: ({ other }) => [{ community: other }],
  },
  'community.leave': { keptOut: OWN, logged: null, refuses: {}, args: ({ other }) => [{ community: other }] },
  'community.create': {
    keptOut: both('community.may_not_create'),
    logged: 'community.create',
    refuses: {
      ...active,
      unconfirmed: 'community.may_not_create',
      outsider: 'community.may_not_create',
      member: 'community.may_not_create',
      author: 'community.may_not_create',
      animator: 'community.may_not_create',
    },
    args: ({ made }) => [
      {
        id: made,
        name: 'Rive Verte',
        summary: 'Les jardins de la rive.',
        charter: 'On s’écoute.\n\nOn plante ensemble.',
        visibility: 'public',
      },
    ],
  },
  'community.edit': {
    keptOut: both('community.not_animator'),
    logged: 'community.edit',
    refuses: onlyAnimators('community.unknown', 'community.not_animator'),
    args: ({ community }) => [
      { community, name: 'Rive Verte et Bleue', charter: 'On s’écoute, on plante.' },
      { community, summary: 'Les jardins des deux rives.', visibility: 'public' },
      { community, proposers: 'jury-2026' },
      { community, proposers: null },
      { community, categories: ['Eau', 'Bois et haies'] },
    ],
  },
  // Hot acts show a private community to nobody but its members.
  'project.boost': {
    keptOut: NOT_BARRED,
    logged: null,
    refuses: { ...visible('project.unknown'), administrator: 'project.unknown' },
    args: ({ project }) => [{ project, grains: 12 as Grains }],
  },
  'poll.vote': {
    keptOut: NOT_BARRED,
    logged: null,
    refuses: { ...visible('poll.unknown'), unconfirmed: 'account.not_confirmed', administrator: 'poll.unknown' },
    args: ({ choice, quadratic, judgment, budget }) => [
      { poll: choice, ballot: { kind: 'choice', options: ['a'] } },
      { poll: quadratic, ballot: { kind: 'quadratic', votes: { a: 2, b: 1 } } },
      { poll: judgment, ballot: { kind: 'judgment', grades: { a: 6, b: 0 } } },
      { poll: budget, ballot: { kind: 'budget', projects: ['b', 'a'] } },
    ],
  },
  'poll.voteSecretly': {
    keptOut: NOT_BARRED,
    logged: null,
    refuses: { ...visible('poll.unknown'), unconfirmed: 'account.not_confirmed', administrator: 'poll.unknown' },
    args: ({ secret }) => [
      { poll: secret, ballot: { kind: 'choice', options: ['b'] }, nonce: 'kQ0mVt2ZxJ8wYb4NcR7pLA' },
      { poll: secret, ballot: null, nonce: 'v3HsT9uEoXf6Wd1KzB5iGq' },
    ],
  },
  'poll.withdrawVote': { keptOut: STRANGER, logged: null, refuses: active, args: ({ choice }) => [{ poll: choice }] },
  'poll.draft': {
    keptOut: both('poll.not_animator'),
    logged: null,
    refuses: onlyAnimators('community.unknown', 'poll.not_animator'),
    args: exampleDrafts,
  },
  'poll.open': {
    keptOut: both('poll.not_animator'),
    logged: 'poll.open',
    refuses: onlyAnimators('poll.unknown', 'poll.not_animator'),
    args: ({ draft, judgmentDraft }) => [
      { poll: draft, opensAt: null },
      { poll: judgmentDraft, opensAt: '2999-12-01T08:00:00.000Z' },
    ],
  },
  'poll.extend': {
    keptOut: both('poll.not_animator'),
    logged: 'poll.extend',
    refuses: onlyAnimators('poll.unknown', 'poll.not_animator'),
    args: ({ draft }) => [{ poll: draft, closesAt: '2999-12-31T20:00:00.000Z', reason: 'Le réseau a manqué.' }],
  },
  'poll.cancel': {
    keptOut: both('poll.not_animator'),
    logged: 'poll.cancel',
    refuses: onlyAnimators('poll.unknown', 'poll.not_animator'),
    args: ({ draft }) => [{ poll: draft, reason: 'Une erreur dans les jours.' }],
  },
  'reading.add': {
    keptOut: STRANGER,
    logged: null,
    refuses: active,
    args: ({ storyItem, linkItem, story }) => [
      { id: storyItem, story, title: 'Le lion et le lièvre' },
      { id: linkItem, url: 'https://example.org/a?b=1', title: 'Un lien' },
    ],
  },
  'reading.progress': {
    keptOut: OWN,
    logged: null,
    refuses: {},
    args: ({ story }) => [
      { text: story, at: 4200, page: 3 },
      { text: fileBook, at: 1250, page: 4, cfi: 'epubcfi(/6/8!/4/2/6,/1:0,/1:40)' },
    ],
  },
  'mark.add': { keptOut: OWN, logged: null, refuses: {}, args: exampleMarks['mark.add'] },
  'mark.colour': { keptOut: OWN, logged: null, refuses: {}, args: exampleMarks['mark.colour'] },
  'mark.note': { keptOut: OWN, logged: null, refuses: {}, args: exampleMarks['mark.note'] },
  'mark.remove': { keptOut: OWN, logged: null, refuses: {}, args: exampleMarks['mark.remove'] },
  'book.session': { keptOut: OWN, logged: null, refuses: {}, args: exampleMarks['book.session'] },
  'review.write': {
    keptOut: NOT_BARRED,
    logged: null,
    refuses: active,
    args: ({ work }) => [
      { work, stars: 4, text: 'On y est, « sous la pluie ».', signed: false },
      { work, stars: 5, text: '', signed: true },
    ],
  },
  'follow.set': {
    keptOut: STRANGER,
    logged: null,
    refuses: active,
    args: () => [
      { of: { kind: 'author', key: 'Aimé Césaire', name: '' }, on: true },
      { of: { kind: 'category', key: 'poetry', name: '' }, on: true },
      { of: { kind: 'category', key: 'poetry', name: '' }, on: false },
    ],
  },
  'review.remove': { keptOut: OWN, logged: null, refuses: {}, args: ({ work }) => [{ work }] },
  'catalogue.import': {
    keptOut: ofMembers('catalogue.not_importer'),
    logged: 'catalogue.import',
    refuses: onlyAnimators('community.unknown', 'catalogue.not_importer'),
    args: ({ bookImport, community }) => [{ id: bookImport, community, name: 'puits.epub' }],
  },
  'recommendation.refuse': {
    keptOut: STRANGER,
    logged: null,
    refuses: active,
    args: ({ work }) => [
      { work, refused: false },
      { work, refused: true },
    ],
  },
  'reading.finish': {
    keptOut: STRANGER,
    logged: null,
    refuses: active,
    args: ({ story }) => [{ story, activeSeconds: 120 }],
  },
  'reading.remove': { keptOut: OWN, logged: null, refuses: {}, args: ({ linkItem }) => [{ item: linkItem }] },
  'story.publish': {
    keptOut: both('reading.not_author'),
    logged: 'story.publish',
    refuses: onlyAuthors('reading.not_author'),
    args: ({ written }) => [
      {
        id: written,
        title: 'La pluie de Coumba',
        language: 'fr',
        licence: 'CC BY-SA 4.0',
        text: 'Le puits compte les gouttes.\n\n« Mille », dit-il.',
      },
    ],
  },
  'story.withdraw': {
    keptOut: STRANGER,
    logged: 'story.withdraw',
    refuses: active,
    args: ({ written }) => [{ story: written }],
  },
  'project.propose': {
    keptOut: ofMembers('project.not_member'),
    logged: null,
    refuses: visible('community.unknown'),
    args: ({ proposal, community }) => [
      {
        id: proposal,
        community,
        title: 'Un four à pain',
        summary: 'Du pain pour le quartier.',
        text: 'Deux samedis de travaux.\n\nEt du sable.',
        category: 'quartier',
        place: 'Rive',
        cost: { cents: 250_000 as Cents, currency: 'EUR' },
      },
    ],
  },
  'project.revise': {
    keptOut: ofMembers('project.not_member'),
    logged: null,
    refuses: visible('project.unknown'),
    args: ({ proposal }) => [
      {
        project: proposal,
        title: 'Un four à pain pour tous',
        summary: 'Du pain pour le quartier.',
        text: 'Trois samedis de travaux.',
        category: 'quartier',
        place: 'Rive',
        cost: null,
      },
    ],
  },
  'project.publish': {
    keptOut: both('project.unknown'),
    logged: 'project.publish',
    refuses: onlyAnimators('project.unknown', 'project.unknown'),
    args: ({ proposal }) => [{ project: proposal }],
  },
  'project.withdraw': {
    keptOut: both('project.not_animator'),
    logged: 'project.withdraw',
    refuses: onlyAnimators('project.unknown', 'project.not_animator'),
    args: ({ proposal }) => [{ project: proposal, reason: 'Le terrain est pris.' }],
  },
  'project.follow': {
    keptOut: STRANGER,
    logged: null,
    refuses: visible('project.unknown'),
    args: ({ project }) => [
      { project, on: true },
      { project, on: false },
    ],
  },
  ...exampleContributions,
  ...examplePublishing,
  ...exampleForum,
  ...exampleRooms,
  ...exampleMeetings,
  ...exampleChallenges,
  ...exampleTracks,
  ...examplePlaylists,
  ...exampleShows,
  'notification.read': { keptOut: OWN, logged: null, refuses: {}, args: ({ announced }) => [{ ids: [announced] }] },
  'community.announce': {
    keptOut: both('community.not_animator'),
    logged: 'community.announce',
    refuses: onlyAnimators('community.unknown', 'community.not_animator'),
    args: ({ announced, community }) => [
      { id: announced, community, title: 'Grand ménage', text: 'Samedi à 9 h, au four.\n\nApportez des gants.' },
    ],
  },
  // After all acts that an archived community would refuse.
  'community.archive': {
    keptOut: both('community.not_animator'),
    logged: 'community.archive',
    refuses: onlyAnimators('community.unknown', 'community.not_animator'),
    args: ({ community }) => [
      { community, archived: true },
      { community, archived: false },
    ],
  },
  'community.appoint': {
    keptOut: both('community.not_animator'),
    logged: 'member.promote',
    refuses: onlyAnimators('community.unknown', 'community.not_animator'),
    args: ({ community, somebody }) => [{ community, member: somebody, role: 'moderator' }],
  },
  'community.remove': {
    keptOut: both('community.not_animator'),
    logged: 'community.remove',
    refuses: onlyAnimators('community.unknown', 'community.not_animator'),
    args: ({ community, somebody }) => [{ community, member: somebody, reason: 'Il a quitté le village.' }],
  },
  // A recording has a cancel of its own: the app makes it when an act is taken back.
  'sync.cancel': {
    keptOut: OWN,
    logged: null,
    refuses: {},
    args: () => [{ key: newId<MutationKey>(), hash: '0'.repeat(64), name: 'project.boost' }],
  },
};

export const exampleNames = Object.keys(examples) as MutationName[];
/** The arguments of the example of one mutation; there may be several. */
export const exampleArgs = <N extends MutationName>(name: N, ids: ExampleIds): readonly MutationArgs<N>[] =>
  examples[name].args(ids);
export const refuses = (name: MutationName): Partial<Record<Person, ErrorCode>> => examples[name].refuses;
/** The other expectations of an example. */
export const expectations = (name: MutationName): Pick<Example<MutationName>, 'keptOut' | 'logged'> => examples[name];

type ExampleAct = { [N in MutationName]: { name: N; args: MutationArgs<N> } }[MutationName];
/** The examples in an order in which all of them can be applied, except the cancel, which stands for another act. */
export const exampleActs = (ids: ExampleIds): ExampleAct[] =>
  exampleNames
    .filter((name) => name !== 'sync.cancel')
    .flatMap((name) => exampleArgs(name, ids).map((args) => ({ name, args }) as ExampleAct));
