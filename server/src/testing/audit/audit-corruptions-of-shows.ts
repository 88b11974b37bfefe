/** Corruptions of podcasts. */
import type { Corruption } from './audit-corruption.ts';

const ID = `'00000000-0000-4000-8000-00000000ffff'`;
/** A podcast of this member that stands in this scope. */
const show = (by: string, scope: string): string =>
  `insert into show (id, scope, author, feed, title, rev)
    values (${ID}, '${scope}', '${by}', 'https://example.org/feed', 'a', 0)`;
/** An episode of that podcast. */
const episode = (scope: string, state = 'offered', track = 'null'): string =>
  `insert into episode (id, scope, show, title, published_at, state, track, rev)
    values (${ID}, '${scope}', ${ID}, 'a', now(), '${state}', ${track}, 0)`;
const both = (...statements: string[]): string => `do $$ begin ${statements.join('; ')}; end $$`;

export const corruptionsOfShows: readonly Corruption[] = [
  ['a podcast of everybody that is its member’s own', 'scope.show', (w) => show(w.author, 'catalogue')],
  [
    'an episode that is not where its podcast is',
    'scope.episode',
    (w) => both(show(w.author, `member:${w.author}`), episode('catalogue')),
  ],
  [
    'an episode whose track is not there',
    'refers.episode.track',
    (w) => both(show(w.author, `member:${w.author}`), episode(`member:${w.author}`, 'ready', 'gen_random_uuid()')),
  ],
  [
    'a follow of no podcast',
    'refers.show_follow.show',
    (w) => `insert into show_follow (member, show, along, rev) values ('${w.author}', gen_random_uuid(), false, 0)`,
  ],
];
