/** Topics and clubs, of communities and of all: opened, changed, joined, and written in on several devices. */
import type { ClubPart } from '@egoejo/shared/clubs/model.ts';
import type { BookId, ClubId, CommentId, TopicId } from '@egoejo/shared/platform/ids.ts';
import { communityOf, ownOf } from './choose.ts';
import type { MakeContext, SimulatedMutations } from './model.ts';

const known = <T>({ rng }: MakeContext, ids: readonly T[], other: () => T): T =>
  ids.length > 0 && rng.chance(0.95) ? rng.pick(ids) : other();
const topicOf = (context: MakeContext): TopicId =>
  known(
    context,
    context.installation.topics.map((t) => t.id),
    () => context.newId<TopicId>(),
  );
const clubOf = (context: MakeContext): ClubId =>
  known(
    context,
    context.installation.clubs.map((k) => k.id),
    () => context.newId<ClubId>(),
  );
/** The same parts again, others, or none that can be. */
function partsOf(context: MakeContext): ClubPart[] {
  const { rng, installation, device, newId } = context;
  const first = rng.chance(0.2) ? topicOf(context) : newId<TopicId>();
  const second = newId<TopicId>();
  if (rng.chance(0.3)) installation.topics.push({ id: second, member: device.member });
  const day = rng.chance(0.95) ? '2999-06-12' : '2999-02-30';
  return [
    { id: first, title: 'Le début', upTo: 2_500, day: '2999-06-05' },
    { id: second, title: 'La suite', upTo: rng.chance(0.95) ? 5_000 : 1_000, day },
  ];
}
/** A comment in one of the topics. */
export const inTopic = (context: MakeContext, id: CommentId) => ({
  id,
  topic: topicOf(context),
  kind: 'comment' as const,
  parent: null,
  text: `mot ${context.rng.int(100)}`,
  signed: context.rng.chance(0.5),
  mentions: [],
});
const communityOrAll = (context: MakeContext) => (context.rng.chance(0.3) ? null : communityOf(context));
const workOf = ({ rng, installation, newId }: MakeContext): BookId =>
  rng.chance(0.95) ? rng.pick(installation.works) : newId<BookId>();

export const forum: SimulatedMutations<'topic.begin' | 'topic.change' | 'club.begin' | 'club.edit' | 'club.join'> = {
  'topic.begin': {
    weight: 2,
    make: (context) => {
      const { rng, installation, device, newId } = context;
      const id = newId<TopicId>();
      installation.topics.push({ id, member: device.member });
      return {
        id,
        first: newId<CommentId>(),
        community: communityOrAll(context),
        title: `Sujet ${rng.int(100)}`,
        text: `mot ${rng.int(100)}`,
        signed: rng.chance(0.5),
      };
    },
    last: null,
  },
  'topic.change': {
    weight: 4,
    make: (context) => ({
      topic: ownOf(context, context.installation.topics),
      ...(context.rng.chance(0.5) && { title: `Sujet ${context.rng.int(100)}` }),
      ...(context.rng.chance(0.3) && { closed: context.rng.chance(0.5) }),
      ...(context.rng.chance(0.2) && { pinned: context.rng.chance(0.5) }),
    }),
    last: null,
  },
  'club.begin': {
    weight: 2,
    make: (context) => {
      const { installation, device, newId } = context;
      const id = newId<ClubId>();
      const part = newId<TopicId>();
      installation.clubs.push({ id, member: device.member });
      installation.topics.push({ id: part, member: device.member });
      return {
        id,
        community: communityOrAll(context),
        work: workOf(context),
        title: 'Lire ensemble',
        text: '',
        parts: [{ id: part, title: 'Tout', upTo: 10_000, day: '2999-06-05' }],
      };
    },
    last: null,
  },
  'club.edit': {
    weight: 2,
    make: (context) => ({
      club: ownOf(context, context.installation.clubs),
      title: 'Lire ensemble',
      text: '',
      parts: partsOf(context),
    }),
    last: null,
  },
  'club.join': { weight: 4, make: (context) => ({ club: clubOf(context), on: context.rng.chance(0.6) }), last: null },
};
