/** Plays tracks, one after the other, while the member goes on to other pages (L4). */
import type { Failure } from '@egoejo/shared/platform/result.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { ecoRules } from '../../eco/store.ts';
import { takeSound } from '../../platform/page/one-sound.ts';
import { current, onSession, signedIn } from '../../sync/api/session/session.ts';
import { heardNow } from '../along/kept.ts';
import { forgetDetail, forgetDetails } from './details.ts';
import { keepQueue, keptQueue } from './kept-queue.ts';
import { keepPlace, keepRate, keptRate, placeOf } from './places.ts';
import { moved, NOTHING, queueFrom, sameQueue, type Heard } from './queue.ts';
import { codeOf, element, load, seek, unload } from './sound.ts';
import { soundOf, type Found } from './sounds.ts';
import { showMedia, showPlace } from './media-session.ts';
import { watchListening } from './report.ts';
import { heardOf, usePlayer, type Rate, type Sleep } from './store.ts';
import type { StreamFault } from './stream.ts';

/** The place is kept this often while a track plays, seconds. */
const KEEP_EVERY = 10;

/** Counts how often a track was begun. An answer that belongs to an earlier count is ignored. */
let turn = 0;
/** The id of the track whose stream is in the element. */
let loaded: string | null = null;
/** The track was looked for anew once. */
let renewed = false;
/** What is heard is wholly on this device. */
let fromDevice = false;
let keptAt = 0;
let timer = 0;
/** For whom it plays. */
let member: string | null = null;

const state = usePlayer.getState;
const player = (): HTMLAudioElement => element(prepare);

function prepare(audio: HTMLAudioElement): void {
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
  watchSession();
}

let watched = false;
/** When another member is signed in, or none, nothing is heard any more. */
function watchSession(): void {
  if (watched) return;
  watched = true;
  watchListening();
  member = signedIn()?.member ?? null;
  onSession(() => {
    const now = signedIn()?.member ?? null;
    if (now === member) return;
    member = now;
    forgetDetails();
    // A page that is left closes its database too: what it played comes back.
    if (current()) close();
    else end();
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

/** The track that is heard without a pause after the one at `at`, if the member lets it go on. */
async function following(at: number): Promise<Found | null> {
  const next = moved({ queue: state().queue, at }, 1);
  const track = next === null ? undefined : state().queue[next];
  if (!track || !ecoRules().soundGoesOn || state().sleep === 'track') return null;
  const found = await soundOf(track.id);
  return found.ok ? found.value : null;
}

/** The stream went on to the next track of the queue. */
function wentOn(at: number): void {
  usePlayer.setState({ place: 0 });
  remember();
  usePlayer.setState({ at });
  keepQueue(state(), signedIn()?.member ?? null);
  const track = heardOf(state());
  if (!track) return;
  loaded = track.id;
  keptAt = 0;
  renewed = false;
  show(track);
  tellPlace();
  if (state().sleep === 'track') {
    setSleep('off');
    pause();
  }
}
/** The place in the track at `at` of the queue that is heard. */
function heard(at: number, place: number): void {
  if (at !== state().at) wentOn(at);
  if (state().phase !== 'playing') return;
  usePlayer.setState({ place });
  if (Math.abs(place - keptAt) >= KEEP_EVERY) remember();
}
function tellPlace(): void {
  const track = heardOf(state());
  if (track) showPlace(track, state().place, state().rate);
}
const show = (track: Heard): void =>
  showMedia(track, { play: () => void resume(), pause, step: (by) => void step(by), goTo });

/** A stream that ended: an address that no longer works is fetched again, once; so is what is damaged on this device. */
function faulted(of: number, fault: StreamFault): void {
  const track = heardOf(state());
  if (of !== turn || !track) return;
  if ((fault !== 'refused' && !fromDevice) || renewed) return failed({ code: codeOf(fault), params: {} });
  renewed = true;
  forgetDetail(track.id);
  void open(state().place);
}

/** Plays the track of the queue at `at`. @param place where, in seconds; left out: where it was last heard */
async function begin(at: number, place?: number): Promise<void> {
  takeSound(pause);
  renewed = false;
  usePlayer.setState({ at, phase: 'loading', failed: null, place: place ?? 0 });
  keepQueue(state(), signedIn()?.member ?? null);
  await open(place);
}

async function open(place?: number): Promise<void> {
  const mine = ++turn;
  const track = heardOf(state());
  if (!track) return;
  usePlayer.setState({ phase: 'loading' });
  loaded = null;
  const audio = player();
  const [found, from, rate] = await Promise.all([
    soundOf(track.id, renewed),
    place ?? placeOf(track.id, track.seconds),
    keptRate(),
  ]);
  if (mine !== turn) return;
  if (!found.ok) return failed(found.error);
  fromDevice = found.value.along;
  if (fromDevice) void heardNow(track.id);
  usePlayer.setState({ place: from, rate });
  const { at } = state();
  const began = await load(audio, {
    sound: found.value,
    at: from,
    following: (n) => following(at + n),
    onPlace: (n, heardAt) => (mine === turn ? heard(at + n, heardAt) : undefined),
    onFault: (fault) => faulted(mine, fault),
  });
  if (mine !== turn) return;
  if (!began.ok) return faulted(mine, began.error.code);
  loaded = track.id;
  keptAt = from;
  show(track);
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
  tellPlace();
}

/**
 * Plays tracks in their order, beginning at one of them; a paused one goes on.
 * @param place where in that one, in seconds; left out: where it was last heard
 */
export async function playFrom(tracks: readonly Track[], first: string, place?: number): Promise<void> {
  const queue = queueFrom(tracks, first);
  if (queue.at < 0) return;
  const before = heardOf(state());
  if (before && sameQueue(queue, state())) {
    usePlayer.setState(queue);
    if (place !== undefined) goTo(place);
    return resume();
  }
  // Until a track is loaded, its place is not known. With another list it goes on from its place in a new stream,
  // because the one that is heard goes on to the list it was begun with.
  const heardTo = before && state().phase !== 'loading' ? state().place : undefined;
  if (heardTo !== undefined) remember();
  usePlayer.setState({ queue: queue.queue });
  await begin(queue.at, place ?? (before?.id === first ? heardTo : undefined));
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
  seek(seconds);
  remember();
  tellPlace();
}

export function setRate(rate: Rate): void {
  usePlayer.setState({ rate });
  void keepRate(rate);
  if (loaded === null) return;
  player().playbackRate = rate;
  tellPlace();
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

function end(): void {
  pause();
  turn += 1;
  setSleep('off');
  unload();
  loaded = null;
  usePlayer.setState({ ...NOTHING, failed: null, place: 0 });
  showMedia(null, null);
}

/** Ends playing; the bar goes. */
export function close(): void {
  end();
  keepQueue(NOTHING, null);
}

/** Shows what this member was hearing when the page was closed, paused at its place (L5). False: there was nothing. */
export async function bringBack(): Promise<boolean> {
  const queue = keptQueue(signedIn()?.member ?? null);
  const track = queue && heardOf(queue);
  if (!track || heardOf(state())) return false;
  watchSession();
  const [place, rate] = await Promise.all([placeOf(track.id, track.seconds), keptRate()]);
  if (heardOf(state())) return false;
  usePlayer.setState({ ...queue, place, rate });
  return true;
}

/** A track was removed, or may not be heard any more. */
export function letGo(id: string): void {
  if (heardOf(state())?.id === id) close();
}
