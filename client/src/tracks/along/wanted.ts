/** What a member wants along, and what becomes of its sounds on this device (L5). */
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { withRoom, type DownloadFaultCode } from '../../downloads/model.ts';
import { useEcoStore } from '../../eco/store.ts';
import { knownMembers, theEnv } from '../../sync/api/session/session.ts';
import {
  changeSounds,
  dropUnwanted,
  me,
  soundsDb,
  wantedBy,
  type Sound,
  type KeptList,
  type Wanted,
} from './database.ts';
import { guessedBytes } from './quality.ts';

/** A track, an album, a playlist or a show, as it is taken along. */
export type Takeable = Pick<Wanted, 'kind' | 'id' | 'title'>;
export const wantKey = ({ kind, id }: Pick<Takeable, 'kind' | 'id'>): string => `${kind} ${id}`;

const begun = (said: Track): Sound => ({
  track: said.id,
  said,
  quality: null,
  bytes: guessedBytes(said),
  got: 0,
  state: 'going',
  fault: null,
  usedAt: theEnv().now(),
});

/** What can be heard, and so taken along. */
export const takeable = (tracks: readonly Track[]): Track[] => tracks.filter(({ state }) => state === 'ready');

/** Notes that the member wants tracks along, or wants them again. What is here already stays as it is. */
export const want = (of: Takeable, tracks: readonly Track[]): Promise<void> =>
  withRoom(0, () =>
    changeSounds(async ({ wanted, sounds }) => {
      const said = takeable(tracks);
      const row = { ...of, member: me(), key: wantKey(of), tracks: said.map(({ id }) => id), at: theEnv().now() };
      await wanted.put(row);
      for (const track of said) {
        const before = await sounds.get(track.id);
        await sounds.put(
          before
            ? { ...before, said: track, ...(before.state !== 'here' && { state: 'going', fault: null }) }
            : begun(track),
        );
      }
      await dropUnwanted();
    }),
  );

/** Forgets what the member wanted; sounds that nobody else wants go from this device. */
export const unwant = (key: string): Promise<void> =>
  changeSounds(async ({ wanted }) => {
    await wanted.delete([me(), key]);
    await dropUnwanted();
  });

/**
 * Follows a list that is along: what joined it is wanted, what left it is not.
 * @param tracks all tracks of the list that are on this device
 * @param here whether the row of a track is on this device: a row that is not here says nothing about the list
 */
export const followList = (of: Takeable, tracks: readonly Track[], here: (id: string) => boolean): Promise<boolean> =>
  withRoom(0, () =>
    changeSounds(async ({ wanted, sounds }) => {
      const row = await wanted.get([me(), wantKey(of)]);
      if (!row) return false;
      const now = takeable(tracks).map(({ id }) => id as string);
      const next = [...now, ...row.tracks.filter((id) => !now.includes(id) && !here(id))];
      if (next.join() === row.tracks.join()) return false;
      await (next.length > 0 ? wanted.put({ ...row, tracks: next }) : wanted.delete([row.member, row.key]));
      const known = new Set(await sounds.toCollection().primaryKeys());
      await sounds.bulkPut(
        takeable(tracks)
          .filter(({ id }) => !known.has(id))
          .map(begun),
      );
      await dropUnwanted();
      return true;
    }),
  );

/** Changes sounds that are still wanted. */
export const changeSound = (track: string, change: Partial<Sound>): Promise<unknown> =>
  withRoom(0, () => soundsDb().sounds.update(track, change));

/**
 * The first sound that the member wants and that is not here; undefined: none goes on by itself. What is new in a show
 * comes over Wi-Fi.
 */
export async function nextMissing(): Promise<Sound | undefined> {
  for (const { kind, tracks } of (await wantedBy(me())).toReversed()) {
    if (kind === 'show' && useEcoStore.getState().mobileData) continue;
    const next = (await soundsDb().sounds.bulkGet([...tracks])).find((sound) => sound?.state === 'going');
    if (next) return next;
  }
  return undefined;
}

/** Keeps of what a sound consists. */
export const keepList = (list: KeptList, bytes: number): Promise<void> =>
  withRoom(0, () =>
    changeSounds(async ({ sounds, lists }) => {
      if ((await sounds.update(list.track, { quality: list.quality, bytes })) > 0) await lists.put(list);
    }),
  );

/** Keeps a verified piece of a sound; nothing if the sound is not wanted any more. */
export const keepPiece = (track: string, hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> =>
  withRoom(bytes.length, () =>
    changeSounds(async ({ lists, pieces }) => {
      if (await lists.get(track)) await pieces.put({ hash, bytes });
    }),
  );

/** The pieces of a sound that are here. */
export const piecesHere = async ({ pieces }: KeptList): Promise<Set<string>> =>
  new Set(
    await soundsDb()
      .pieces.where('hash')
      .anyOf([...pieces])
      .primaryKeys(),
  );

/** A sound is wholly here. */
export const finishSound = ({ track, bytes }: Pick<Sound, 'track' | 'bytes'>): Promise<unknown> =>
  changeSound(track, { state: 'here', fault: null, got: bytes, usedAt: theEnv().now() });

/**
 * Stops the download of a sound and stores the reason. A sound that the member may no longer hear is removed from the
 * device, and *Écouter* says so.
 */
export const stopSound = (track: string, fault: DownloadFaultCode): Promise<unknown> =>
  fault === 'gone' ? loseSound(track) : changeSound(track, { state: 'paused', fault });

/** The member may not hear a track any more: it goes from this device, unless another member has it along. */
export const loseSound = (track: string): Promise<void> =>
  changeSounds(async ({ wanted, sounds, lost }) => {
    const sound = await sounds.get(track);
    for (const row of await wantedBy(me())) {
      if (!row.tracks.includes(track)) continue;
      const tracks = row.tracks.filter((id) => id !== track);
      await (tracks.length > 0 ? wanted.put({ ...row, tracks }) : wanted.delete([row.member, row.key]));
    }
    if (sound) await lost.put({ member: me(), track, title: sound.said.title });
    await dropUnwanted();
  });
export const forgetLost = (track: string): Promise<void> => soundsDb().lost.delete([me(), track]);

/** Removes what members wanted who erased their data from this device. */
export async function sweepSounds(): Promise<void> {
  const known = new Set<string>(['', me(), ...(await knownMembers()).map((m) => m.member)]);
  await changeSounds(async ({ wanted, lost }) => {
    await wanted.filter((row) => !known.has(row.member)).delete();
    await lost.filter((row) => !known.has(row.member)).delete();
    await dropUnwanted();
  });
}

/** What the member has along of these tracks. */
export const namedBy = (wanted: readonly Wanted[]): Set<string> => new Set(wanted.flatMap((w) => w.tracks));
