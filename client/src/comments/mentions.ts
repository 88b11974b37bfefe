/** Mentions in comments and messages: `@` and the name of somebody who signed one there. Pure. */
import type { Comment } from '@egoejo/shared/comments/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';

export interface Person {
  id: MemberId;
  name: string;
  /** What they wrote last, which tells people of one name apart. */
  wrote: string;
}
/** What a name goes on with. */
export const LETTER = /[\p{L}\p{M}\p{N}_]/u;
/** The beginning of a text that goes on with the name before it: Anne in Anne-Marie is another person. */
const GOES_ON = /^([-’']?[\p{L}\p{M}\p{N}_])/u;

/** What tells who wrote something: of a comment, or of a message in a room. */
type Signed = Pick<Comment, 'author' | 'name' | 'state' | 'text' | 'createdAt'>;

/** Who signed a shown comment, by their last name, the one who wrote last first. Who did not sign is not known. */
export function peopleOf(comments: readonly Signed[]): Person[] {
  const people = new Map<MemberId, Person>();
  for (const { author, name, state, text } of comments.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)))
    if (state === 'shown' && author !== null && name !== null && !people.has(author))
      people.set(author, { id: author, name, wrote: text });
  return [...people.values()];
}

/** A part of a text: with the people whose name it mentions, or none. */
export interface Part {
  text: string;
  people: readonly Person[];
}

/** The text in parts. Of several names that fit the longest counts; people of the same name are mentioned together. */
export function partsOf(text: string, people: readonly Person[]): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    // What follows a letter is an address.
    if (LETTER.test(text[at - 1] ?? ' ')) continue;
    const rest = text.slice(at + 1);
    const fits = people.filter(({ name }) => rest.startsWith(name) && !GOES_ON.test(rest.slice(name.length)));
    const long = Math.max(0, ...fits.map(({ name }) => name.length));
    if (long === 0) continue;
    if (at > from) parts.push({ text: text.slice(from, at), people: [] });
    from = at + 1 + long;
    parts.push({ text: text.slice(at, from), people: fits.filter(({ name }) => name.length === long) });
    at = from - 1;
  }
  if (from < text.length) parts.push({ text: text.slice(from), people: [] });
  return parts;
}

/**
 * Whom a text mentions, each once. @param chosen those who were picked from the list: they count where several people
 * have one name.
 */
export function mentionedIn(text: string, people: readonly Person[], chosen: ReadonlySet<MemberId>): MemberId[] {
  const named = partsOf(text, people).flatMap((part) => {
    const picked = part.people.filter(({ id }) => chosen.has(id));
    return picked.length > 0 ? picked : part.people;
  });
  return [...new Set(named.map(({ id }) => id))];
}
