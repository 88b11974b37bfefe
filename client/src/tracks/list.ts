/** Which tracks are listed, and in which order. Pure. */
import { fold } from '@egoejo/shared/platform/fold.ts';
import { inOrder, type Track } from '@egoejo/shared/tracks/model.ts';

/** Why the member can hear a track: it is theirs, it is shared with a community of theirs, or it is public. */
export const WHOSE = ['all', 'mine', 'communities', 'everybody'] as const;
type Whose = (typeof WHOSE)[number];
export interface TrackFilter {
  query: string;
  whose: Whose;
  /** '': any. */
  genre: string;
  album: string;
}
export const NO_FILTER: TrackFilter = { query: '', whose: 'all', genre: '', album: '' };

/** @param me null: a visitor */
export const whoseOf = ({ member, community }: Track, me: string | null): Exclude<Whose, 'all'> =>
  me !== null && member === me ? 'mine' : community === null ? 'everybody' : 'communities';

/** The tracks that the filter lets through, the newest first. */
export function chosen(tracks: readonly Track[], filter: TrackFilter, me: string | null): Track[] {
  const words = fold(filter.query).split(/\s+/).filter(Boolean);
  return tracks
    .filter((track) => {
      if (filter.whose !== 'all' && whoseOf(track, me) !== filter.whose) return false;
      if (
        (filter.genre !== '' && track.genre !== filter.genre) ||
        (filter.album !== '' && track.album !== filter.album)
      )
        return false;
      const text = fold([track.title, track.artists, track.album, track.genre].join(' '));
      return words.every((word) => text.includes(word));
    })
    .toSorted((a, b) => (a.addedAt === b.addedAt ? (a.id < b.id ? -1 : 1) : a.addedAt < b.addedAt ? 1 : -1));
}

/** What the tracks can be filtered by, in alphabetical order. */
export const valuesOf = (tracks: readonly Track[], of: 'genre' | 'album'): string[] =>
  [...new Set(tracks.map((track) => track[of]))].filter((v) => v !== '').toSorted((a, b) => a.localeCompare(b));

/** A line of the list: the name of an album above its tracks, or a track with those that are heard after it. */
export type Line =
  | { kind: 'album'; key: string; title: string; tracks: readonly Track[] }
  | { kind: 'track'; key: string; track: Track; among: readonly Track[] };

/** An album is what the same member put under one name. */
const albumOf = ({ album, member }: Track): string | null => (album === '' ? null : `${member} ${album}`);

/** The lines of the list. The tracks of an album stand together, at the place of the first of them. */
export function linesOf(tracks: readonly Track[]): Line[] {
  const albums = new Map<string, Track[]>();
  for (const track of tracks) {
    const album = albumOf(track);
    if (album !== null) albums.set(album, [...(albums.get(album) ?? []), track]);
  }
  /** The other tracks of its album; null: it stands alone. */
  const withOthers = (track: Track): [album: string, tracks: Track[]] | null => {
    const album = albumOf(track);
    const those = album === null ? [] : (albums.get(album) ?? []);
    return album === null || those.length < 2 ? null : [album, those];
  };
  const alone = tracks.filter((track) => withOthers(track) === null);
  const begun = new Set<string>();
  return tracks.flatMap((track): Line[] => {
    const found = withOthers(track);
    if (!found) return [{ kind: 'track', key: track.id, track, among: alone }];
    const [album, those] = found;
    if (begun.has(album)) return [];
    begun.add(album);
    const among = inOrder(those);
    return [
      { kind: 'album', key: `album ${album}`, title: track.album, tracks: among },
      ...among.map((one): Line => ({ kind: 'track', key: one.id, track: one, among })),
    ];
  });
}
