import * as z from 'zod/mini';
import { groupName, TEXT } from '../accounts/model.ts';
import { line, properName, prose } from '../platform/texts.ts';
import { communityId, type MemberId } from '../platform/ids.ts';

/** The most categories that a community offers. */
export const MOST_CATEGORIES = 40;
/** What its animators offer to those who propose projects, each once. */
export const communityCategories = z.array(line(TEXT.category, 1)).check(
  z.maxLength(MOST_CATEGORIES),
  z.refine((all) => new Set(all).size === all.length),
);

const communityVisibility = z.enum(['public', 'private']);

/** What its animators write about a community. */
export const communityTexts = {
  name: properName(TEXT.name),
  /** A sentence or two for lists. */
  summary: prose(TEXT.summary),
  /** What its members agree on; '' when there is none. */
  charter: prose(TEXT.text),
  visibility: communityVisibility,
} as const;

/** The key of a community's invitation poster: 80 random bits in Crockford's alphabet. */
export const communityKey = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{16}$/));

/** A community, public or visible only to its members. */
export const communityRow = z.object({
  id: communityId,
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  /** What its members agree on; '' when there is none. */
  charter: z.string(),
  visibility: communityVisibility,
  /** The origin of an imported community (the file's own words), else null. */
  source: z.nullable(z.string()),
  createdAt: z.string(),
  /** Since when it takes no new members, proposals, polls or grains; null while it is in use. */
  archivedAt: z.nullable(z.string()),
  /** The group whose members may propose projects, beside animators; null: every member. Absent in version 2. */
  proposers: z.optional(z.nullable(groupName)),
  /** Offered to those who propose projects; empty: those of its projects. Absent in version 3. */
  categories: z.optional(z.array(z.string())),
});
export type Community = z.infer<typeof communityRow>;

const communityRole = z.enum(['member', 'animator']);

/** What an animator may name a member: a moderator handles reports there, and may nothing else that an animator may. */
export const givenRole = z.enum(['member', 'moderator', 'animator']);
export type GivenRole = z.infer<typeof givenRole>;

/** The id is the community's. `moderates`: the member handles the reports of this community; absent in version 1. */
export const membershipRow = z.object({
  id: communityId,
  role: communityRole,
  joinedAt: z.string(),
  moderates: z.optional(z.boolean()),
});
export type Membership = z.infer<typeof membershipRow>;

/** A member of a community as its animators see them; they are other members' rows, so they come by a call. */
export interface CommunityMember {
  id: MemberId;
  /** Null: its member does not show it. */
  name: string | null;
  role: GivenRole;
  joinedAt: string;
}

/** What the key of an invitation poster shows, also of a private community. */
export type CommunityInvitation = Pick<Community, 'id' | 'name' | 'summary' | 'visibility'>;

/** How long a community's animators see who left, days. */
export const DEPARTURES_KEPT_DAYS = 90;
/** The days that the figures of a community cover. */
export const FIGURE_DAYS = 30;

/** How many people an announcement or a poll of a community reaches. */
export interface Reach {
  /** Members who get its announcements and may vote in its polls for members. */
  members: number;
  /** Members and others who may vote in its polls open to all. */
  voters: number;
}

/** What animators see of the life of their community; counted when they ask. */
export interface CommunityFigures {
  members: number;
  animators: number;
  /** Joined within the last FIGURE_DAYS. */
  joined: number;
  /** Ballots cast or changed on each of the last FIGURE_DAYS, UTC, the oldest first. */
  ballots: { day: string; n: number }[];
  openPolls: number;
  /** Members with a ballot in one of its polls within these days. */
  voters: number;
  projects: number;
  /** Grains that its published projects received, and their supporters, each project's counted by itself. */
  grains: number;
  supporters: number;
  /** Proposals that wait for a decision, and since when the oldest does, ISO 8601. */
  waiting: number;
  waitingSince: string | null;
  /** Since when the present poster invites, and who joined since; null: there is no poster. */
  poster: { since: string; joined: number } | null;
  /** The last who left or were removed, newest first. A name is null where its member does not show it. */
  left: { name: string | null; at: string; removed: boolean }[];
}
