/** Puts the stream of a track into an audio element, in a chunk of its own: it is fetched at the first track. */
import { Hls } from 'hls.js/dist/hls.light.min.mjs';
import { unwanted } from './quality.ts';

/** Why a stream ended: its address no longer works, there is no network, or the browser cannot play it. */
export type StreamFault = 'refused' | 'network' | 'damaged';
interface Streamed {
  playlist: string;
  /** The most kbit/s. */
  most: number;
  /** Where it begins, seconds. */
  at: number;
  onFault: (fault: StreamFault) => void;
}

/** Seconds of sound that are fetched before they are heard, and kept after. */
const AHEAD = 60;
const BEHIND = 60;
const REFUSED: ReadonlySet<number> = new Set([401, 403, 404, 410]);

/** Whether this browser plays streams only through Media Source Extensions or not at all. */
export const hasMediaSource = (): boolean => Hls.isSupported();

/** Begins to fetch a stream; what it returns ends it. */
export function stream(audio: HTMLAudioElement, { playlist, most, at, onFault }: Streamed): () => void {
  const hls = new Hls({ enableWorker: false, autoStartLoad: false, maxBufferLength: AHEAD, backBufferLength: BEHIND });
  let mended = false;
  hls.on('hlsManifestParsed', () => {
    for (const level of unwanted(hls.levels, most)) hls.removeLevel(level);
    hls.startLoad(at);
  });
  hls.on('hlsError', (_, { type, fatal, response }) => {
    if (!fatal) return;
    if (type === 'mediaError' && !mended) {
      mended = true;
      hls.recoverMediaError();
    } else if (REFUSED.has(response?.code ?? 0)) onFault('refused');
    else onFault(type === 'networkError' ? 'network' : 'damaged');
  });
  hls.loadSource(playlist);
  hls.attachMedia(audio);
  return () => hls.destroy();
}
