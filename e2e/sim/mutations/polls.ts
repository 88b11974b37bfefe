import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import type { BallotContent } from '@egoejo/shared/polls/model.ts';
import { METHODS } from '../world/installation.ts';
import type { Rng } from '../scheduler/rng.ts';
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
    make: ({ rng, installation }) => ({ poll: rng.pick(installation.polls) }),
    last: ({ args, member }, now) => ({
      subject: `ballot/${member}/${args.poll}`,
      stands: !now.ballots.has(`${member}/${args.poll}`),
    }),
  },
  'poll.voteSecretly': {
    weight: 7,
    // Secret polls are among those drafted here.
    make: ({ rng, installation, newId }) => ({
      poll: rng.pick(installation.polls.slice(-6)),
      ballot: rng.chance(0.8) ? BALLOTS[rng.chance(0.7) ? 'choice' : 'judgment'](rng) : null,
      nonce: newId<string>().replaceAll('-', ''),
    }),
    last: ({ args, member }, now) => ({
      subject: `ballot/${member}/${args.poll}`,
      stands: now.ballots.get(`${member}/${args.poll}`) === (args.ballot === null ? undefined : '{"kind":"secret"}'),
    }),
  },
  'poll.draft': {
    weight: 3,
    make: ({ rng, installation, device, newId }) => {
      const id = rng.chance(0.3) ? rng.pick(installation.polls) : newId<PollId>();
      if (!installation.polls.includes(id)) installation.polls.push(id);
      return {
        id,
        community: rng.pick([null, ...installation.communities]),
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
    make: ({ rng, installation, device }) => ({
      poll: rng.pick(installation.polls.slice(-4)),
      opensAt: rng.chance(0.3) ? new Date(device.sched.now() + rng.int(60) * 60_000).toISOString() : null,
    }),
    last: ({ args }, now) => ({
      subject: `poll/${args.poll}`,
      stands: ['open', 'closed'].includes(now.polls.get(args.poll)?.state ?? ''),
    }),
  },
  'poll.extend': {
    weight: 2,
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
    make: ({ rng, installation }) => ({ poll: rng.pick(installation.polls), reason: 'pluie' }),
    last: ({ args }, now) => ({
      subject: `poll/${args.poll}`,
      stands: (now.polls.get(args.poll)?.state ?? 'cancelled') === 'cancelled',
    }),
  },
};
