/** The audio element of the player, and the stream in it. */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { ecoRules } from '../../eco/store.ts';
import { NETWORK } from '../../platform/network/api.ts';
import { detailOf } from './details.ts';
import { mediaSource } from './media-source.ts';
import { playlistOf } from './quality.ts';
import type { Found } from './sounds.ts';
import { stream, type Stream, type Streamed, type StreamFault } from './stream.ts';

const HLS = 'application/vnd.apple.mpegurl';

let audio: HTMLAudioElement | null = null;
let playing: Stream | null = null;

/** The one element; made at the first call. @param prepare adds its listeners */
export function element(prepare: (made: HTMLAudioElement) => void): HTMLAudioElement {
  if (audio) return audio;
  audio = new Audio();
  audio.preload = 'auto';
  prepare(audio);
  return audio;
}

/** Takes the stream out of the element. */
export function unload(): void {
  playing?.end();
  playing = null;
}
/** To another place of the track that is heard, seconds. */
export const seek = (place: number): void => playing?.goTo(place);

const loaded = (of: HTMLAudioElement, signal: AbortSignal): Promise<void> =>
  new Promise((go) => of.addEventListener('loadedmetadata', () => go(), { once: true, signal }));

/** The browser's own player says little about what went wrong: an address that it could not read may have expired. */
const faultOf = ({ error }: HTMLAudioElement): StreamFault =>
  error?.code === MediaError.MEDIA_ERR_DECODE ? 'damaged' : navigator.onLine ? 'refused' : 'network';

/** One track by the browser's own player of HLS. */
function native(player: HTMLAudioElement, address: string, { at, onPlace, onFault }: Streamed): Stream {
  const heard = new AbortController();
  player.addEventListener('error', () => onFault(faultOf(player)), heard);
  player.addEventListener('timeupdate', () => onPlace(0, player.currentTime), heard);
  player.addEventListener('loadedmetadata', () => (player.currentTime = at), { once: true, signal: heard.signal });
  player.src = address;
  return {
    goTo: (place) => (player.currentTime = place),
    end() {
      heard.abort();
      player.removeAttribute('src');
      player.load();
    },
  };
}

/** What the caller says of a stream; the eco level says how many kbit/s it may have. */
type Wanted = Omit<Streamed, 'most' | 'sound'> & { sound: Found };

async function begin(player: HTMLAudioElement, wanted: Wanted): Promise<Stream | StreamFault> {
  const streamed = { ...wanted, most: ecoRules().sound };
  if (mediaSource()) return stream(player, streamed);
  if (player.canPlayType(HLS) === '') return 'damaged';
  const detail = await detailOf(wanted.sound.track);
  return detail.ok ? native(player, playlistOf(detail.value.playlist, streamed.most), streamed) : 'network';
}

/** Puts a track into the element. Resolves once it can be played. A fault after that is told by `onFault`. */
export async function load(player: HTMLAudioElement, wanted: Wanted): Promise<Result<void, StreamFault>> {
  unload();
  const wait = new AbortController();
  let tell: (fault: StreamFault) => void = () => undefined;
  const faulted = new Promise<StreamFault>((told) => (tell = told));
  const here = loaded(player, wait.signal);
  const begun = await begin(player, {
    ...wanted,
    onFault: (fault) => (wait.signal.aborted ? wanted.onFault(fault) : tell(fault)),
  });
  if (typeof begun === 'string') return fail(begun);
  playing = begun;
  const fault = await Promise.race([here, faulted]);
  wait.abort();
  return fault === undefined ? ok(undefined) : fail(fault);
}

/** The code for a fault that remains after the address was fetched again. */
export const codeOf = (fault: StreamFault): string => (fault === 'damaged' ? 'media.bad_sound' : NETWORK);
