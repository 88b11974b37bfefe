/** The methods of the Subsonic API (1.16.1, with extensions of OpenSubsonic) that answer with data. */
import { inOrder } from '@egoejo/shared/tracks/model.ts';
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { Body, FaultName } from './answer.ts';
import {
  ALBUM_ORDERS,
  albumsOf,
  artistsOf,
  countOf,
  genresOf,
  nameOf,
  songsOf,
  type Album,
  type AlbumOrder,
  type Part,
} from './music.ts';
import { listOf, listsOf } from './playlists.ts';
import { albumShape, artistShape, FOLDER, folderShape, lettersOf, listShape, songShape } from './shapes.ts';

/** What was asked, and by whom. */
export interface Asked {
  db: Queryable;
  member: MemberId;
  /** A parameter; undefined: it is missing. */
  text: (name: string) => string | undefined;
}
type Method = (asked: Asked) => Body | FaultName | Promise<Body | FaultName>;

/** Most rows of an answer. */
const MOST = 500;
const MOST_WORDS = 8;

/** A whole number from 0 to `most`. */
function numberOf({ text }: Asked, name: string, fallback: number, most: number): number {
  const given = text(name) ?? '';
  return /^\d+$/.test(given) ? Math.min(Number(given), most) : fallback;
}
const partOf = (asked: Asked, count: string, offset: string, usual: number): Part => ({
  count: numberOf(asked, count, usual, MOST),
  offset: numberOf(asked, offset, 0, 1_000_000),
});

async function albumList(asked: Asked): Promise<Album[] | FaultName> {
  const type = asked.text('type');
  const part = partOf(asked, 'size', 'offset', 10);
  if (type === undefined) return 'missing';
  if (type === 'byGenre') {
    const genre = asked.text('genre');
    return genre === undefined ? 'missing' : albumsOf(asked, { genre }, 'alphabeticalByName', part);
  }
  // What would need plays, years or stars of albums has none.
  return Object.hasOwn(ALBUM_ORDERS, type) ? albumsOf(asked, {}, type as AlbumOrder, part) : [];
}

/** @param name of the answer. */
const search =
  (name: 'searchResult2' | 'searchResult3'): Method =>
  async (asked) => {
    // Players ask for everything by "" or nothing.
    const words = (asked.text('query') ?? '').replace(/["*]/g, ' ').split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
    const part = (of: string): Part => partOf(asked, `${of}Count`, `${of}Offset`, 20);
    const artist = await artistsOf(asked, { words }, part('artist'));
    const album = await albumsOf(asked, { words }, 'alphabeticalByName', part('album'));
    const song = await songsOf(asked, { words }, part('song'));
    return {
      [name]: {
        artist: artist.map(artistShape),
        album: album.map(name === 'searchResult3' ? albumShape : folderShape),
        song: song.map(songShape),
      },
    };
  };

async function directory(asked: Asked): Promise<Body | FaultName> {
  const id = asked.text('id');
  if (id === undefined) return 'missing';
  if (id.startsWith('ar-')) {
    const [artist] = await artistsOf(asked, { artist: id });
    if (!artist) return 'unknown';
    const child = (await albumsOf(asked, { artist: id })).map(folderShape);
    return { directory: { id, name: artist.name, child } };
  }
  const [album] = await albumsOf(asked, { album: id });
  if (!album) return 'unknown';
  const child = inOrder(await songsOf(asked, { album: id })).map(songShape);
  return { directory: { id, parent: album.artistId, name: album.name, child } };
}

const randomSongs = async (asked: Asked): Promise<Body> => {
  const genre = asked.text('genre');
  const part = { count: numberOf(asked, 'size', 10, MOST), offset: 0 };
  return {
    randomSongs: { song: (await songsOf(asked, genre === undefined ? {} : { genre }, part, 'random')).map(songShape) },
  };
};

/** What the member likes, the latest first. @param name of the answer */
const starred =
  (name: 'starred' | 'starred2'): Method =>
  async (asked) => {
    const songs = await songsOf(asked, { liked: true });
    return {
      [name]: { song: songs.toSorted((a, b) => ((a.likedAt ?? '') < (b.likedAt ?? '') ? 1 : -1)).map(songShape) },
    };
  };

const ROLES = [
  'admin',
  'settings',
  'upload',
  'playlist',
  'coverArt',
  'comment',
  'podcast',
  'jukebox',
  'share',
] as const;

export const methods: Readonly<Record<string, Method>> = {
  ping: () => ({}),
  getLicense: () => ({ license: { valid: true } }),
  tokenInfo: async (asked) => ({ tokenInfo: { username: await nameOf(asked) } }),
  getUser: async (asked) => ({
    user: {
      username: await nameOf(asked),
      scrobblingEnabled: false,
      streamRole: true,
      downloadRole: true,
      ...Object.fromEntries(ROLES.map((role) => [`${role}Role`, false])),
      folder: [FOLDER.id],
    },
  }),
  getMusicFolders: () => ({ musicFolders: { musicFolder: [FOLDER] } }),
  getScanStatus: async (asked) => ({ scanStatus: { scanning: false, count: await countOf(asked) } }),
  getIndexes: async (asked) => ({
    indexes: { lastModified: 0, ignoredArticles: '', index: lettersOf(await artistsOf(asked)) },
  }),
  getArtists: async (asked) => ({ artists: { ignoredArticles: '', index: lettersOf(await artistsOf(asked)) } }),
  async getArtist(asked) {
    const id = asked.text('id');
    if (id === undefined) return 'missing';
    const [artist] = await artistsOf(asked, { artist: id });
    if (!artist) return 'unknown';
    return { artist: { ...artistShape(artist), album: (await albumsOf(asked, { artist: id })).map(albumShape) } };
  },
  async getAlbum(asked) {
    const id = asked.text('id');
    if (id === undefined) return 'missing';
    const [album] = await albumsOf(asked, { album: id });
    if (!album) return 'unknown';
    return { album: { ...albumShape(album), song: inOrder(await songsOf(asked, { album: id })).map(songShape) } };
  },
  async getSong(asked) {
    const id = asked.text('id');
    if (id === undefined) return 'missing';
    const [song] = isId(id) ? await songsOf(asked, { ids: [id] }) : [];
    return song ? { song: songShape(song) } : 'unknown';
  },
  getMusicDirectory: directory,
  async getAlbumList(asked) {
    const albums = await albumList(asked);
    return typeof albums === 'string' ? albums : { albumList: { album: albums.map(folderShape) } };
  },
  async getAlbumList2(asked) {
    const albums = await albumList(asked);
    return typeof albums === 'string' ? albums : { albumList2: { album: albums.map(albumShape) } };
  },
  getGenres: async (asked) => ({
    genres: {
      genre: (await genresOf(asked)).map(({ genre, songs, albums }) => ({
        songCount: songs,
        albumCount: albums,
        value: genre,
      })),
    },
  }),
  async getSongsByGenre(asked) {
    const genre = asked.text('genre');
    if (genre === undefined) return 'missing';
    const songs = await songsOf(asked, { genre }, partOf(asked, 'count', 'offset', 10));
    return { songsByGenre: { song: songs.map(songShape) } };
  },
  getRandomSongs: randomSongs,
  getStarred: starred('starred'),
  getStarred2: starred('starred2'),
  getPlaylists: async (asked) => ({ playlists: { playlist: (await listsOf(asked)).map(listShape) } }),
  async getPlaylist(asked) {
    const id = asked.text('id');
    if (id === undefined) return 'missing';
    const found = await listOf(asked, id);
    return found ? { playlist: { ...listShape(found.list), entry: found.songs.map(songShape) } } : 'unknown';
  },
  search2: search('searchResult2'),
  search3: search('searchResult3'),
  // Not counted (docs/decisions/152-subsonic.md).
  scrobble: () => ({}),
  getNowPlaying: () => ({ nowPlaying: {} }),
  getBookmarks: () => ({ bookmarks: {} }),
  // What players ask for beside an artist, an album or a song: nothing is known here.
  getArtistInfo: () => ({ artistInfo: {} }),
  getArtistInfo2: () => ({ artistInfo2: {} }),
  getAlbumInfo: () => ({ albumInfo: {} }),
  getAlbumInfo2: () => ({ albumInfo: {} }),
  getSimilarSongs: () => ({ similarSongs: {} }),
  getSimilarSongs2: () => ({ similarSongs2: {} }),
  getTopSongs: () => ({ topSongs: {} }),
  getLyrics: () => ({ lyrics: {} }),
  getPodcasts: () => ({ podcasts: {} }),
  getInternetRadioStations: () => ({ internetRadioStations: {} }),
};

/** What a player learns before it has a password. */
export const EXTENSIONS: Body = {
  openSubsonicExtensions: [
    { name: 'apiKeyAuthentication', versions: [1] },
    { name: 'formPost', versions: [1] },
  ],
};

/** Methods that change something. */
export const CHANGES: ReadonlySet<string> = new Set(
  (
    'star unstar setRating createPlaylist updatePlaylist deletePlaylist createBookmark deleteBookmark savePlayQueue ' +
    'createShare updateShare deleteShare createUser updateUser deleteUser changePassword startScan addChatMessage ' +
    'createPodcastChannel deletePodcastChannel deletePodcastEpisode downloadPodcastEpisode refreshPodcasts ' +
    'createInternetRadioStation updateInternetRadioStation deleteInternetRadioStation jukeboxControl'
  ).split(' '),
);
