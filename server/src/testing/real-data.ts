/**
 * Real input data, available next to the project only where it is developed; elsewhere tests on them are reported as
 * skipped.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { it } from 'vitest';

/** A test on one of the files of `../shared/data`; it is skipped with a message where the file is absent. */
export function onRealData(path: string, title: string, test: (file: string) => Promise<void>): void {
  const file = fileURLToPath(new URL(`../../../../shared/data/${path}`, import.meta.url));
  where(file, title, `the real data are not beside the project: ${path}`, test);
}

/** A test with a program of the machine; it is skipped with a message where the program is not installed. */
export const onInstalled = (file: string, title: string, test: (file: string) => Promise<void>): void =>
  where(file, title, `not installed: ${file}`, test);

function where(file: string, title: string, absent: string, test: (file: string) => Promise<void>): void {
  it(title, async (context) => {
    if (!existsSync(file)) context.skip(absent);
    await test(file);
  });
}
