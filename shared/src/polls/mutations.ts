import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { line, plainLine, prose } from '../platform/texts.ts';
import { communityId, instant, pollId, projectId } from '../platform/ids.ts';
import { defineMutation, type Change, type ReadView } from '../sync/mutation.ts';
import type { MemberId } from '../platform/ids.ts';
import { ballotCost } from './ballot.ts';
import { BUDGET_RULES, ballotContent, pollMethod, pollOption, type Poll, type PollMethod } from './model.ts';

/** The grains that casting or withdrawing takes from the wallet: the difference to the previous ballot (P4). */
function difference(view: ReadView, poll: Poll, next: number): number {
  return next - (view.get('ballot', poll.id)?.grains ?? 0);
}
function moveWallet(view: ReadView, member: MemberId, spend: number): Change[] {
  const wallet = view.get('wallet', member);
  if (!wallet || spend === 0) return [];
  return [
    { e: 'wallet', id: member, row: { ...wallet, balance: wallet.balance - spend, planted: wallet.planted + spend } },
  ];
}

/**
 * Casts the member's one ballot in an open poll, or replaces it until closing (P2). A `choice` ballot names one to
 * `max` different options and is free. A `quadratic` ballot gives whole votes to options: v votes cost v² credits, all
 * together at most `credits`, and each credit costs `unit` grains; replacing moves the difference. A `judgment` ballot
 * grades options by number, 0 = worst, and is free. A `budget` ballot names projects, each with points if the poll's
 * terms have `points`, and is free. The first vote in a poll harvests grains. Version 1 had neither `judgment` nor
 * `budget` ballots.
 */
export const pollVote = defineMutation({
  name: 'poll.vote',
  version: 2,
  upcast: { 1: (args) => args },
  args: z.strictObject({ poll: pollId, ballot: ballotContent }),
  path: 'hot',
  locks: { table: 'poll', arg: 'poll' },
  cost(args, view) {
    const poll = view.get('poll', args.poll);
    return poll ? Math.max(0, difference(view, poll, ballotCost(poll.method, args.ballot))) : 0;
  },
  writes: ({ poll }, { member }) => [
    { e: 'ballot', id: poll },
    { e: 'wallet', id: member },
  ],
  reads: ({ poll }) => [{ e: 'poll', id: poll }],
  optimistic(view, { poll: id, ballot }, { member, madeAt }) {
    const poll = view.get('poll', id);
    if (!poll) return [];
    const grains = ballotCost(poll.method, ballot);
    return [
      ...moveWallet(view, member, difference(view, poll, grains)),
      { e: 'ballot', id, row: { id, content: ballot, grains, castAt: madeAt } },
    ];
  },
});

/** Deletes the ballot before closing and gives its grains back; what the vote harvested stays (R5, P4). */
export const pollWithdrawVote = defineMutation({
  name: 'poll.withdrawVote',
  version: 1,
  args: z.strictObject({ poll: pollId }),
  path: 'hot',
  locks: { table: 'poll', arg: 'poll' },
  writes: ({ poll }, { member }) => [
    { e: 'ballot', id: poll },
    { e: 'wallet', id: member },
  ],
  reads: ({ poll }) => [{ e: 'poll', id: poll }],
  optimistic(view, { poll: id }, { member }) {
    const ballot = view.get('ballot', id);
    if (!ballot) return [];
    return [...moveWallet(view, member, -ballot.grains), { e: 'ballot', id, row: null }];
  },
});

/** 22 characters of base64url or more hold 128 random bits. */
const nonce = z.string().check(z.regex(/^[A-Za-z0-9_-]{22,64}$/));

/**
 * Casts the member's one ballot in an open secret poll, replaces it, or withdraws it (`ballot: null`) until closing
 * (P2). The server seals it with a key outside its database and sends back only that there is one. `nonce` is random
 * and stored by no server, so that nobody can guess a ballot from the hash in the receipt. The first vote in a poll
 * harvests grains. Devices forget the ballot once the poll is over.
 */
export const pollVoteSecretly = defineMutation({
  name: 'poll.voteSecretly',
  version: 1,
  args: z.strictObject({ poll: pollId, ballot: z.nullable(ballotContent), nonce }),
  path: 'cold',
  writes: ({ poll }) => [{ e: 'ballot', id: poll }],
  reads: ({ poll }) => [{ e: 'poll', id: poll }],
  forget: {
    entity: 'poll',
    id: ({ poll }) => poll,
    once: ({ state }) => state === 'closed' || state === 'cancelled',
    left: ({ poll }) => ({ poll }),
  },
  optimistic: (_view, { poll: id, ballot }, { madeAt }) => [
    { e: 'ballot', id, row: ballot && { id, content: { kind: 'secret' }, grains: 0, castAt: madeAt } },
  ],
});

/** A method that members can vote by: a budget poll has terms, and ballots and a rule that fit them. */
const votable = (m: PollMethod): boolean =>
  m.kind === 'judgment'
    ? m.ungraded < m.grades.length && new Set(m.grades).size === m.grades.length && !m.grades.includes('')
    : m.kind !== 'budget' ||
      (m.terms !== undefined &&
        m.budget > 0 &&
        BUDGET_RULES.some((rule) => rule === m.rule) &&
        m.ballots === (m.terms.points === null ? 'approval' : 'cumulative') &&
        /^[A-Z]{3}$/.test(m.currency));
const newOption = z.strictObject({ ...pollOption.shape, label: line(200, 1) });
const plainGrades = (m: PollMethod): PollMethod =>
  m.kind === 'judgment' ? { ...m, grades: m.grades.map(plainLine) } : m;
const memberMethod = pollMethod.check(z.overwrite(plainGrades), z.refine(votable, 'votable method'));

/**
 * An animator's draft, under an id the client makes, in its author's own scope (P1); the same id again replaces it.
 * `community: null`: a poll of all communities. A budget poll names a cost above 0 and within the budget for each
 * option, and no other costs. `secret`: by secret ballots, which cost no grains (P2). Version 1 had neither `judgment`
 * nor `budget` polls, version 2 no secret ones.
 */
export const pollDraft = defineMutation({
  name: 'poll.draft',
  version: 3,
  upcast: { 1: (args) => args, 2: (args) => ({ ...args, secret: false }) },
  args: z.strictObject({
    id: pollId,
    community: z.nullable(communityId),
    project: z.nullable(projectId),
    title: line(TEXT.title, 1),
    text: prose(TEXT.text),
    method: memberMethod,
    options: z.array(newOption).check(z.minLength(2), z.maxLength(100)),
    openToAll: z.boolean(),
    secret: z.boolean(),
    quorum: z.nullable(z.int().check(z.positive(), z.maximum(1_000_000_000))),
    closesAt: instant,
  }),
  path: 'cold',
  writes: ({ id }) => [{ e: 'poll', id }],
  optimistic: (_view, args, { madeAt }) => [
    {
      e: 'poll',
      id: args.id,
      row: { ...args, state: 'draft', opensAt: null, result: null, source: null, createdAt: madeAt },
    },
  ],
});

/**
 * An animator's: the draft moves to its `polls:` scope; options, method and costs are frozen (P1). The server sets the
 * opening time: at once, or at `opensAt` if that is later by its clock; until then everybody sees the poll and nobody
 * votes. Version 1 had no `opensAt`.
 */
export const pollOpen = defineMutation({
  name: 'poll.open',
  version: 2,
  upcast: { 1: (args) => ({ ...args, opensAt: null }) },
  args: z.strictObject({ poll: pollId, opensAt: z.nullable(instant) }),
  path: 'cold',
  writes: ({ poll }) => [{ e: 'poll', id: poll }],
  /** Only the server opens a poll: nothing is shown as open before its verdict. */
  optimistic: () => [],
});

/**
 * An animator's: ends an open poll and refunds its grains afterwards, in a job that can resume; or deletes a draft (P1,
 * R7).
 */
export const pollCancel = defineMutation({
  name: 'poll.cancel',
  version: 1,
  args: z.strictObject({ poll: pollId, reason: prose(TEXT.summary) }),
  path: 'cold',
  writes: ({ poll }) => [{ e: 'poll', id: poll }],
  optimistic: () => [],
});

/**
 * An animator's: moves the closing time of an open poll later, never earlier, with a reason that its page shows. A poll
 * whose closing time has passed stays closed (P1).
 */
export const pollExtend = defineMutation({
  name: 'poll.extend',
  version: 1,
  args: z.strictObject({ poll: pollId, closesAt: instant, reason: prose(TEXT.summary, 1) }),
  path: 'cold',
  writes: ({ poll }) => [{ e: 'poll', id: poll }],
  /** Only the server knows whether the poll is still open: until its verdict the old closing time is shown. */
  optimistic: () => [],
});
