/** The only plain fetch of a first visit: public projects by score, before anything else is loaded. */
import type { ProjectList } from '@egoejo/shared/projects/model.ts';
import { create } from 'zustand';
import { fetchPage } from '../sync/api/rows/listing.ts';
import { tellWhose } from './whose.ts';

type FirstList = { state: 'loading' } | { state: 'ready'; list: ProjectList } | { state: 'failed' };
const FIRST = 50;
const TIMEOUT_MS = 20_000;

export const useFirstList = create<{ now: FirstList }>(() => ({ now: { state: 'loading' } }));

let asked: Promise<ProjectList | null> | null = null;

declare global {
  interface Window {
    /** The request that `early.js` made before this code was loaded. */
    egoejoFirst?: Promise<Response>;
  }
}

async function ask(): Promise<ProjectList> {
  const early = window.egoejoFirst;
  delete window.egoejoFirst;
  const response = await early?.catch(() => undefined);
  if (response?.ok) return (await response.json()) as ProjectList;
  return fetchPage(null, FIRST, AbortSignal.timeout(TIMEOUT_MS));
}

async function fetchList(): Promise<ProjectList | null> {
  useFirstList.setState({ now: { state: 'loading' } });
  const answer = await ask().catch(() => null);
  if (answer?.communities) tellWhose(answer.communities);
  useFirstList.setState({ now: answer ? { state: 'ready', list: answer } : { state: 'failed' } });
  return answer;
}

let shown: () => void = () => undefined;
/** Resolves when the first list (or the reason why there is none) has been painted; heavier work starts only then. */
export const firstListShown = new Promise<void>((done) => {
  shown = done;
});
/** Called when the list has just been rendered: one frame later the browser has painted it. */
export const firstListRendered = (): void => void requestAnimationFrame(() => setTimeout(shown));

/** Fetches the list once; resolves with null when there was no usable answer. `again` fetches anew after a failure. */
export function firstList(again = false): Promise<ProjectList | null> {
  if (again) asked = null;
  asked ??= fetchList();
  return asked;
}
