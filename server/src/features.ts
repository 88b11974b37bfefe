/** What the features bring to the server beside settlements (registry.ts) and procedures (router.ts): routes, jobs, listeners. */
import { registerJobs as accounts } from './accounts/jobs.ts';
import type { RegisterJobs, Routes } from './platform/deps.ts';
import type { Listener } from './platform/events.ts';
import { listeners as saka } from './saka/listeners.ts';

export const routes: readonly Routes[] = [];
export const jobs: readonly RegisterJobs[] = [accounts];
export const listeners: readonly Listener[] = [...saka];
