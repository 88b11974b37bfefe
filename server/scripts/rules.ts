/** `npm run rules`: writes the titles of the tests that prove each numbered rule into the pages of `docs/rules/`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './processes.mjs';
import { readPages, withTitles } from './rule-pages.ts';
import { readTitles } from './titles.ts';

const titles = readTitles();
for (const { path, text } of await readPages()) {
  const now = withTitles(text, titles);
  if (now !== text) await writeFile(join(root, path), now);
  console.log(`${path}: ${now === text ? 'up to date' : 'written'}`);
}
