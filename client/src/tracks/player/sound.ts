/** The audio element of the player, and the stream in it. */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { ecoRules } from '../../eco/store.ts';
import { NETWORK } from '../../platform/network/api.ts';
import type { StreamFault } from './hls.ts';
import { playlistOf } from './quality.ts';

const HLS = 'application/vnd.apple.mpegurl';

let audio: HTMLAudioElement | null = null;
let end = (): void => undefined;

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
  end();
  end = () => undefined;
}

const loaded = (of: HTMLAudioElement, signal: AbortSignal): Promise<void> =>
  new Promise((go) => of.addEventListener('loadedmetadata', () => go(), { once: true, signal }));

/** The browser's own player says little about what went wrong: an address that it could not read may have expired. */
const faultOf = ({ error }: HTMLAudioElement): StreamFault =>
  error?.code === MediaError.MEDIA_ERR_DECODE ? 'damaged' : navigator.onLine ? 'refused' : 'network';

function native(player: HTMLAudioElement, address: string, at: number, onFault: (fault: StreamFault) => void) {
  const heard = new AbortController();
  player.addEventListener('error', () => onFault(faultOf(player)), heard);
  player.addEventListener('loadedmetadata', () => (player.currentTime = at), { once: true, signal: heard.signal });
  player.src = address;
  return () => {
    heard.abort();
    player.removeAttribute('src');
    player.load();
  };
}

/**
 * Puts a track into the element, at a place in seconds. Resolves once it can be played. A fault after that is told by
 * `onFault`.
 */
export async function load(
  player: HTMLAudioElement,
  playlist: string,
  at: number,
  onFault: (fault: StreamFault) => void,
): Promise<Result<void, StreamFault>> {
  unload();
  const code = await import('./hls.ts').catch(() => null);
  if (!code) return fail('network');
  const most = ecoRules().sound;
  const wait = new AbortController();
  const faulted = new Promise<StreamFault>((tell) => {
    const told = (fault: StreamFault) => (wait.signal.aborted ? onFault(fault) : tell(fault));
    if (code.hasMediaSource()) end = code.stream(player, { playlist, most, at, onFault: told });
    else if (player.canPlayType(HLS) !== '') end = native(player, playlistOf(playlist, most), at, told);
    else tell('damaged');
  });
  const fault = await Promise.race([loaded(player, wait.signal), faulted]);
  wait.abort();
  return fault === undefined ? ok(undefined) : fail(fault);
}

/** The code for a fault that remains after the address was fetched again. */
export const codeOf = (fault: StreamFault): string => (fault === 'damaged' ? 'media.bad_sound' : NETWORK);
