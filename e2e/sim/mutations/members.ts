import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { communityOf, eitherOf, ownOf, publishedOf, rowOr } from './choose.ts';
import type { LastWord, MakeContext, SimulatedMutations, State } from './model.ts';

const membership = (member: string, community: string, now: State, joined: boolean): LastWord | null =>
  community === now.closed
    ? null
    : { subject: `membership/${member}/${community}`, stands: now.joined.has(`${member}/${community}`) === joined };

/** Another member than those who have roles in the whole app, usually: an act that ends a role ends few others. */
const someMember = ({ rng, installation }: MakeContext): MemberId =>
  (rng.chance(0.7) ? installation.members.at(-1)! : rng.pick(installation.members)).id;

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
    by: 'administrator',
    make: ({ newId }) => ({ id: newId<CommunityId>(), name: 'Rive', summary: '', charter: '', visibility: 'public' }),
    last: null,
  },
  'community.edit': {
    weight: 1,
    by: 'animator',
    make: (context) => ({
      community: communityOf(context),
      summary: `summary ${context.rng.int(100)}`,
      ...(context.rng.chance(0.1) && { proposers: null }),
      ...(context.rng.chance(0.1) && { categories: [`categorie ${context.rng.int(9)}`] }),
    }),
    last: null,
  },
  'community.archive': {
    weight: 1,
    by: 'animator',
    make: (context) => ({ community: communityOf(context), archived: context.rng.chance(0.2) }),
    last: null,
  },
  'community.appoint': {
    weight: 3,
    by: 'animator',
    make: (context) => ({
      community: communityOf(context),
      member: someMember(context),
      role: context.rng.pick(['member', 'moderator', 'animator'] as const),
    }),
    last: null,
  },
  'community.remove': {
    weight: 1,
    by: 'animator',
    make: (context) => ({ community: communityOf(context), member: someMember(context), reason: 'partie' }),
    // The other animators may have left before the removal took effect.
    last: ({ args }, now) =>
      now.soleAnimators.has(`${args.member}/${args.community}`)
        ? null
        : membership(args.member, args.community, now, false),
  },
  'moderation.report': {
    weight: 1,
    make: (context) => {
      const { rng, installation, device } = context;
      const reported = new Set(device.rows<{ subject: string }>('report').map(({ subject }) => subject));
      const others = installation.comments.filter(({ id, member }) => member !== device.member && !reported.has(id));
      const words = { community: null, reason: 'spam', words: '' } as const;
      const comment = rng.chance(0.7) ? eitherOf(context, others, installation.comments) : null;
      return comment === null
        ? { kind: 'project', subject: publishedOf(context), ...words }
        : { kind: 'comment', subject: comment.id, ...words };
    },
    last: null,
  },
  'moderation.decide': {
    weight: 1,
    by: 'animator',
    make: (context) => {
      const { rng, installation, device, newId } = context;
      const others = installation.cases.filter(({ member }) => member !== device.member);
      const first = others.map(({ id }) => ({ id, round: 0, state: 'open' }));
      const seen = rowOr<(typeof first)[number]>(context, 'moderationCase', (row) => row.state === 'open', first);
      const outcome = rng.chance(0.5) ? ('hidden' as const) : ('kept' as const);
      return { case: seen?.id ?? newId(), round: seen?.round ?? 0, outcome, ban: false, reason: 'vu' };
    },
    last: null,
  },
  'moderation.appeal': {
    weight: 1,
    make: (context) => {
      const own = context.installation.sanctions.filter(({ member }) => member === context.device.member);
      const first = own.map(({ id }) => ({ id, round: 1, hidden: true, appeal: null }));
      const told = rowOr<{ id: string; round: number; hidden: boolean; appeal: string | null }>(
        context,
        'sanction',
        (row) => row.hidden && row.appeal === null,
        first,
      );
      return { case: told?.id ?? context.newId(), round: told?.round ?? 1, words: 'vrai' };
    },
    last: null,
  },
  // Reading what nobody has changes nothing.
  'notification.read': {
    weight: 1,
    make: (context) => {
      const unread = rowOr<{ id: string; readAt?: string | null }>(
        context,
        'notification',
        (row) => row.readAt === null,
        context.installation.notices,
      );
      return { ids: [unread?.id ?? ownOf(context, context.installation.notices)] };
    },
    last: null,
  },
  'community.announce': {
    weight: 1,
    by: 'animator',
    make: (context) => ({
      id: context.newId(),
      community: context.rng.chance(0.8) ? communityOf(context) : null,
      title: `annonce ${context.rng.int(100)}`,
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
