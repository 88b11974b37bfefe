/** What the features bring to the server beside settlements (registry.ts) and procedures (router.ts): routes, jobs, listeners. */
import { registerJobs as accounts } from './accounts/jobs.ts';
import type { RegisterJobs, Routes } from './platform/deps.ts';
import type { Listener } from './platform/events.ts';
import { registerJobs as polls } from './polls/jobs.ts';
import { listeners as projects } from './projects/jobs.ts';
import { registerJobs as saka } from './saka/jobs.ts';
import { listeners as sakaListeners } from './saka/listeners.ts';

export const routes: readonly Routes[] = [];
export const jobs: readonly RegisterJobs[] = [accounts, polls, saka];
export const listeners: readonly Listener[] = [...sakaListeners, ...projects];
