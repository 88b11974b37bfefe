import * as z from 'zod/mini';
import { TEXT, shortText } from '../accounts/model.ts';
import { communityId, instant, pollId, projectId } from '../platform/ids.ts';
import { defineMutation, type Change, type ReadView } from '../sync/mutation.ts';
import type { MemberId } from '../platform/ids.ts';
import { ballotCost } from './ballot.ts';
import { ballotContent, pollMethod, pollOption, type Poll } from './model.ts';

/** What casting or withdrawing moves in the wallet: the difference to the ballot before it (P4). */
function difference(view: ReadView, poll: Poll, next: number): number {
  return next - (view.get('ballot', poll.id)?.grains ?? 0);
}
function moveWallet(view: ReadView, member: MemberId, spend: number): Change[] {
  const wallet = view.get('wallet', member);
  if (!wallet || spend === 0) return [];
  return [{ e: 'wallet', id: member, row: { ...wallet, balance: wallet.balance - spend, planted: wallet.planted + spend } }];
}

/** P2: one ballot per member and poll, changed until closing. */
export const pollVote = defineMutation({
  name: 'poll.vote',
  version: 1,
  args: z.strictObject({ poll: pollId, ballot: ballotContent }),
  path: 'hot',
  secretArgs: ['ballot'],
  cost(args, view) {
    const poll = view.get('poll', args.poll);
    return poll ? Math.max(0, difference(view, poll, ballotCost(poll.method, args.ballot))) : 0;
  },
  touches: ({ poll }, { member }) => [{ e: 'poll', id: poll }, { e: 'ballot', id: poll }, { e: 'wallet', id: member }],
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

/** P4: withdrawing before closing refunds all; the 5 harvested stay (R5). */
export const pollWithdrawVote = defineMutation({
  name: 'poll.withdrawVote',
  version: 1,
  args: z.strictObject({ poll: pollId }),
  path: 'hot',
  touches: ({ poll }, { member }) => [{ e: 'poll', id: poll }, { e: 'ballot', id: poll }, { e: 'wallet', id: member }],
  optimistic(view, { poll: id }, { member }) {
    const ballot = view.get('ballot', id);
    if (!ballot) return [];
    return [...moveWallet(view, member, -ballot.grains), { e: 'ballot', id, row: null }];
  },
});

const memberMethod = pollMethod.check(z.refine((m) => m.kind !== 'budget', 'method'));

/** An animator's draft, in its author's scope only (P1). The same id again replaces the draft. */
export const pollDraft = defineMutation({
  name: 'poll.draft',
  version: 1,
  args: z.strictObject({
    id: pollId,
    community: z.nullable(communityId),
    project: z.nullable(projectId),
    title: shortText(TEXT.title, 1),
    text: shortText(TEXT.text),
    method: memberMethod,
    options: z.array(pollOption).check(z.minLength(2), z.maxLength(100)),
    openToAll: z.boolean(),
    quorum: z.nullable(z.int().check(z.positive(), z.maximum(1_000_000_000))),
    closesAt: instant,
  }),
  path: 'cold',
  touches: ({ id }) => [{ e: 'poll', id }],
  optimistic: (_view, args, { madeAt }) => [
    { e: 'poll', id: args.id, row: { ...args, state: 'draft', opensAt: null, result: null, source: null, createdAt: madeAt } },
  ],
});

/** The draft moves to its polls scope; options, method and costs are frozen (P1). Opening time is the server's. */
export const pollOpen = defineMutation({
  name: 'poll.open',
  version: 1,
  args: z.strictObject({ poll: pollId }),
  path: 'cold',
  sharedScope: true,
  touches: ({ poll }) => [{ e: 'poll', id: poll }],
  /** Opening is the server's word alone: nothing is shown open before it. */
  optimistic: () => [],
});

/** R7: a cancelled poll refunds all its grains, afterwards, resumably (P1). */
export const pollCancel = defineMutation({
  name: 'poll.cancel',
  version: 1,
  args: z.strictObject({ poll: pollId, reason: shortText(TEXT.summary) }),
  path: 'cold',
  sharedScope: true,
  touches: ({ poll }) => [{ e: 'poll', id: poll }],
  optimistic: () => [],
});
