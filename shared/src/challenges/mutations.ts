import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { challengeId, communityId, type ChallengeId } from '../platform/ids.ts';
import { prose } from '../platform/texts.ts';
import { defineMutation } from '../sync/mutation.ts';
import { details, pseudonym } from './model.ts';

const newPart = (id: ChallengeId, madeAt: string) => ({
  e: 'challengePart' as const,
  id,
  row: { id, progress: 0, joinedAt: madeAt, reachedAt: null },
});

/**
 * Makes a challenge of a community, signed with the member's name, or one of the member alone, in which they then take
 * part. Of a member alone nothing is counted together.
 */
export const challengeMake = defineMutation({
  name: 'challenge.make',
  version: 1,
  /** `id`: created on the device (`newId`). `community` null: a challenge of the member alone. */
  args: z.strictObject({ id: challengeId, community: z.nullable(communityId), ...details }),
  path: 'cold',
  writes: ({ id, community }) => [{ e: 'challenge', id }, ...(community ? [] : [{ e: 'challengePart' as const, id }])],
  reads: ({ community }, { member }) => [
    ...(community ? [{ e: 'community' as const, id: community }] : []),
    { e: 'profile', id: member },
  ],
  optimistic: (view, { id, community, ...said }, { member, madeAt }) => [
    {
      e: 'challenge',
      id,
      row: {
        id,
        community,
        ...said,
        together: said.together && community !== null,
        author: member,
        name: view.get('profile', member)?.name || null,
        participants: 0,
        sum: 0,
        reachedAt: null,
        state: 'planned',
        reason: '',
        createdAt: madeAt,
        editedAt: null,
      },
    },
    ...(community ? [] : [newPart(id, madeAt)]),
  ],
});

/** Changes a challenge before it begins. */
export const challengeEdit = defineMutation({
  name: 'challenge.edit',
  version: 1,
  args: z.strictObject({ challenge: challengeId, ...details }),
  path: 'cold',
  writes: ({ challenge }) => [{ e: 'challenge', id: challenge }],
  optimistic(view, { challenge, ...said }, { madeAt }) {
    const row = view.get('challenge', challenge);
    if (row?.state !== 'planned') return [];
    const together = said.together && row.community !== null;
    return [{ e: 'challenge', id: challenge, row: { ...row, ...said, together, editedAt: madeAt } }];
  },
});

/** Calls a challenge off, for a reason: nothing counts for it any more. A second cancel changes nothing. */
export const challengeCancel = defineMutation({
  name: 'challenge.cancel',
  version: 1,
  args: z.strictObject({ challenge: challengeId, reason: prose(TEXT.summary, 1) }),
  path: 'cold',
  writes: ({ challenge }) => [{ e: 'challenge', id: challenge }],
  optimistic(view, { challenge, reason }) {
    const row = view.get('challenge', challenge);
    return row?.state === 'planned'
      ? [{ e: 'challenge', id: challenge, row: { ...row, state: 'cancelled' as const, reason } }]
      : [];
  },
});

/** Takes part in a challenge: what the member read since its start counts. The server counts. */
export const challengeJoin = defineMutation({
  name: 'challenge.join',
  version: 1,
  args: z.strictObject({ challenge: challengeId }),
  path: 'cold',
  writes: ({ challenge }) => [{ e: 'challengePart', id: challenge }],
  reads: ({ challenge }) => [{ e: 'challenge', id: challenge }],
  optimistic: (view, { challenge }, { madeAt }) =>
    view.get('challengePart', challenge) ? [] : [newPart(challenge, madeAt)],
});

/** Takes part no longer: what the member read no longer counts for the community. */
export const challengeLeave = defineMutation({
  name: 'challenge.leave',
  version: 1,
  args: z.strictObject({ challenge: challengeId }),
  path: 'cold',
  writes: ({ challenge }) => [{ e: 'challengePart', id: challenge }],
  reads: ({ challenge }) => [{ e: 'challenge', id: challenge }],
  optimistic: (_view, { challenge }) => [{ e: 'challengePart', id: challenge, row: null }],
});

/** Stands in the leaderboard of a community under a pseudonym; again: under another one. */
export const leaderboardJoin = defineMutation({
  name: 'leaderboard.join',
  version: 1,
  args: z.strictObject({ community: communityId, pseudonym }),
  path: 'cold',
  writes: ({ community }) => [{ e: 'leaderboardOwn', id: community }],
  reads: ({ community }) => [{ e: 'community', id: community }],
  optimistic: (view, { community, pseudonym: said }) => {
    const place = view.get('leaderboardOwn', community)?.place ?? null;
    return [{ e: 'leaderboardOwn', id: community, row: { id: community, place, pseudonym: said } }];
  },
});

/** Leaves the leaderboard of a community: the line goes at once, with its points. */
export const leaderboardLeave = defineMutation({
  name: 'leaderboard.leave',
  version: 1,
  args: z.strictObject({ community: communityId }),
  path: 'cold',
  writes: ({ community }) => [{ e: 'leaderboardOwn', id: community }],
  optimistic: (_view, { community }) => [{ e: 'leaderboardOwn', id: community, row: null }],
});
