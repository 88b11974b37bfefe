/** Artists, albums and songs as the Subsonic API names their fields. Pure. */
import { cut, firstSign } from '@egoejo/shared/platform/cut.ts';
import type { Body } from './answer.ts';
import type { Album, Artist, Song } from './music.ts';
import type { List } from './playlists.ts';

/** The only folder of music. */
export const FOLDER = { id: 1, name: 'EGOEJO' } as const;
const VARIOUS = 'Various Artists';

export const artistShape = ({ id, name, albums, cover }: Artist): Body => ({
  id,
  name,
  coverArt: cover,
  albumCount: albums,
});

export const albumShape = (album: Album): Body => ({
  id: album.id,
  name: album.name,
  artist: album.artist ?? VARIOUS,
  artistId: album.artistId,
  coverArt: album.cover,
  songCount: album.songs,
  duration: Math.round(album.seconds),
  created: album.createdAt,
  genre: album.genre,
});

/** The album as a folder. */
export const folderShape = (album: Album): Body => ({
  id: album.id,
  parent: album.artistId,
  isDir: true,
  title: album.name,
  album: album.name,
  artist: album.artist ?? VARIOUS,
  coverArt: album.cover,
  duration: Math.round(album.seconds),
  created: album.createdAt,
  genre: album.genre,
});

const MOST_NAME = 80;
/** A part of a path that every file system takes. */
const inPath = (text: string): string =>
  cut(text.replace(/[\p{C}/\\:*?"<>|]/gu, ' '), MOST_NAME).replace(/^[.\s]+|[.\s]+$/g, '') || '_';

export function songShape(song: Song): Body {
  const number = song.number === null ? '' : `${String(song.number).padStart(2, '0')} `;
  return {
    id: song.id,
    parent: song.albumId,
    isDir: false,
    title: song.title,
    album: song.album,
    artist: song.artist,
    track: song.number,
    genre: song.genre || null,
    coverArt: song.cover,
    size: song.bytes,
    contentType: 'audio/mp4',
    suffix: 'm4a',
    duration: Math.round(song.seconds),
    bitRate: song.bytes === null ? null : Math.round((song.bytes * 8) / song.seconds / 1000),
    path: `${inPath(song.artist)}/${inPath(song.album)}/${number}${inPath(song.title)}.m4a`,
    isVideo: false,
    created: song.createdAt,
    starred: song.likedAt,
    albumId: song.albumId,
    artistId: song.artistId,
    type: 'music',
    mediaType: 'song',
  };
}

/** Artists under the first letters of their names; `artists` is sorted by name. */
export function lettersOf(artists: readonly Artist[]): Body[] {
  const letters = new Map<string, Artist[]>();
  for (const artist of artists) {
    const first = firstSign(artist.name).normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
    const letter = /^\p{L}/u.test(first) ? first : '#';
    letters.set(letter, [...(letters.get(letter) ?? []), artist]);
  }
  return [...letters].map(([name, those]) => ({ name, artist: those.map(artistShape) }));
}

/** Lists are changed in the app itself. */
export const listShape = (list: List): Body => ({
  id: list.id,
  name: list.name,
  comment: list.comment || null,
  owner: list.owner,
  public: list.shared,
  readonly: true,
  songCount: list.songs,
  duration: Math.round(list.seconds),
  created: list.createdAt,
  changed: list.changedAt,
  coverArt: list.cover,
});
