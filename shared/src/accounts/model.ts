/** Accounts as the member's own devices see them, and the limits of their texts. */
import * as z from 'zod/mini';
import { memberId } from '../platform/ids.ts';
import { LANGUAGES } from '../platform/languages.ts';
import { TEXT_SIZES } from '../platform/text-sizes.ts';

/** Most bytes of a picture that a member sends as their avatar. */
export const AVATAR_BYTES = 256 * 1024;
/** The longest texts a member may write, in characters. */
export const TEXT = {
  title: 120,
  category: 60,
  summary: 300,
  text: 20_000,
  name: 60,
  comment: 2_000,
  place: 120,
  bio: 500,
} as const;

/** Who may see a field of a profile; private by default. */
export const visibility = z.enum(['private', 'community', 'public']);
export type Visibility = z.infer<typeof visibility>;

export const emailAddress = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254), z.email());
export const PASSWORD_LEAST = 10;
/** So that hashing stays bounded. */
export const PASSWORD_MOST = 200;
export const password = z.string().check(z.minLength(PASSWORD_LEAST), z.maxLength(PASSWORD_MOST));
/**
 * The number of digits of a mailed code. A phone shows its number keys for digits, and a hundred million codes are too
 * many to guess (docs/decisions/53).
 */
export const CODE_DIGITS = 8;
export const signUpCode = z.string().check(z.regex(new RegExp(`^[0-9]{${CODE_DIGITS}}$`)));

export const roles = ['member', 'animator', 'author', 'moderator', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** The name of a group in which administrators put members; policies may name it. */
export const groupName = z.string().check(z.regex(/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/));
/** Most groups of one member. */
export const MOST_GROUPS = 20;

/**
 * The member's own profile; the id is the member's. `groups`: the named groups they are in; absent in version 1.
 * `commentKey`: by which their devices recognise their unsigned comments; absent in version 2.
 */
export const profileRow = z.object({
  id: memberId,
  name: z.string(),
  email: z.string(),
  emailConfirmed: z.boolean(),
  bio: z.string(),
  place: z.string(),
  /** Path under /media, or null. */
  avatar: z.nullable(z.string()),
  visibility: z.object({ name: visibility, bio: visibility, place: visibility, avatar: visibility }),
  /** Global roles; the role of an animator of one community is on the membership. */
  roles: z.array(z.enum(roles)),
  status: z.enum(['active', 'banned']),
  createdAt: z.string(),
  groups: z.optional(z.array(groupName)),
  commentKey: z.optional(z.string()),
});
export type Profile = z.infer<typeof profileRow>;

export const preferencesValue = z.strictObject({
  locale: z.optional(z.enum(LANGUAGES)),
  theme: z.optional(z.enum(['auto', 'light', 'dark'])),
  textSize: z.optional(z.literal(TEXT_SIZES)),
  eco: z.optional(z.union([z.literal('auto'), z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)])),
  wifiOnly: z.optional(z.boolean()),
  /** Megabytes a month, 0: none. */
  dataBudgetMb: z.optional(z.int().check(z.nonnegative(), z.maximum(1_000_000))),
  mailNews: z.optional(z.boolean()),
  readerSize: z.optional(z.int().check(z.minimum(1), z.maximum(5))),
  readerTheme: z.optional(z.enum(['auto', 'light', 'dark', 'sepia'])),
  /** Whether the member was asked to show their name to the members of their communities, and answered. */
  nameAsked: z.optional(z.boolean()),
  /** Where the member lives, ISO 3166-1 alpha-2; '': not said. It is used in sums only (L8), and shown to nobody. */
  country: z.optional(z.string().check(z.regex(/^([A-Z]{2})?$/))),
});
export type Preferences = z.infer<typeof preferencesValue>;
/** The member's preferences; the id is the member's. */
export const preferencesRow = z.object({ id: memberId, value: preferencesValue });
