/** The one plain fetch of a first visit: public projects by score, before anything else is loaded. */
import type { ProjectList } from '@egoejo/shared/projects/model.ts';
import { create } from 'zustand';

type FirstList = { state: 'loading' } | { state: 'ready'; list: ProjectList } | { state: 'failed' };
export const FIRST_LIST_URL = '/api/public/projects?limit=50';
const TIMEOUT_MS = 20_000;

export const useFirstList = create<{ now: FirstList }>(() => ({ now: { state: 'loading' } }));

let asked: Promise<ProjectList | null> | null = null;

async function fetchList(): Promise<ProjectList | null> {
  useFirstList.setState({ now: { state: 'loading' } });
  const answer = await fetch(FIRST_LIST_URL, { signal: AbortSignal.timeout(TIMEOUT_MS) }).then(
    async (r) => (r.ok ? ((await r.json()) as ProjectList) : null),
    () => null,
  );
  useFirstList.setState({ now: answer ? { state: 'ready', list: answer } : { state: 'failed' } });
  return answer;
}

/** Asks once; resolves with null when there was no usable answer. `again` asks anew after a failure. */
export function firstList(again = false): Promise<ProjectList | null> {
  if (again) asked = null;
  asked ??= fetchList();
  return asked;
}
