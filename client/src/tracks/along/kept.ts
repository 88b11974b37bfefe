/** What is heard from this device, without a request (L5). */
import { theEnv } from '../../sync/api/session/session.ts';
import { me, soundsDb, wantedBy, type KeptList } from './database.ts';
import { changeSound, namedBy } from './wanted.ts';

/** The piece of this hash, also of a sound of which not all is here. */
export const pieceHere = async (hash: string): Promise<Uint8Array<ArrayBuffer> | null> =>
  (await soundsDb().pieces.get(hash))?.bytes ?? null;

/** Of what a track consists that the member has along; null: it is not, or not wholly, on this device. */
export async function keptList(track: string): Promise<KeptList | null> {
  const db = soundsDb();
  const [sound, list, wanted] = await Promise.all([db.sounds.get(track), db.lists.get(track), wantedBy(me())]);
  return sound?.state === 'here' && list && namedBy(wanted).has(track) ? list : null;
}

/** A sound is heard: the one that was heard longest ago makes room first. */
export const heardNow = (track: string): Promise<unknown> => changeSound(track, { usedAt: theEnv().now() });
/** Keeps the words of a sound that is here. */
export const keepWords = (track: string, words: string): Promise<unknown> =>
  soundsDb().lists.where('track').equals(track).modify({ words });
