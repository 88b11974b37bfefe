import { createWorkLimit } from './work-limit.ts';

/** Counts over members, which animators ask for: a few at a time, so that they hold up nobody else's requests. */
export const counting = createWorkLimit({ places: 2, queue: 20, each: 4, refusal: 'sync.busy', retrySeconds: 5 });
