/** Which shows there are for a member, which episodes are new, and what a list of another app names. Pure. */
import { shortened } from '@egoejo/shared/platform/cut.ts';
import { sha256Hex } from '@egoejo/shared/platform/sha256.ts';
import { plainAddress, type Episode, type Show } from '@egoejo/shared/shows/model.ts';
import { MOST_OPML, newestFirst } from '@egoejo/shared/shows/order.ts';
import { unescapeHtml } from '../platform/values/unescape-html.ts';

/** Why a show is listed: the member added or follows it, a community of theirs has it, or it is public. */
const WHOSE = ['mine', 'communities', 'everybody'] as const;
export type Whose = (typeof WHOSE)[number];

/** Those of which nothing was read yet first, then those that said something new last. */
function byNews(a: Show, b: Show): number {
  const [first, second] = [a.refreshedAt ?? '~', b.refreshedAt ?? '~'];
  return first === second ? (a.id < b.id ? -1 : 1) : first < second ? 1 : -1;
}

/** The shows by why they are listed, those with news first; groups without one are left out. */
export function groupsOf(
  shows: readonly Show[],
  me: string | null,
  followed: ReadonlySet<string>,
): { whose: Whose; shows: Show[] }[] {
  const whoseOf = ({ id, member, community }: Show): Whose =>
    (me !== null && member === me) || followed.has(id) ? 'mine' : community === null ? 'everybody' : 'communities';
  const sorted = shows.toSorted(byNews);
  return WHOSE.map((whose) => ({ whose, shows: sorted.filter((show) => whoseOf(show) === whose) })).filter(
    (group) => group.shows.length > 0,
  );
}

/** So many new episodes of a show are taken along; older ones make room for them. */
export const MOST_ALONG = 3;
/** The newest episodes of a show that came out since the member follows it. */
export const newSince = (episodes: readonly Episode[], since: string): Episode[] =>
  newestFirst(episodes.filter(({ publishedAt }) => publishedAt > since)).slice(0, MOST_ALONG);

/** Most characters of the title of a show in a list. */
const MOST_TITLE = 200;
/** A show in a list of another app. */
export interface Listed {
  title: string;
  feed: string;
}
const OPML = /^\s*(?:<[?!][^>]*>\s*)*<opml[\s>]/i;
const OUTLINE = /<outline\b((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/gi;
const ATTRIBUTE = /([\w:]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const withoutComments = (text: string): string => {
  const [before = '', ...after] = text.split('<!--');
  return before + after.map((part) => part.split('-->').slice(1).join('-->')).join('');
};
/**
 * The shows that an OPML text names, each once; null: it is none. It is read without the parser of the browser, which
 * the policy for Trusted Types forbids, and which reads nothing of a file with one wrong character.
 */
export function listedIn(opml: string): Listed[] | null {
  const text = withoutComments(opml);
  if (!OPML.test(text)) return null;
  const found = new Map<string, Listed>();
  for (const [, attributes = ''] of text.matchAll(OUTLINE)) {
    const said = new Map<string, string>();
    for (const [, name = '', double, single] of attributes.matchAll(ATTRIBUTE))
      said.set(name.toLowerCase(), unescapeHtml(double ?? single ?? '').trim());
    const feed = plainAddress(said.get('xmlurl') ?? '');
    if (feed === '' || found.has(feed)) continue;
    const title = said.get('title') || said.get('text') || new URL(feed).hostname;
    found.set(feed, { title: shortened(title, MOST_TITLE), feed });
    if (found.size === MOST_OPML) break;
  }
  return [...found.values()];
}
type Place = Pick<Show, 'visibility' | 'community'>;
/**
 * The show of this member that is read from this address already, so that another one in that place would be of no use.
 * One that is in another community does not count: each community may have its own.
 */
export const ownOf = (feed: string, shows: readonly Show[], me: string | null, to: Place): Show | undefined => {
  const hash = sha256Hex(feed);
  const elsewhere = ({ visibility, community }: Show): boolean =>
    to.visibility === 'community' && visibility === 'community' && community !== to.community;
  return shows.find((show) => show.member === me && show.feedHash === hash && !elsewhere(show));
};
/** Those whose feed the member has not added yet. */
export const unknownOf = (listed: readonly Listed[], shows: readonly Show[], me: string | null): Listed[] =>
  listed.filter(({ feed }) => !ownOf(feed, shows, me, { visibility: 'private', community: null }));
