/**
 * The database of sounds on this device, which is never synced: what each member wants along, and each sound once, in
 * pieces that are named by the hash of their content (L5).
 */
import { Dexie, type Table } from 'dexie';
import type { SoundQuality, Track } from '@egoejo/shared/tracks/model.ts';
import type { DownloadFaultCode } from '../../downloads/model.ts';
import { SOUNDS_DB } from '../../platform/storage/kept-sounds.ts';
import { signedIn, theEnv } from '../../sync/api/session/session.ts';
import type { SoundList } from '../player/timeline.ts';

/** What a member wants along: a track, an album, a playlist, or what is new in a show. */
export interface Wanted {
  member: string;
  /** Its kind and id (`wantKey`). */
  key: string;
  kind: 'track' | 'album' | 'playlist' | 'show';
  /** Of a track, a playlist or a show; of an album, its key (`albumKey`). */
  id: string;
  title: string;
  /** Its tracks in their order. */
  tracks: readonly string[];
  at: number;
}
/** A sound that somebody wants. */
export interface Sound {
  track: string;
  /** What is said of it, so that it is listed where its row is not. */
  said: Track;
  quality: SoundQuality | null;
  /** Of the whole sound: a guess until its pieces are known. */
  bytes: number;
  /** Bytes that are here. */
  got: number;
  /** `going` goes on by itself; `paused` by the member or for its fault; `away`: it made room. */
  state: 'going' | 'paused' | 'here' | 'away';
  /** Why it stopped; null: it did not. */
  fault: DownloadFaultCode | null;
  /** When it came, or was last heard, ms since 1970. */
  usedAt: number;
}
/** Of what a sound consists, and what is shown of it. */
export interface KeptList extends SoundList {
  track: string;
  peaks: string;
  length: number;
  /** Its words; missing where they did not come with it. */
  words?: string;
}
interface Piece {
  hash: string;
  bytes: Uint8Array<ArrayBuffer>;
}
/** A sound that a member may not hear any more, until they have read so. */
interface Lost {
  member: string;
  track: string;
  title: string;
}
type SoundsDb = Dexie & {
  wanted: Table<Wanted, [string, string]>;
  sounds: Table<Sound, string>;
  lists: Table<KeptList, string>;
  pieces: Table<Piece, string>;
  lost: Table<Lost, [string, string]>;
};

let db: SoundsDb | null = null;
export function soundsDb(): SoundsDb {
  if (db) return db;
  const { indexedDB, keyRange } = theEnv();
  const opened = new Dexie(SOUNDS_DB, { indexedDB, IDBKeyRange: keyRange, cache: 'disabled' });
  opened
    .version(1)
    .stores({ wanted: '[member+key]', sounds: 'track', lists: 'track', pieces: 'hash', lost: '[member+track]' });
  return (db = opened as SoundsDb);
}
/** Closes the database: between tests. */
export function closeSounds(): void {
  db?.close();
  db = null;
}

/** The member of this page; '': a visitor. */
export const me = (): string => signedIn()?.member ?? '';

/** Runs a change over what is wanted, its sounds and their pieces. */
export const changeSounds = <T>(change: (db: SoundsDb) => Promise<T>): Promise<T> => {
  const all = soundsDb();
  return all.transaction('rw', [all.wanted, all.sounds, all.lists, all.pieces, all.lost], () => change(all));
};

/** What a member wants along, the latest first. */
export const wantedBy = async (member: string): Promise<Wanted[]> =>
  (
    await soundsDb().wanted.where('[member+key]').between([member, Dexie.minKey], [member, Dexie.maxKey]).toArray()
  ).sort((a, b) => b.at - a.at);

/** Removes sounds that nobody wants any more, with the pieces that no other sound has. Call it in `changeSounds`. */
export async function dropUnwanted(): Promise<void> {
  const { wanted, sounds, lists, pieces } = soundsDb();
  const named = new Set((await wanted.toArray()).flatMap((w) => w.tracks));
  const gone = (await sounds.toCollection().primaryKeys()).filter((track) => !named.has(track));
  if (gone.length === 0) return;
  const theirs = (await lists.bulkGet(gone)).flatMap((list) => list?.pieces ?? []);
  await lists.bulkDelete(gone);
  await sounds.bulkDelete(gone);
  const others = new Set((await lists.toArray()).flatMap((list) => list.pieces));
  await pieces.bulkDelete(theirs.filter((hash) => !others.has(hash)));
}
