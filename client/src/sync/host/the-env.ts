/** The environment of this page. */
import { browserEnv } from './browser-env.ts';
import type { Env } from '../engine/env.ts';
import { afterSignOut } from '../api/sign-out.ts';

let env: Env | null = null;
export const theEnv = (): Env => (env ??= afterSignOut(browserEnv(document.documentElement.dataset.build)));
/** Replaces the browser's environment before anything is opened, for tests. */
export function provideEnv(given: Env): void {
  env = given;
}
