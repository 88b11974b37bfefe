/** What this device knows of what a member follows, the newest first, also of one moment (ids sort by age). Pure. */
import { followId, plainName, type Follow } from '@egoejo/shared/follows/model.ts';
import { followIdsOf } from '@egoejo/shared/follows/of-work.ts';
import type { Work } from '@egoejo/shared/catalogue/model.ts';
import type { Story } from '@egoejo/shared/reading/model.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';

/** How many the page shows. */
const SHOWN = 20;
const FRESH_MS = 14 * 86_400_000;

export interface Newest {
  kind: 'work' | 'text' | 'track';
  id: string;
  title: string;
  authors: string;
  /** BCP 47; '' if it is not known. */
  language: string;
  /** ISO 8601. */
  at: string;
  /** It came in the last two weeks, after the member began to follow what it is of. */
  fresh: boolean;
}

/** Whether the line of a work's authors names this one; a comma may also be part of a name. Both as `plainName` gives. */
const names = (line: string, author: string): boolean => `, ${line}, `.includes(`, ${author}, `);

/** What is looked through. */
export interface Things {
  works: readonly Work[];
  texts: readonly Story[];
  /** Those that the member hears. */
  tracks: readonly Track[];
  /** Which of these are episodes: they are news of their shows. */
  episodes: ReadonlySet<string>;
}

/** @param now ms since 1970 */
export function newestOf(
  follows: readonly Follow[],
  { works, texts, tracks, episodes }: Things,
  now: number,
): Newest[] {
  const since = new Map(follows.map((f) => [f.id, f.since]));
  const authors = follows.flatMap(({ of, since: from }) =>
    of.kind === 'author' ? [{ author: plainName(of.key), from }] : [],
  );
  /** Since when the member follows one of these; null: they follow none. `more`: other such times. */
  const first = (ids: readonly string[], more: readonly string[] = []) =>
    [...more, ...ids.flatMap((id) => since.get(id) ?? [])].toSorted()[0] ?? null;
  const sinceAuthor = (line: string) => authors.filter(({ author }) => names(line, author)).map(({ from }) => from);
  const sinceMember = (member: string) => first([followId({ kind: 'member', key: member })]);
  const found = [
    ...works.map((w) => ({
      thing: { kind: 'work' as const, id: w.id, title: w.title, authors: w.authors, at: w.addedAt },
      language: w.languages.split(' ')[0] ?? '',
      from: first(
        followIdsOf({ authors: [], categories: w.categories.split(' ') }),
        authors.length > 0 ? sinceAuthor(plainName(w.authors)) : [],
      ),
    })),
    ...texts.map((s) => ({
      thing: { kind: 'text' as const, id: s.id, title: s.title, authors: s.authors, at: s.createdAt },
      language: s.language,
      from: s.author && s.state !== 'withdrawn' ? sinceMember(s.author) : null,
    })),
    ...tracks.map((s) => ({
      thing: {
        kind: 'track' as const,
        id: s.id,
        title: s.title,
        authors: s.artists || (s.memberName ?? ''),
        at: s.addedAt,
      },
      language: s.language,
      from:
        s.member && s.state === 'ready' && s.visibility !== 'private' && !episodes.has(s.id)
          ? sinceMember(s.member)
          : null,
    })),
  ];
  return found
    .flatMap(({ thing, language, from }) =>
      from === null
        ? []
        : [{ ...thing, language, fresh: Date.parse(thing.at) > Math.max(Date.parse(from), now - FRESH_MS) }],
    )
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at) || (a.id < b.id ? 1 : -1))
    .slice(0, SHOWN);
}
