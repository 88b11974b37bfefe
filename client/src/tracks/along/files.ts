/** Of what a track consists, and its pieces, from the server. */
import type { SoundQuality, TrackDetail } from '@egoejo/shared/tracks/model.ts';
import { DownloadFault, readPiece, readWhole } from '../../downloads/model.ts';
import { NETWORK } from '../../platform/network/api.ts';
import { detailOf, forgetDetail } from '../player/details.ts';
import type { SoundList } from '../player/timeline.ts';
import { readPlaylist } from './playlist.ts';

/** The server no longer lets this member hear the track. */
const CLOSED: ReadonlySet<string> = new Set(['track.unknown', 'account.forbidden']);
const MASTER = /master\.m3u8$/;

/** What is needed to hear a track. @throws DownloadFault */
export async function neededFor(track: string): Promise<TrackDetail> {
  const answer = await detailOf(track);
  if (answer.ok) return answer.value;
  const { code } = answer.error;
  throw new DownloadFault(code !== NETWORK && CLOSED.has(code) ? 'gone' : 'unreachable');
}

/** The files of a track on the server. */
export interface Files {
  /** @throws DownloadFault */
  list(quality: SoundQuality, signal: AbortSignal): Promise<SoundList>;
  /** The n-th piece of a list, verified. @throws DownloadFault */
  piece(list: Pick<SoundList, 'pieces'>, n: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * An address that no longer works is fetched again, once.
 * @param cache whether the browser keeps what it fetches
 */
export function filesOf(track: string, cache: 'default' | 'no-store'): Files {
  let renewed = false;
  const read = async (name: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> => {
    const { playlist } = await neededFor(track);
    try {
      const found = await readWhole(playlist.replace(MASTER, name), {}, signal, undefined, cache);
      renewed = false;
      return found;
    } catch (cause) {
      if (renewed || !(cause instanceof DownloadFault) || cause.code !== 'gone') throw cause;
    }
    renewed = true;
    forgetDetail(track);
    return read(name, signal);
  };
  return {
    async list(quality, signal) {
      const found = readPlaylist(new TextDecoder().decode(await read(`${quality}.m3u8`, signal)));
      // A page of a Wi-Fi that asks for a sign-in, for example.
      if (!found) throw new DownloadFault('unreachable');
      return { quality, ...found };
    },
    piece: ({ pieces }, n, signal) =>
      readPiece(pieces[n], () => read(`${pieces[n] ?? ''}.${n === 0 ? 'mp4' : 'm4s'}`, signal)),
  };
}
