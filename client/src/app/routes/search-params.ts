/**
 * The search parameters of addresses. They are text, never JSON: `?q=1e3` asks for the word "1e3". Each route names the
 * parameters that it takes; what it refuses is undefined.
 */
import { readCode, spelled } from '@egoejo/shared/invitations/model.ts';
import { isId } from '@egoejo/shared/platform/uuid.ts';
import { safePath } from './safe-path.ts';

type Search = Record<string, unknown>;

/** The parameters of an address, each as text; of one that comes twice, the first. */
export function parseSearch(query: string): Record<string, string> {
  // Of entries with the same name the last one counts.
  return Object.fromEntries([...new URLSearchParams(query)].toReversed());
}

/** The address's part for these parameters, with its question mark; those that are undefined or empty are left out. */
export function stringifySearch(search: Search): string {
  const kept = Object.entries(search).flatMap(([name, value]) => {
    const given = word(value);
    return given === undefined ? [] : [[name, given]];
  });
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept).toString()}`;
}

const word = (v: unknown): string | undefined => (typeof v === 'string' && v !== '' ? v : undefined);

// The router merges what a route returns over the raw parameters: only a key that is there, even as undefined, hides
// the raw value.

/** A community, of which a list is shown. */
export const ofCommunity = ({ communaute }: Search): { communaute?: string | undefined } => ({
  communaute: isId(communaute) ? communaute : undefined,
});
/** The work that a club is about, and the club that is changed. */
export const ofClub = ({ livre, club }: Search): { livre?: string | undefined; club?: string | undefined } => ({
  livre: isId(livre) ? livre : undefined,
  club: isId(club) ? club : undefined,
});
/** The challenge that is changed, and the community of a new one. */
export const ofChallenge = (search: Search): ReturnType<typeof ofCommunity> & { defi?: string | undefined } => ({
  ...ofCommunity(search),
  defi: isId(search['defi']) ? search['defi'] : undefined,
});
const id = (v: unknown): string | undefined => (isId(v) ? v : undefined);
/** The community of a new room, and what it is about. */
export const ofRoom = (
  search: Search,
): ReturnType<typeof ofCommunity> & {
  club?: string | undefined;
  projet?: string | undefined;
  sondage?: string | undefined;
} => ({
  ...ofCommunity(search),
  club: id(search['club']),
  projet: id(search['projet']),
  sondage: id(search['sondage']),
});
/** The member to whom a conversation is begun. */
export const writtenTo = ({ a }: Search): { a?: string | undefined } => ({ a: id(a) });
/** The message to which a room is opened. */
export const ofMessage = ({ message }: Search): { message?: string | undefined } => ({ message: id(message) });
/** The manuscript whose description is changed. */
export const ofManuscript = ({ manuscrit }: Search): { manuscrit?: string | undefined } => ({
  manuscrit: isId(manuscrit) ? manuscrit : undefined,
});
/** The page to open after a sign-in. */
export const withNext = (search: Search): { suite?: string | undefined } => ({ suite: safePath(search['suite']) });
/** The search parameters on return from an external sign-in provider: signed in there, or refused with a code. */
export const fromProvider = (
  search: Search,
): { suite?: string | undefined; entree?: string | undefined; echec?: string | undefined } => ({
  ...withNext(search),
  entree: word(search['entree']),
  echec: word(search['echec']),
});
/** What another app shares with this one. */
export const shared = (
  search: Search,
): { title?: string | undefined; text?: string | undefined; url?: string | undefined } => ({
  title: word(search['title']),
  text: word(search['text']),
  url: word(search['url']),
});
/** The code of the member who invites. */
export const invitedBy = (search: Search): { par?: string | undefined } => {
  const par = readCode(word(search['par']) ?? '');
  return { par: par === null ? undefined : spelled(par) };
};
/** The place (CFI) at which a book opens. */
export const atPlace = ({ lieu }: Search): { lieu?: string | undefined } => ({
  lieu: typeof lieu === 'string' && /^epubcfi\(\/[^\s\p{Cc}]{1,490}\)$/u.test(lieu) ? lieu : undefined,
});
/** The number of the receipt to check. */
export const ofReceipt = (search: Search): { numero?: string | undefined } => ({ numero: word(search['numero']) });
/** What the search page searches for, and the conversation whose messages alone it searches. */
export const searched = (search: Search): { q?: string | undefined; conversation?: string | undefined } => ({
  q: word(search['q']),
  conversation: id(search['conversation']),
});
/** The list with which the reading page opens: `file` is the queue. Without it the page chooses. */
export const whichList = (search: Search): { liste?: 'file' | undefined } => ({
  liste: search['liste'] === 'file' ? 'file' : undefined,
});
