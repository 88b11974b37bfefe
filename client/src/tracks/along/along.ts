/** Takes sounds along: one after the other, as long as the page is open (L5). */
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { allowMobileData, startDownload, stopDownload, type Job } from '../../downloads/model.ts';
import { forgetDetail, detailOf } from '../player/details.ts';
import { me, soundsDb, wantedBy, type Sound } from './database.ts';
import { fetchSound } from './fetch.ts';
import {
  changeSound,
  followList,
  loseSound,
  namedBy,
  nextMissing,
  stopSound,
  takeable,
  unwant,
  want,
  wantKey,
  type Takeable,
} from './wanted.ts';

export const runKey = (track: string): string => `sound ${track}`;
function jobOf({ track }: Sound): Job {
  const member = me();
  return {
    key: runKey(track),
    lock: `egoejo-sound-${track}`,
    run: (signal, onBytes) => fetchSound(track, signal, onBytes),
    // What one member may not hear says nothing about another, who has signed in meanwhile.
    failed: async (code) => (me() === member ? stopSound(track, code) : undefined),
  };
}

let running = false;
let again = false;
/** Goes on with what is wanted and not here, one sound after the other. Ends when none goes on by itself. */
export async function carryOn(): Promise<void> {
  again = true;
  if (running) return;
  running = true;
  try {
    while (again) {
      again = false;
      for (let next = await nextMissing(); next; next = await nextMissing()) {
        await startDownload(jobOf(next));
      }
    }
  } finally {
    running = false;
  }
}

/** Takes tracks along. Ends when they are here, paused or have failed. */
export async function takeAlong(of: Takeable, tracks: readonly Track[]): Promise<void> {
  await want(of, tracks);
  await carryOn();
}
/**
 * Takes along what is new in a show, in place of what no longer is. What the member left behind does not come back.
 * @param tracks the newest ones, in their order
 * @param fresh whether a track was never taken along with the show on this device
 * @param here whether the row of a track is on this device
 */
export async function takeNew(
  of: Takeable,
  tracks: readonly Track[],
  fresh: (id: string) => boolean,
  here: (id: string) => boolean,
): Promise<void> {
  const before = await soundsDb().wanted.get([me(), wantKey(of)]);
  const next = takeable(tracks).filter(({ id }) => fresh(id) || before?.tracks.includes(id));
  if (next.length > 0) await (before ? followList(of, next, here) : want(of, next));
  // Also what waited for Wi-Fi.
  void carryOn();
}
/** Leaves what was taken along; sounds that something else names stay. */
export async function leaveBehind(key: string): Promise<void> {
  const before = await soundsDb().wanted.get([me(), key]);
  await unwant(key);
  const left = await soundsDb().sounds.bulkGet([...(before?.tracks ?? [])]);
  for (const [i, track] of (before?.tracks ?? []).entries()) if (!left[i]) await stopDownload(runKey(track));
}

const unfinished = (sounds: readonly Sound[]): string[] =>
  sounds.flatMap(({ state, track }) => (state === 'here' ? [] : [track]));
/** Stops fetching sounds; what has come of them stays. */
export async function pauseSounds(sounds: readonly Sound[]): Promise<void> {
  for (const track of unfinished(sounds)) await changeSound(track, { state: 'paused' });
  for (const track of unfinished(sounds)) await stopDownload(runKey(track));
}
export async function resumeSounds(sounds: readonly Sound[]): Promise<void> {
  for (const track of unfinished(sounds)) await changeSound(track, { state: 'going', fault: null });
  await carryOn();
}
/** Lets sounds that wait for Wi-Fi come over mobile data. */
export const fetchAnyway = (sounds: readonly Sound[]): void => allowMobileData(unfinished(sounds).map(runKey));

/** Tracks whose absence was looked into since the page was opened. */
const asked = new Set<string>();
/** Asks whether the member may still hear sounds whose rows are not here; those that they may not go, with a word. */
export async function dropClosed(here: (id: string) => boolean): Promise<void> {
  for (const track of namedBy(await wantedBy(me()))) {
    if (here(track) || asked.has(`${me()} ${track}`)) continue;
    asked.add(`${me()} ${track}`);
    forgetDetail(track);
    const answer = await detailOf(track);
    if (!answer.ok && answer.error.code === 'track.unknown') await loseSound(track);
  }
}
