/** Which tracks are listed, and in which order. Pure. */
import { fold } from '@egoejo/shared/platform/fold.ts';
import { inOrder, type Track } from '@egoejo/shared/tracks/model.ts';

/**
 * Why the member can hear a track: it is theirs, it is shared with a community of theirs, or it is public. `here`: it
 * is on this device.
 */
export const WHOSE = ['all', 'here', 'mine', 'communities', 'everybody'] as const;
export type Whose = (typeof WHOSE)[number];
export interface TrackFilter {
  query: string;
  whose: Whose;
  /** '': any. */
  genre: string;
  album: string;
}
export const NO_FILTER: TrackFilter = { query: '', whose: 'all', genre: '', album: '' };

/** @param me null: a visitor */
export const whoseOf = ({ member, community }: Track, me: string | null): Exclude<Whose, 'all' | 'here'> =>
  me !== null && member === me ? 'mine' : community === null ? 'everybody' : 'communities';

/** The tracks that the filter lets through, the newest first. @param here those that are on this device */
export function chosen(
  tracks: readonly Track[],
  filter: TrackFilter,
  me: string | null,
  here: ReadonlySet<string> = new Set(),
): Track[] {
  const words = fold(filter.query).split(/\s+/).filter(Boolean);
  return tracks
    .filter((track) => {
      const { whose } = filter;
      if (whose === 'here' ? !here.has(track.id) : whose !== 'all' && whoseOf(track, me) !== whose) return false;
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
  | { kind: 'album'; key: string; album: string; title: string; tracks: readonly Track[] }
  | { kind: 'track'; key: string; track: Track; among: readonly Track[] };

/** An album is what the same member put under one name. */
export const albumKey = ({ album, member }: Track): string | null => (album === '' ? null : `${member} ${album}`);

/** Albums of two tracks or more, by their key, each in its order. */
export function albumsOf(tracks: readonly Track[]): Map<string, Track[]> {
  const albums = new Map<string, Track[]>();
  for (const track of tracks) {
    const album = albumKey(track);
    if (album !== null) albums.set(album, [...(albums.get(album) ?? []), track]);
  }
  return new Map([...albums].filter(([, those]) => those.length > 1).map(([key, those]) => [key, inOrder(those)]));
}

/** The lines of the list. The tracks of an album stand together, at the place of the first of them. */
export function linesOf(tracks: readonly Track[]): Line[] {
  const albums = albumsOf(tracks);
  const alone = tracks.filter((track) => !albums.has(albumKey(track) ?? ''));
  const begun = new Set<string>();
  return tracks.flatMap((track): Line[] => {
    const album = albumKey(track) ?? '';
    const among = albums.get(album);
    if (!among) return [{ kind: 'track', key: track.id, track, among: alone }];
    if (begun.has(album)) return [];
    begun.add(album);
    return [
      { kind: 'album', key: `album ${album}`, album, title: track.album, tracks: among },
      ...among.map((one): Line => ({ kind: 'track', key: one.id, track: one, among })),
    ];
  });
}

/** The tracks of one artist: those of albums, album by album, the newest first, and the other ones, the newest first. */
export function ofArtist(tracks: readonly Track[]): { albums: Track[]; alone: Track[] } {
  const newest = chosen(tracks, NO_FILTER, null);
  const albums = albumsOf(newest);
  return { albums: [...albums.values()].flat(), alone: newest.filter((track) => !albums.has(albumKey(track) ?? '')) };
}
