/** Real inputs that nobody here wrote stand beside the project where it is developed; elsewhere their tests say that they did not run. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { it } from 'vitest';

/** A test on one of the files of `../shared/data`; skipped, saying so, where it is absent. */
export function onRealData(path: string, title: string, test: (file: string) => Promise<void>): void {
  const file = fileURLToPath(new URL(`../../../../shared/data/${path}`, import.meta.url));
  it(title, async (context) => {
    if (!existsSync(file)) context.skip(`the real data are not beside the project: ${path}`);
    await test(file);
  });
}
