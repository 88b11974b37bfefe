/** Where each track was last heard, and how fast, on this device alone (L4). */
import { keepDraft, readDraft } from '../../sync/api/kept/drafts.ts';
import { RATES, type Rate } from './store.ts';

/** The name under which they are kept. */
export const LISTENING = 'listening';
/** Places of this many tracks are kept, those of the latest. */
const MOST = 200;
/** A track that was left this close to its end begins anew, seconds. */
const NEAR_END = 10;

interface Listening {
  /** The latest last. */
  places: readonly (readonly [id: string, seconds: number])[];
  rate: Rate;
}

function listeningOf(value: unknown): Listening {
  const kept = value as Partial<Listening> | undefined;
  return { places: kept?.places ?? [], rate: RATES.find((rate) => rate === kept?.rate) ?? 1 };
}
const read = async (): Promise<Listening> => listeningOf(await readDraft(LISTENING));
/** Where each track was last heard, of what is kept. */
export const placesIn = (value: unknown): ReadonlyMap<string, number> => new Map(listeningOf(value).places);

/** Where a track goes on. @param seconds its length */
export async function placeOf(id: string, seconds: number): Promise<number> {
  const place = (await read()).places.find(([of]) => of === id)?.[1] ?? 0;
  return place < seconds - NEAR_END ? place : 0;
}
export const keptRate = async (): Promise<Rate> => (await read()).rate;

let writing = Promise.resolve();
/** Writes one after the other: each begins with what the one before wrote. */
function change(to: (now: Listening) => Listening): Promise<void> {
  writing = writing.then(async () => keepDraft(LISTENING, to(await read())));
  return writing;
}
export const keepPlace = (id: string, seconds: number): Promise<void> =>
  change((now) => ({
    ...now,
    places: [...now.places.filter(([of]) => of !== id), [id, Math.floor(seconds)] as const].slice(-MOST),
  }));
export const keepRate = (rate: Rate): Promise<void> => change((now) => ({ ...now, rate }));
