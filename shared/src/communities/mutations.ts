import * as z from 'zod/mini';
import { groupName, TEXT } from '../accounts/model.ts';
import { prose } from '../platform/texts.ts';
import { communityId, memberId } from '../platform/ids.ts';
import { defineMutation } from '../sync/mutation.ts';
import { communityCategories, communityKey, communityTexts, givenRole } from './model.ts';

/** Joins a public community, or a private one with the key of its invitation poster. */
export const communityJoin = defineMutation({
  name: 'community.join',
  version: 2,
  upcast: { 1: (args) => args },
  args: z.strictObject({ community: communityId, invitation: z.optional(communityKey) }),
  path: 'cold',
  writes: ({ community }) => [{ e: 'membership', id: community }],
  optimistic: (view, { community }, { madeAt }) =>
    view.get('membership', community)
      ? []
      : [{ e: 'membership', id: community, row: { id: community, role: 'member', joinedAt: madeAt } }],
});

/** Leaves a community; its last animator cannot. */
export const communityLeave = defineMutation({
  name: 'community.leave',
  version: 1,
  args: z.strictObject({ community: communityId }),
  path: 'cold',
  writes: ({ community }) => [{ e: 'membership', id: community }],
  optimistic: (_view, { community }) => [{ e: 'membership', id: community, row: null }],
});

/** Makes a community, under an id the client makes. Its maker animates it. Only those who animate all communities may. */
export const communityCreate = defineMutation({
  name: 'community.create',
  version: 1,
  args: z.strictObject({ id: communityId, ...communityTexts }),
  path: 'cold',
  writes: ({ id }) => [
    { e: 'community', id },
    { e: 'membership', id },
  ],
  optimistic: (view, args, { madeAt }) =>
    view.get('community', args.id)
      ? []
      : [
          {
            e: 'community',
            id: args.id,
            row: { ...args, slug: '', source: null, createdAt: madeAt, archivedAt: null },
          },
          { e: 'membership', id: args.id, row: { id: args.id, role: 'animator', joinedAt: madeAt } },
        ],
});

/**
 * An animator's: changes the fields that are given. A public community that becomes private disappears from the devices
 * of those who are not its members. `proposers` names the group whose members may propose projects; null: every member.
 * `categories` is the whole new list. Version 1 had neither, version 2 no categories.
 */
export const communityEdit = defineMutation({
  name: 'community.edit',
  version: 3,
  upcast: { 1: (args) => args, 2: (args) => args },
  args: z.strictObject({
    community: communityId,
    name: z.optional(communityTexts.name),
    summary: z.optional(communityTexts.summary),
    charter: z.optional(communityTexts.charter),
    visibility: z.optional(communityTexts.visibility),
    proposers: z.optional(z.nullable(groupName)),
    categories: z.optional(communityCategories),
  }),
  path: 'cold',
  writes: ({ community }) => [{ e: 'community', id: community }],
  optimistic(view, { community, name, summary, charter, visibility, proposers, categories }) {
    const row = view.get('community', community);
    if (!row) return [];
    const fields = {
      name: name ?? row.name,
      summary: summary ?? row.summary,
      charter: charter ?? row.charter,
      visibility: visibility ?? row.visibility,
      ...(proposers !== undefined && { proposers }),
      ...(categories && { categories }),
    };
    return [{ e: 'community', id: community, row: { ...row, ...fields } }];
  },
});

/**
 * An animator's: an archived community can still be read, and polls under way run to their end, but it takes no new
 * members, proposals, polls or grains until it is opened again.
 */
export const communityArchive = defineMutation({
  name: 'community.archive',
  version: 1,
  args: z.strictObject({ community: communityId, archived: z.boolean() }),
  path: 'cold',
  writes: ({ community }) => [{ e: 'community', id: community }],
  optimistic(view, { community, archived }, { madeAt }) {
    const row = view.get('community', community);
    return row
      ? [{ e: 'community', id: community, row: { ...row, archivedAt: archived ? (row.archivedAt ?? madeAt) : null } }]
      : [];
  },
});

/**
 * An animator's: gives a member of the community another role. Its last animator keeps theirs. Version 1 did not have
 * the role `moderator`.
 */
export const communityAppoint = defineMutation({
  name: 'community.appoint',
  version: 2,
  upcast: { 1: (args) => args },
  args: z.strictObject({ community: communityId, member: memberId, role: givenRole }),
  path: 'cold',
  writes: () => [],
  reads: ({ community }) => [{ e: 'community', id: community }],
  /** The membership of another member is not on this device. */
  optimistic: () => [],
});

/** An animator's: ends the membership of another member, and with it the present invitation poster. */
export const communityRemove = defineMutation({
  name: 'community.remove',
  version: 1,
  args: z.strictObject({ community: communityId, member: memberId, reason: prose(TEXT.summary, 1) }),
  path: 'cold',
  writes: () => [],
  reads: ({ community }) => [{ e: 'community', id: community }],
  optimistic: () => [],
});
