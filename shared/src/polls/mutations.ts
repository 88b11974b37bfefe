import * as z from 'zod/mini';
import { TEXT, shortText } from '../accounts/model.ts';
import { communityId, instant, pollId, projectId } from '../platform/ids.ts';
import { defineMutation, type Change, type ReadView } from '../sync/mutation.ts';
import type { MemberId } from '../platform/ids.ts';
import { ballotCost } from './ballot.ts';
import { ballotContent, pollMethod, pollOption, type Poll } from './model.ts';

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

/** One ballot per member and poll, changed until closing (P2). */
export const pollVote = defineMutation({
  name: 'poll.vote',
  version: 1,
  args: z.strictObject({ poll: pollId, ballot: ballotContent }),
  path: 'hot',
  locks: 'poll',
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

/** Withdrawing before closing refunds all grains; the 5 harvested stay (R5, P4). */
export const pollWithdrawVote = defineMutation({
  name: 'poll.withdrawVote',
  version: 1,
  args: z.strictObject({ poll: pollId }),
  path: 'hot',
  locks: 'poll',
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

const memberMethod = pollMethod.check(z.refine((m) => m.kind !== 'budget', 'method'));

/** An animator's draft, in its author's scope only (P1). Saving with the same id again replaces the draft. */
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
  writes: ({ id }) => [{ e: 'poll', id }],
  optimistic: (_view, args, { madeAt }) => [
    {
      e: 'poll',
      id: args.id,
      row: { ...args, state: 'draft', opensAt: null, result: null, source: null, createdAt: madeAt },
    },
  ],
});

/** The draft moves to its polls scope; options, method and costs are frozen (P1). The server sets the opening time. */
export const pollOpen = defineMutation({
  name: 'poll.open',
  version: 1,
  args: z.strictObject({ poll: pollId }),
  path: 'cold',
  writes: ({ poll }) => [{ e: 'poll', id: poll }],
  /** Only the server opens a poll: nothing is shown as open before its verdict. */
  optimistic: () => [],
});

/** A cancelled poll refunds all its grains afterwards, in a job that can resume (P1, R7). */
export const pollCancel = defineMutation({
  name: 'poll.cancel',
  version: 1,
  args: z.strictObject({ poll: pollId, reason: shortText(TEXT.summary) }),
  path: 'cold',
  writes: ({ poll }) => [{ e: 'poll', id: poll }],
  optimistic: () => [],
});
