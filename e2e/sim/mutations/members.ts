import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { LastWord, SimulatedMutations, State } from './model.ts';

const membership = (member: string, community: string, now: State, joined: boolean): LastWord | null =>
  community === now.closed
    ? null
    : { subject: `membership/${member}/${community}`, stands: now.joined.has(`${member}/${community}`) === joined };

export const members: SimulatedMutations<
  | 'community.join'
  | 'community.leave'
  | 'community.create'
  | 'community.edit'
  | 'community.archive'
  | 'community.appoint'
  | 'community.remove'
  | 'moderation.report'
  | 'moderation.decide'
  | 'moderation.appeal'
  | 'notification.read'
  | 'community.announce'
  | 'channels.set'
  | 'profile.update'
  | 'preferences.set'
> = {
  'community.join': {
    weight: 4,
    make: ({ rng, installation }) => ({ community: rng.pick(installation.communities) }),
    last: ({ args, member }, now) => membership(member, args.community, now, true),
  },
  'community.leave': {
    weight: 3,
    make: ({ rng, installation }) => ({ community: rng.pick(installation.communities) }),
    last: ({ args, member }, now) => membership(member, args.community, now, false),
  },
  'community.create': {
    weight: 1,
    make: ({ newId }) => ({ id: newId<CommunityId>(), name: 'Rive', summary: '', charter: '', visibility: 'public' }),
    last: null,
  },
  'community.edit': {
    weight: 1,
    make: ({ rng, installation }) => ({
      community: rng.pick(installation.communities),
      summary: `summary ${rng.int(100)}`,
      ...(rng.chance(0.1) && { proposers: null }),
      ...(rng.chance(0.1) && { categories: [`categorie ${rng.int(9)}`] }),
    }),
    last: null,
  },
  'community.archive': {
    weight: 1,
    make: ({ rng, installation }) => ({ community: rng.pick(installation.communities), archived: rng.chance(0.2) }),
    last: null,
  },
  'community.appoint': {
    weight: 1,
    make: ({ rng, installation, device }) => ({
      community: rng.pick(installation.communities),
      member: device.member,
      role: rng.pick(['member', 'moderator', 'animator'] as const),
    }),
    last: null,
  },
  'community.remove': {
    weight: 1,
    make: ({ rng, installation, device }) => ({
      community: rng.pick(installation.communities),
      member: device.member,
      reason: 'partie',
    }),
    last: null,
  },
  'moderation.report': {
    weight: 1,
    make: ({ rng, installation }) => ({
      kind: 'project',
      subject: rng.pick(installation.projects),
      community: null,
      reason: 'spam',
      words: '',
    }),
    last: null,
  },
  // Nothing is reported to its makers: these are refused, like those of a case decided elsewhere.
  'moderation.decide': {
    weight: 1,
    make: ({ newId }) => ({ case: newId(), round: 0, outcome: 'kept', ban: false, reason: 'vu' }),
    last: null,
  },
  'moderation.appeal': { weight: 1, make: ({ newId }) => ({ case: newId(), round: 1, words: 'vrai' }), last: null },
  // Ids that nobody has: reading them changes nothing.
  'notification.read': { weight: 1, make: ({ newId }) => ({ ids: [newId()] }), last: null },
  'community.announce': {
    weight: 1,
    make: ({ rng, installation, newId }) => ({
      id: newId(),
      community: rng.pick(installation.communities),
      title: `annonce ${rng.int(100)}`,
      text: 'à tous',
    }),
    last: null,
  },
  'channels.set': {
    weight: 1,
    make: ({ rng }) => ({ news: { app: rng.chance(0.5), mail: rng.chance(0.5), push: rng.chance(0.5) } }),
    last: null,
  },
  'profile.update': {
    weight: 3,
    make: ({ rng }) => ({ bio: `bio ${rng.int(100)}` }),
    last: ({ args, member }, now) => ({ subject: `bio/${member}`, stands: now.bio.get(member) === args.bio }),
  },
  'preferences.set': {
    weight: 3,
    make: ({ rng }) => ({ theme: rng.pick(['light', 'dark'] as const) }),
    last: ({ args, member }, now) => ({ subject: `theme/${member}`, stands: now.theme.get(member) === args.theme }),
  },
};
