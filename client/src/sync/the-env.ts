/** The one environment of this page. */
import { browserEnv } from './browser-env.ts';
import type { Env } from './env.ts';

let env: Env | null = null;
export const theEnv = (): Env => (env ??= browserEnv(document.documentElement.dataset.build));
/** Another world than the browser's, before anything is opened: for tests. */
export function provideEnv(given: Env): void {
  env = given;
}
