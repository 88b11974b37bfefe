/** The environment of this page. */
import { browserEnv, threadLocks } from './browser-env.ts';
import { packedFetch } from './packed-fetch.ts';
import type { Env } from '../engine/env.ts';
import { afterSignOut } from './sign-out.ts';

let env: Env | null = null;
const ofPage = (): Env => browserEnv(document.documentElement.dataset.build);
export const theEnv = (): Env => (env ??= afterSignOut(ofPage()));
/** Replaces the browser's environment before anything is opened, for tests. */
export function provideEnv(given: Env): void {
  env = given;
}
/** Replaces the browser's databases by others that end with the page, before anything is opened. */
export function workInMemory(databases: Pick<Env, 'indexedDB' | 'keyRange'>): void {
  const fetch = packedFetch(() => databases);
  env = afterSignOut({ ...ofPage(), ...databases, fetch, locks: threadLocks(), inMemory: true });
}
