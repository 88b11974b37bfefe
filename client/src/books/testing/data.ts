/** Books to try, which are beside the project only where it is developed. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { it } from 'vitest';

const folder = new URL('../../../../../shared/data/epub/', import.meta.url);

/** The bytes of a real book. */
export const bytesOf = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(path, folder)));
/** Where a file of the real data is. */
export const pathOf = (path: string): string => realpathSync(fileURLToPath(new URL(path, folder)));

/** A test on the real data; where they are absent, its title says so and nothing is claimed. */
export function onBooks(title: string, run: () => Promise<void> | void): void {
  if (existsSync(folder)) it(title, () => run());
  else it(`not run, the real data are not beside the project: ${title}`, () => undefined);
}
