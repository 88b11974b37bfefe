/** Reads what the member has along. */
import { useEffect, useMemo } from 'react';
import { inOrder, type Track } from '@egoejo/shared/tracks/model.ts';
import { useOnDevice } from '../../downloads/model.ts';
import { albumKey } from '../list.ts';
import { carryOn, dropClosed } from './along.ts';
import { me, soundsDb, wantedBy, type Sound, type Wanted } from './database.ts';
import { followList, namedBy, sweepSounds } from './wanted.ts';

interface Along {
  wanted: readonly Wanted[];
  sounds: ReadonlyMap<string, Sound>;
}
/** What the member wants along and its sounds; undefined until they are read. */
export const useAlong = (): Along | undefined =>
  useOnDevice(async (member): Promise<Along> => {
    const wanted = await wantedBy(member);
    const sounds = await soundsDb().sounds.bulkGet([...namedBy(wanted)]);
    return { wanted, sounds: new Map(sounds.flatMap((sound) => (sound ? [[sound.track, sound]] : []))) };
  });

/** The tracks that are wholly on this device. */
export function useHere(): ReadonlySet<string> {
  const along = useAlong();
  return useMemo(
    () => new Set([...(along?.sounds.values() ?? [])].flatMap((s) => (s.state === 'here' ? [s.track] : []))),
    [along],
  );
}

/** Sounds that left this device because the member may not hear them any more, until they have read so. */
export const useLost = () =>
  useOnDevice(
    (member) =>
      soundsDb()
        .lost.filter((lost) => lost.member === member)
        .toArray(),
    'lost',
  ) ?? [];

/**
 * For each page of tracks: goes on with what is wanted, follows the albums that are along, and asks whether the member
 * may still hear what is along without its row.
 * @param tracks those that the member can hear, as their rows here say
 */
export function useCarriedOn(tracks: readonly Track[] | undefined): void {
  useEffect(() => void sweepSounds().then(carryOn), []);
  useEffect(() => {
    if (!tracks) return;
    const here = new Set<string>(tracks.map(({ id }) => id));
    void dropClosed((id) => here.has(id)).then(() => followAlbums(tracks, (id) => here.has(id)));
  }, [tracks]);
}

async function followAlbums(tracks: readonly Track[], here: (id: string) => boolean): Promise<void> {
  for (const { kind, id, title } of await wantedBy(me())) {
    if (kind !== 'album') continue;
    const those = inOrder(tracks.filter((track) => albumKey(track) === id));
    if (await followList({ kind, id, title }, those, here)) void carryOn();
  }
}

/** The tracks with those that are along and whose rows are not here. */
export function useWithAlong(tracks: readonly Track[] | undefined): readonly Track[] | undefined {
  const along = useAlong();
  return useMemo(() => {
    if (!tracks || !along) return tracks;
    const known = new Set<string>(tracks.map(({ id }) => id));
    const more = [...along.sounds.values()].flatMap(({ track, said }) => (known.has(track) ? [] : [said]));
    return more.length > 0 ? [...tracks, ...more] : tracks;
  }, [tracks, along]);
}
/** What is said of a track that is along, where its row is not here; null: it is not along. */
export const useSaid = (track: string): Track | null | undefined => {
  const along = useAlong();
  return along && (along.sounds.get(track)?.said ?? null);
};
