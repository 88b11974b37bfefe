/** Corruptions of tracks and playlists. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Corruption } from './audit-corruption.ts';

const ID = `'00000000-0000-4000-8000-00000000ffff'`;
/** A track of this member in a state that needs a file. */
const track = (by: MemberId, state: string, seconds = '5', bytes = '9'): string =>
  `insert into track (id, scope, author, title, licence, file, state, file_key, sha256, bytes, seconds, peaks, rev)
    values (${ID}, 'member:${by}', '${by}', 'a', 'by', '', '${state}', 'k', repeat('a', 64), ${bytes},
      ${state === 'ready' ? `${seconds}, ''` : 'null, null'}, 0)`;
const sounds = (qualities: string, bytes = 100): string =>
  `insert into track_sound select ${ID}, q, repeat('a', 64), '[{"key": "a", "bytes": 99, "seconds": 5}]', ${bytes}
    from unnest('${qualities}'::text[]) q`;
/** Several statements as one. */
const both = (...statements: string[]): string => `do $$ begin ${statements.join('; ')}; end $$`;
const ALL = '{opus24,aac32,aac64,aac128}';

/** A playlist of this member with an item. */
const playlist = (by: MemberId, scope: string, itemScope: string): string =>
  both(
    `insert into playlist (id, scope, author, title, rev) values (${ID}, '${scope}', '${by}', 'a', 0)`,
    `insert into playlist_item (id, scope, playlist, track, order_key, rev)
      values (${ID}, '${itemScope}', ${ID}, gen_random_uuid(), 'a0', 0)`,
  );

export const corruptionsOfTracks: readonly Corruption[] = [
  ['a track that nobody prepares', 'track', (w) => track(w.author, 'preparing')],
  ['a track without sound', 'track', (w) => track(w.author, 'ready')],
  ['a track without a quality', 'track', (w) => both(track(w.author, 'ready'), sounds('{aac32,aac64}'))],
  ['pieces that are too light', 'track', (w) => both(track(w.author, 'ready'), sounds(ALL, 98))],
  ['a track of a day', 'track', (w) => both(track(w.author, 'ready', '86400'), sounds(ALL))],
  ['a file larger than any', 'track', (w) => both(track(w.author, 'ready', '5', '600000000'), sounds(ALL))],
  [
    'a track among those of everybody that is its member’s own',
    'scope.track',
    (w) => both(track(w.author, 'ready'), sounds(ALL), `update track set scope = 'catalogue' where id = ${ID}`),
  ],
  [
    'more tracks than a day allows',
    'track.most',
    (w) => `insert into track (id, scope, author, title, licence, file, rev)
      select gen_random_uuid(), 'member:${w.author}', '${w.author}', 'a', 'by', '', 0 from generate_series(1, 101)`,
  ],
  [
    'a playlist of everybody that is its member’s own',
    'scope.playlist',
    (w) => playlist(w.author, 'catalogue', 'catalogue'),
  ],
  [
    'an item that is not where its playlist is',
    'scope.playlist_item',
    (w) => playlist(w.author, `member:${w.author}`, 'catalogue'),
  ],
  [
    'an item without a track',
    'refers.playlist_item.track',
    (w) => playlist(w.author, `member:${w.author}`, `member:${w.author}`),
  ],
  [
    'a like of no track',
    'refers.track_like.track',
    (w) => `insert into track_like (member, track, rev) values ('${w.author}', gen_random_uuid(), 0)`,
  ],
];
