/**
 * Real input data, available next to the project only where it is developed; elsewhere tests on them are reported as
 * skipped.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { it } from 'vitest';

/**
 * A test on one of the files of `../shared/data`; it is skipped with a message where the file is absent, or the program
 * that it needs.
 */
export function onRealData(
  path: string,
  title: string,
  test: (file: string) => Promise<void>,
  program: string | null = null,
): void {
  const file = fileURLToPath(new URL(`../../../../shared/data/${path}`, import.meta.url));
  it(title, async (context) => {
    if (!existsSync(file)) context.skip(`the real data are not beside the project: ${path}`);
    if (program !== null && !existsSync(program)) context.skip(`not installed: ${program}`);
    await test(file);
  });
}

/** A test with a program of the machine; it is skipped with a message where the program is not installed. */
export const onInstalled = (file: string, title: string, test: (file: string) => Promise<void>): void =>
  it(title, async (context) => {
    if (!existsSync(file)) context.skip(`not installed: ${file}`);
    await test(file);
  });
