/** Plays tracks, one after the other, while the member goes on to other pages (L4). */
import type { Failure } from '@egoejo/shared/platform/result.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { ecoRules } from '../../eco/store.ts';
import { takeSound } from '../../platform/page/one-sound.ts';
import { onSession, signedIn } from '../../sync/api/session/session.ts';
import { detailOf, forgetDetail, forgetDetails } from './details.ts';
import { keepPlace, keepRate, keptRate, placeOf } from './places.ts';
import { moved, NOTHING, queueFrom } from './queue.ts';
import { codeOf, element, load, unload } from './sound.ts';
import { showMedia, showPlace } from './media-session.ts';
import { heardOf, usePlayer, type Rate, type Sleep } from './store.ts';
import type { StreamFault } from './hls.ts';

/** The place is kept this often while a track plays, seconds. */
const KEEP_EVERY = 10;
/** The next track's address is fetched this long before the end, seconds. */
const LOOK_AHEAD = 20;

/** Counts how often a track was begun. An answer that belongs to an earlier count is ignored. */
let turn = 0;
/** The id of the track whose stream is in the element. */
let loaded: string | null = null;
/** The address of the track was renewed once. */
let renewed = false;
let keptAt = 0;
let timer = 0;
/** For whom it plays. */
let member: string | null = null;

const state = usePlayer.getState;
const player = (): HTMLAudioElement => element(prepare);

function prepare(audio: HTMLAudioElement): void {
  audio.addEventListener('timeupdate', () => {
    if (state().phase !== 'playing') return;
    const place = audio.currentTime;
    usePlayer.setState({ place });
    if (Math.abs(place - keptAt) >= KEEP_EVERY) remember();
    const next = moved(state(), 1);
    const id = next === null ? undefined : state().queue[next]?.id;
    if (id && audio.duration - place < LOOK_AHEAD) void detailOf(id);
  });
  audio.addEventListener('ended', ended);
  // A call, headphones that are pulled out: the browser pauses by itself.
  audio.addEventListener('pause', () => {
    if (!audio.ended && state().phase === 'playing') paused();
  });
  // The same on the lock screen.
  audio.addEventListener('play', () => {
    if (loaded !== null && state().phase === 'paused') usePlayer.setState({ phase: 'playing' });
  });
  addEventListener('pagehide', remember);
  member = signedIn()?.member ?? null;
  onSession(() => {
    const now = signedIn()?.member ?? null;
    if (now === member) return;
    member = now;
    forgetDetails();
    close();
  });
}

/** Stores the place of the track that is heard. */
function remember(): void {
  const track = heardOf(state());
  if (!track) return;
  keptAt = state().place;
  void keepPlace(track.id, keptAt);
}

function paused(): void {
  usePlayer.setState({ phase: 'paused' });
  remember();
}

function failed(why: Failure): void {
  unload();
  loaded = null;
  usePlayer.setState({ phase: 'paused', failed: why });
}

function ended(): void {
  const { sleep } = state();
  usePlayer.setState({ place: 0, phase: 'paused' });
  remember();
  const next = moved(state(), 1);
  if (sleep === 'track') setSleep('off');
  else if (next !== null && ecoRules().soundGoesOn) void begin(next, 0);
}

/** A stream that ended: an address that no longer works is fetched again, once. */
function faulted(of: number, fault: StreamFault): void {
  const track = heardOf(state());
  if (of !== turn || !track) return;
  if (fault !== 'refused' || renewed) return failed({ code: codeOf(fault), params: {} });
  renewed = true;
  forgetDetail(track.id);
  void open(state().place);
}

/** Plays the track of the queue at `at`. @param place where, in seconds; left out: where it was last heard */
async function begin(at: number, place?: number): Promise<void> {
  takeSound(pause);
  renewed = false;
  usePlayer.setState({ at, phase: 'loading', failed: null, place: place ?? 0 });
  await open(place);
}

async function open(place?: number): Promise<void> {
  const mine = ++turn;
  const track = heardOf(state());
  if (!track) return;
  usePlayer.setState({ phase: 'loading' });
  loaded = null;
  const audio = player();
  const [detail, from, rate] = await Promise.all([
    detailOf(track.id),
    place ?? placeOf(track.id, track.seconds),
    keptRate(),
  ]);
  if (mine !== turn) return;
  if (!detail.ok) return failed(detail.error);
  usePlayer.setState({ place: from, rate });
  const began = await load(audio, detail.value.playlist, from, (fault) => faulted(mine, fault));
  if (mine !== turn) return;
  if (!began.ok) return faulted(mine, began.error.code);
  loaded = track.id;
  keptAt = from;
  showMedia(track, { play: () => void resume(), pause, step: (by) => void step(by), goTo });
  await start();
}

/** Starts the audio element. Some browsers refuse unless the member has just tapped; it then waits for the next tap. */
async function start(): Promise<void> {
  const mine = turn;
  const audio = player();
  audio.playbackRate = state().rate;
  const begun = await audio.play().then(
    () => true,
    () => false,
  );
  if (mine !== turn) return;
  usePlayer.setState({ phase: begun ? 'playing' : 'paused' });
  showPlace(audio);
}

/** Plays tracks in their order, beginning at one of them; a paused one goes on. */
export async function playFrom(tracks: readonly Track[], first: string): Promise<void> {
  if (heardOf(state())?.id === first) return resume();
  const queue = queueFrom(tracks, first);
  if (queue.at < 0) return;
  if (heardOf(state())) remember();
  usePlayer.setState({ queue: queue.queue });
  await begin(queue.at);
}

/** Goes on where it was paused, or tries again what failed. */
export async function resume(): Promise<void> {
  const { at, place, phase } = state();
  const track = heardOf(state());
  if (!track || phase !== 'paused') return;
  if (loaded !== track.id) return begin(at, place);
  takeSound(pause);
  usePlayer.setState({ phase: 'playing', failed: null });
  await start();
}

export function pause(): void {
  if (state().phase === 'paused') return;
  if (state().phase === 'loading') turn += 1;
  paused();
  player().pause();
}

/** To the next track of the queue, or the one before. */
export async function step(by: 1 | -1): Promise<void> {
  const at = moved(state(), by);
  if (at === null) return;
  remember();
  await begin(at);
}

/** To another place of the track that is heard. */
export function goTo(seconds: number): void {
  usePlayer.setState({ place: seconds });
  if (loaded === null) return;
  player().currentTime = seconds;
  remember();
  showPlace(player());
}

export function setRate(rate: Rate): void {
  usePlayer.setState({ rate });
  void keepRate(rate);
  if (loaded === null) return;
  player().playbackRate = rate;
  showPlace(player());
}

/** Stops by itself after some minutes, or at the end of the track. */
export function setSleep(sleep: Sleep): void {
  clearTimeout(timer);
  usePlayer.setState({ sleep });
  if (sleep === 'off' || sleep === 'track') return;
  const stop = (): void => {
    usePlayer.setState({ sleep: 'off' });
    pause();
  };
  timer = window.setTimeout(stop, Number(sleep) * 60_000);
}

/** Ends playing; the bar goes. */
export function close(): void {
  pause();
  turn += 1;
  setSleep('off');
  unload();
  loaded = null;
  usePlayer.setState({ ...NOTHING, failed: null, place: 0 });
  showMedia(null, null);
}

/** A track was removed, or may not be heard any more. */
export function letGo(id: string): void {
  if (heardOf(state())?.id === id) close();
}
