import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import type { BallotContent } from '@egoejo/shared/polls/model.ts';
import { METHODS } from '../world/installation.ts';
import type { Rng } from '../scheduler/rng.ts';
import { eitherOf, communityOf, ownOf, rowOr } from './choose.ts';
import type { SimulatedMutations } from './model.ts';

const someOptions = (rng: Rng): string[] => ['a', 'b', 'c'].filter(() => rng.chance(0.6));
const BALLOTS: Record<BallotContent['kind'], (rng: Rng) => BallotContent> = {
  choice: (rng) => ({ kind: 'choice', options: rng.chance(0.9) ? [rng.pick(['a', 'b', 'c'])] : ['z'] }),
  quadratic: (rng) => ({
    kind: 'quadratic',
    votes: Object.fromEntries(someOptions(rng).map((id) => [id, 1 + rng.int(4)])),
  }),
  // One grade in ten does not exist.
  judgment: (rng) => ({
    kind: 'judgment',
    grades: Object.fromEntries(someOptions(rng).map((id) => [id, rng.chance(0.9) ? rng.int(3) : 3])),
  }),
  budget: (rng) => ({ kind: 'budget', projects: someOptions(rng) }),
};

export const polls: SimulatedMutations<
  'poll.vote' | 'poll.withdrawVote' | 'poll.voteSecretly' | 'poll.draft' | 'poll.open' | 'poll.extend' | 'poll.cancel'
> = {
  'poll.vote': {
    weight: 14,
    make: ({ rng, installation }) => {
      const index = rng.int(installation.polls.length);
      // The first polls have the methods of METHODS; those drafted later have any.
      const method = rng.chance(0.95) ? METHODS[index] : undefined;
      const kind = method?.kind ?? rng.pick(['choice', 'quadratic', 'judgment', 'budget'] as const);
      return { poll: installation.polls[index] ?? rng.pick(installation.polls), ballot: BALLOTS[kind](rng) };
    },
    last: ({ args, member }, now) => ({
      subject: `ballot/${member}/${args.poll}`,
      stands: now.ballots.get(`${member}/${args.poll}`) === canonicalJson(args.ballot),
    }),
  },
  'poll.withdrawVote': {
    weight: 5,
    make: (context) => {
      const { rng, installation } = context;
      const [first] = installation.polls;
      const voted = rowOr<{ id: PollId }>(context, 'ballot', () => true, first ? [{ id: first }] : []);
      return { poll: voted && rng.chance(0.8) ? voted.id : rng.pick(installation.polls) };
    },
    last: ({ args, member }, now) => ({
      subject: `ballot/${member}/${args.poll}`,
      stands: !now.ballots.has(`${member}/${args.poll}`),
    }),
  },
  'poll.voteSecretly': {
    weight: 7,
    // Secret polls are among those drafted here.
    make: (context) => {
      const { rng, installation, newId } = context;
      const later = installation.polls.slice(-6);
      return {
        poll: eitherOf(context, rng.chance(0.8) ? installation.secretPolls : [], later) ?? rng.pick(later),
        ballot: rng.chance(0.8) ? BALLOTS[rng.chance(0.85) ? 'choice' : 'judgment'](rng) : null,
        nonce: newId<string>().replaceAll('-', ''),
      };
    },
    last: ({ args, member }, now) => ({
      subject: `ballot/${member}/${args.poll}`,
      stands: now.ballots.get(`${member}/${args.poll}`) === (args.ballot === null ? undefined : '{"kind":"secret"}'),
    }),
  },
  'poll.draft': {
    weight: 3,
    by: 'animator',
    make: (context) => {
      const { rng, installation, device, newId } = context;
      const id = rng.chance(0.3) ? ownOf(context, installation.drafts) : newId<PollId>();
      if (!installation.polls.includes(id)) {
        installation.polls.push(id);
        installation.drafts.push({ id, member: device.member });
      }
      return {
        id,
        community: rng.chance(0.3) ? null : communityOf(context),
        project: null,
        title: 'Quel lieu ?',
        text: '',
        openToAll: rng.chance(0.5),
        secret: rng.chance(0.5),
        quorum: null,
        method: rng.pick([{ kind: 'choice', max: 1 } as const, ...METHODS.slice(1)]),
        options: [
          { id: 'a', label: 'a' },
          { id: 'b', label: 'b' },
          { id: 'c', label: 'c' },
        ],
        closesAt: new Date(device.sched.now() + (1 + rng.int(600)) * 60_000).toISOString(),
      };
    },
    last: ({ args }, now) => {
      const poll = now.polls.get(args.id);
      return {
        subject: `poll/${args.id}`,
        stands: poll?.state === 'draft' && poll.closes === new Date(args.closesAt).toISOString(),
      };
    },
  },
  'poll.open': {
    weight: 3,
    by: 'animator',
    make: (context) => ({
      poll: ownOf(context, context.installation.drafts),
      opensAt: context.rng.chance(0.3)
        ? new Date(context.device.sched.now() + context.rng.int(60) * 60_000).toISOString()
        : null,
    }),
    last: ({ args }, now) => ({
      subject: `poll/${args.poll}`,
      stands: ['open', 'closed'].includes(now.polls.get(args.poll)?.state ?? ''),
    }),
  },
  'poll.extend': {
    weight: 2,
    by: 'animator',
    // Often refused: closed, a draft, or no later than it was.
    make: ({ rng, installation, device }) => ({
      poll: rng.pick(installation.polls),
      closesAt: new Date(device.sched.now() + (1 + rng.int(900)) * 60_000).toISOString(),
      reason: 'réseau',
    }),
    last: ({ args }, now) => {
      const poll = now.polls.get(args.poll);
      return {
        subject: `poll/${args.poll}`,
        stands: ['open', 'closed'].includes(poll?.state ?? '') && poll?.closes === args.closesAt,
      };
    },
  },
  'poll.cancel': {
    weight: 1,
    by: 'animator',
    make: ({ rng, installation }) => ({ poll: rng.pick(installation.polls), reason: 'pluie' }),
    last: ({ args }, now) => ({
      subject: `poll/${args.poll}`,
      stands: (now.polls.get(args.poll)?.state ?? 'cancelled') === 'cancelled',
    }),
  },
};
