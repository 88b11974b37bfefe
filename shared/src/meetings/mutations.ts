import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { communityId, meetingId } from '../platform/ids.ts';
import { prose } from '../platform/texts.ts';
import { defineMutation } from '../sync/mutation.ts';
import { answer, details } from './model.ts';

/** Plans a meeting of a community, under an id the client makes. It is signed with the member's name. */
export const meetingPlan = defineMutation({
  name: 'meeting.plan',
  version: 1,
  /** `id`: created on the device (`newId`). */
  args: z.strictObject({ id: meetingId, community: communityId, ...details }),
  path: 'cold',
  writes: ({ id }) => [{ e: 'meeting', id }],
  reads: ({ community }, { member }) => [
    { e: 'community', id: community },
    { e: 'profile', id: member },
  ],
  optimistic: (view, { id, ...said }, { member, madeAt }) => [
    {
      e: 'meeting',
      id,
      row: {
        id,
        ...said,
        author: member,
        name: view.get('profile', member)?.name || null,
        yes: 0,
        perhaps: 0,
        state: 'planned',
        reason: '',
        createdAt: madeAt,
        editedAt: null,
      },
    },
  ],
});

/** Changes what a meeting says. Who answered *yes* or *perhaps* is told when its time or its place changed. */
export const meetingEdit = defineMutation({
  name: 'meeting.edit',
  version: 1,
  args: z.strictObject({ meeting: meetingId, ...details }),
  path: 'cold',
  writes: ({ meeting }) => [{ e: 'meeting', id: meeting }],
  optimistic(view, { meeting, ...said }, { madeAt }) {
    const row = view.get('meeting', meeting);
    return row?.state === 'planned' ? [{ e: 'meeting', id: meeting, row: { ...row, ...said, editedAt: madeAt } }] : [];
  },
});

/** Calls a meeting off, for a reason. It stays visible as cancelled; a second cancel changes nothing. */
export const meetingCancel = defineMutation({
  name: 'meeting.cancel',
  version: 1,
  args: z.strictObject({ meeting: meetingId, reason: prose(TEXT.summary, 1) }),
  path: 'cold',
  writes: ({ meeting }) => [{ e: 'meeting', id: meeting }],
  optimistic(view, { meeting, reason }) {
    const row = view.get('meeting', meeting);
    return row?.state === 'planned'
      ? [{ e: 'meeting', id: meeting, row: { ...row, state: 'cancelled' as const, reason } }]
      : [];
  },
});

/**
 * Says whether the member comes. A *yes* takes a place; the last answer of a member counts. The numbers of the meeting
 * move once the server has counted it.
 */
export const meetingAnswer = defineMutation({
  name: 'meeting.answer',
  version: 1,
  args: z.strictObject({ meeting: meetingId, answer }),
  path: 'cold',
  writes: ({ meeting }) => [{ e: 'meetingAnswer', id: meeting }],
  reads: ({ meeting }) => [{ e: 'meeting', id: meeting }],
  optimistic: (_view, { meeting, answer: said }, { madeAt }) => [
    { e: 'meetingAnswer', id: meeting, row: { id: meeting, answer: said, answeredAt: madeAt } },
  ],
});
