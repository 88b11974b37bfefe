/** Plays voice notes: one at a time on the page. */
import type { Failure, Result } from '@egoejo/shared/platform/result.ts';
import { create } from 'zustand';
import { takeSound } from '../../platform/page/one-sound.ts';

/** How fast a note can be played. */
export const RATES = [1, 1.5, 2] as const;
export type Rate = (typeof RATES)[number];

interface PlayerState {
  /** The note that plays or is paused; null: none. */
  id: string | null;
  phase: 'loading' | 'playing' | 'paused';
  rate: Rate;
  /** The place in each note at which it goes on, in seconds. */
  at: Readonly<Record<string, number>>;
  /** Why the last note could not be played. */
  failed: { id: string; why: Failure } | null;
}
export const usePlayer = create<PlayerState>(() => ({ id: null, phase: 'paused', rate: 1, at: {}, failed: null }));

/** Gets the sound of a note. */
export type Source = () => Promise<Result<Blob>>;

let audio: HTMLAudioElement | null = null;
/** The note whose sound is in the element. */
let loaded: { id: string; address: string } | null = null;

const placeOf = (id: string): number => usePlayer.getState().at[id] ?? 0;
const put = (id: string, at: number): void => usePlayer.setState((s) => ({ at: { ...s.at, [id]: at } }));

function element(): HTMLAudioElement {
  if (audio) return audio;
  audio = new Audio();
  const made = audio;
  made.addEventListener('timeupdate', () => {
    if (loaded && usePlayer.getState().phase === 'playing') put(loaded.id, made.currentTime);
  });
  made.addEventListener('ended', () => {
    if (!loaded || usePlayer.getState().phase !== 'playing') return;
    put(loaded.id, 0);
    usePlayer.setState({ phase: 'paused' });
  });
  // A call, headphones that are pulled out: the browser pauses by itself.
  made.addEventListener('pause', () => {
    if (!made.ended && usePlayer.getState().phase === 'playing') usePlayer.setState({ phase: 'paused' });
  });
  return made;
}

function unload(): void {
  if (!loaded) return;
  const { address } = loaded;
  loaded = null;
  audio?.pause();
  audio?.removeAttribute('src');
  URL.revokeObjectURL(address);
}

const once = (of: HTMLAudioElement, name: string): Promise<boolean> =>
  new Promise((done) => {
    const heard = new AbortController();
    const told = (good: boolean) => () => {
      heard.abort();
      done(good);
    };
    of.addEventListener(name, told(true), heard);
    of.addEventListener('error', told(false), heard);
  });

/** Puts a sound into the element. Returns false when the browser cannot play it. */
async function load(id: string, sound: Blob): Promise<boolean> {
  const player = element();
  unload();
  loaded = { id, address: URL.createObjectURL(sound) };
  player.src = loaded.address;
  if (!(await once(player, 'loadedmetadata'))) return false;
  if (Number.isFinite(player.duration)) return true;
  // What a browser records does not tell its length; the browser finds it when it goes to the end.
  player.currentTime = Number.MAX_SAFE_INTEGER;
  return once(player, 'seeked');
}

/** Plays a note from where it is; another one stops. */
export async function play(id: string, source: Source): Promise<void> {
  pause();
  takeSound(pause);
  usePlayer.setState({ id, phase: 'loading', failed: null });
  const mine = (): boolean => usePlayer.getState().id === id && usePlayer.getState().phase === 'loading';
  const failed = (why: Failure): void => {
    if (mine()) usePlayer.setState({ id: null, phase: 'paused', failed: { id, why } });
  };
  if (loaded?.id !== id) {
    const sound = await source();
    if (!mine()) return;
    if (!sound.ok) return failed(sound.error);
    if (!(await load(id, sound.value))) return failed({ code: 'media.bad_sound', params: {} });
    if (!mine()) return;
  }
  const player = element();
  player.currentTime = placeOf(id);
  player.playbackRate = usePlayer.getState().rate;
  // Some browsers play only what a tap began just now: the next tap does.
  const begun = await player.play().then(
    () => true,
    () => false,
  );
  if (mine()) usePlayer.setState({ phase: begun ? 'playing' : 'paused' });
}

export function pause(): void {
  if (usePlayer.getState().phase === 'paused') return;
  usePlayer.setState({ phase: 'paused' });
  audio?.pause();
}

/** Goes to a place of a note, playing or not. */
export function goTo(id: string, seconds: number): void {
  put(id, seconds);
  if (loaded?.id === id && audio && usePlayer.getState().phase !== 'loading') audio.currentTime = seconds;
}

export function setRate(rate: Rate): void {
  usePlayer.setState({ rate });
  if (audio) audio.playbackRate = rate;
}

/** Stops a note that has left the page and frees the memory of its sound. */
export function letGo(id: string): void {
  if (usePlayer.getState().id === id) {
    pause();
    usePlayer.setState({ id: null });
  }
  if (loaded?.id === id) unload();
}
