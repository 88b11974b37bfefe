import { createWorkLimit } from './work-limit.ts';

/** Limits how many counts over members run at the same time, so that animators who ask often hold up nobody else. */
export const counting = createWorkLimit({ places: 2, queue: 20, each: 4, refusal: 'sync.busy', retrySeconds: 5 });
