/** Fetches a sound piece by piece; what has come stays when it is stopped (L5). */
import { ok } from '@egoejo/shared/platform/result.ts';
import { DownloadFault } from '../../downloads/model.ts';
import { wordsFrom } from '../player/details.ts';
import { soundsDb, type KeptList } from './database.ts';
import { filesOf, neededFor, type Files } from './files.ts';
import { qualityNow } from './quality.ts';
import { changeSound, finishSound, keepList, keepPiece, piecesHere } from './wanted.ts';

/** Of what the track consists, in the quality that the eco level allows now. */
async function fetchList(track: string, files: Files, signal: AbortSignal): Promise<KeptList> {
  const { bytes, peaks, seconds: length, words: some } = await neededFor(track);
  const quality = qualityNow(bytes);
  if (quality === null) throw new DownloadFault('gone');
  // Without its words a sound is heard too.
  const words = some > 0 ? await wordsFrom(track) : ok('');
  const list = {
    track,
    ...(await files.list(quality, signal)),
    peaks,
    length,
    ...(words.ok && { words: words.value }),
  };
  await keepList(list, bytes[quality] ?? 0);
  return list;
}

/**
 * One run: what is missing of a sound is fetched, and it is here once all of it is.
 * @param onBytes gets the bytes that are here, as they come
 * @throws DownloadFault; what has come stays for the next run
 */
export async function fetchSound(track: string, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<void> {
  const db = soundsDb();
  // Another tab left it behind.
  if (!(await db.sounds.get(track))) return;
  const files = filesOf(track, 'no-store');
  const list = (await db.lists.get(track)) ?? (await fetchList(track, files, signal));
  const { bytes = 0 } = (await db.sounds.get(track)) ?? {};
  const here = await piecesHere(list);
  // Pieces last about as long as one another, at a constant rate.
  const got = (): number => Math.floor((bytes * here.size) / new Set(list.pieces).size);
  try {
    onBytes(got());
    for (const [n, hash] of list.pieces.entries()) {
      signal.throwIfAborted();
      if (here.has(hash)) continue;
      const piece = await files.piece(list, n, signal);
      await keepPiece(track, hash, piece);
      here.add(hash);
      onBytes(got());
    }
    signal.throwIfAborted();
  } catch (cause) {
    await changeSound(track, { got: got() });
    throw cause;
  }
  await finishSound({ track, bytes });
}
