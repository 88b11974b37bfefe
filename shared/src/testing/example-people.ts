/** What an example says: its acts, and what becomes of them by the people who make them. */
import type { ErrorCode } from '../errors.ts';
import type { MutationArgs, MutationName } from '../registry.ts';
import type { ExampleIds } from './example-ids.ts';

/** Kinds of people, as seen from a private community. */
export const people = {
  /** Would be an animator of the community. */
  banned: { status: 'banned', role: 'animator' },
  /** Has not confirmed the address. */
  unconfirmed: { confirmed: false, role: 'member' },
  outsider: {},
  member: { role: 'member' },
  /** May publish texts in the catalogue. */
  author: { role: 'member', roles: ['author'] },
  animator: { role: 'animator' },
  administrator: { roles: ['administrator'] },
} as const;
export type Person = keyof typeof people;

/** How a member was kept out: banned from the community, no longer a member of it, or suspended. */
export type KeptOut = 'barred' | 'removed' | 'suspended';
type Outcome = ErrorCode | 'applied';

/** An example of a mutation. */
export interface Example<N extends MutationName> {
  /** One or more acts; each can be applied after all the acts above it. */
  args: (ids: ExampleIds) => readonly MutationArgs<N>[];
  /** Whom the settlement refuses, and with which code; it accepts everybody else. */
  refuses: Partial<Record<Person, ErrorCode>>;
  /** What becomes of it when its maker, who could do it, was kept out of the community in which it has an effect. */
  keptOut: Record<KeptOut, Outcome>;
  /**
   * What each act of who may do it leaves in the audit log; null: it changes nothing of others, nor of a community. A
   * report is logged without who made it. Here `project.revise` rewrites one's own proposal, and `comment.write` writes
   * no news.
   */
  logged: string | null;
}

export const active = { banned: 'account.banned' } as const;
export const visible = (code: ErrorCode) => ({ ...active, outsider: code });
/** Those whom only an animator's right refuses. */
export const onlyAnimators = (unknown: ErrorCode, code: ErrorCode) => ({
  ...visible(unknown),
  unconfirmed: code,
  member: code,
  author: code,
});
/** Those who are neither authors nor administrators. */
export const onlyAuthors = (code: ErrorCode) => ({
  ...active,
  unconfirmed: code,
  outsider: code,
  member: code,
  animator: code,
});

/** What nobody is kept from: one's own settings, reading, marks, leaving, taking back one's own words. */
export const OWN: Record<KeptOut, Outcome> = { barred: 'applied', removed: 'applied', suspended: 'applied' };
/** The same, but it needs an account in good standing. */
export const STRANGER: Record<KeptOut, Outcome> = { ...OWN, suspended: 'account.banned' };
/** What strangers of a public community may do, and whoever moderators removed may not. */
export const NOT_BARRED: Record<KeptOut, Outcome> = { ...STRANGER, barred: 'community.banned' };
export const both = (code: ErrorCode): Record<KeptOut, Outcome> => ({
  barred: code,
  removed: code,
  suspended: 'account.banned',
});
export const ofMembers = (code: ErrorCode): Record<KeptOut, Outcome> => ({ ...both(code), barred: 'community.banned' });
