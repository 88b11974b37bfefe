import * as z from 'zod/mini';
import type { ClubId, CommunityId } from '../platform/ids.ts';
import { bookId, clubId, communityId } from '../platform/ids.ts';
import type { Topic } from '../forum/model.ts';
import { defineMutation } from '../sync/mutation.ts';
import { clubDetails, type ClubPart } from './model.ts';

const topicOf = (
  { id, title, upTo, day }: ClubPart,
  club: ClubId,
  community: CommunityId | null,
  createdAt: string,
): Topic => ({ id, community, title, first: null, club, upTo, day, closed: false, pinned: false, createdAt });

/** Begins a club about a work, with its parts, under ids the client makes; who begins it joins it. */
export const clubBegin = defineMutation({
  name: 'club.begin',
  version: 1,
  /** `id`: created on the device (`newId`), like those of the parts. `community` null: open to all. */
  args: z.strictObject({ id: clubId, community: z.nullable(communityId), work: bookId, ...clubDetails }),
  path: 'cold',
  writes: ({ id, parts }) => [
    { e: 'club', id },
    { e: 'clubMember', id },
    ...parts.map((part) => ({ e: 'topic' as const, id: part.id })),
  ],
  reads: ({ community, work }, { member }) => [
    ...(community === null ? [] : [{ e: 'community' as const, id: community }]),
    { e: 'work', id: work },
    { e: 'profile', id: member },
  ],
  optimistic: (view, { id, community, work, title, text, parts }, { member, madeAt }) => [
    {
      e: 'club',
      id,
      row: {
        id,
        community,
        work,
        author: member,
        name: view.get('profile', member)?.name || null,
        title,
        text,
        members: 1,
        state: 'open',
        createdAt: madeAt,
        editedAt: null,
      },
    },
    { e: 'clubMember', id, row: { id, since: madeAt } },
    ...parts.map((part) => ({ e: 'topic' as const, id: part.id, row: topicOf(part, id, community, madeAt) })),
  ],
});

/**
 * Changes what a club says, and its parts: those with a new id are added, those left out go. A part of which somebody
 * spoke stays.
 */
export const clubEdit = defineMutation({
  name: 'club.edit',
  version: 1,
  args: z.strictObject({ club: clubId, ...clubDetails }),
  path: 'cold',
  writes: ({ club, parts }) => [
    { e: 'club', id: club },
    ...parts.map((part) => ({ e: 'topic' as const, id: part.id })),
  ],
  optimistic(view, { club, title, text, parts }, { madeAt }) {
    const row = view.get('club', club);
    if (row?.state !== 'open') return [];
    return [
      { e: 'club', id: club, row: { ...row, title, text, editedAt: madeAt } },
      ...parts.map((part) => ({
        e: 'topic' as const,
        id: part.id,
        row: { ...topicOf(part, club, row.community, madeAt), ...view.get('topic', part.id), ...part },
      })),
    ];
  },
});

/** Joins a club, or leaves it. Who joined is told when a part is due. */
export const clubJoin = defineMutation({
  name: 'club.join',
  version: 1,
  args: z.strictObject({ club: clubId, on: z.boolean() }),
  path: 'cold',
  writes: ({ club }) => [{ e: 'clubMember', id: club }],
  reads: ({ club }) => [{ e: 'club', id: club }],
  optimistic: (_view, { club, on }, { madeAt }) => [
    { e: 'clubMember', id: club, row: on ? { id: club, since: madeAt } : null },
  ],
});
