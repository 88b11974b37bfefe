/**
 * `npm run generate`: writes what follows from the source. New mutations, entities and versions go into
 * `shared/src/sync/shipped.ts` and into a recording of what an app with them writes and sends (a shipped hash never
 * changes); then `prisma/schema.prisma`, the tables of `docs/protocol.md`, and into
 * `docs/tests-by-rule.md` the titles of the tests that name a rule.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SHIPPED } from '@egoejo/shared/sync/shipped.ts';
import { recordedMutations, recordingHashes, recordingNames, shapesNow } from '@egoejo/shared/testing/shapes.ts';
import { mutations } from '@egoejo/shared/registry.ts';
import { schemaFile, schemaOfMigrations } from './prisma-schema.ts';
import { root, runStep } from '../start/processes.mjs';
import { readPages, renderTests, testsPage } from './rule-pages.ts';
import { readTitles } from './titles.ts';

async function run(...args: string[]): Promise<void> {
  const { code, output } = await runStep(process.execPath, args);
  if (code !== 0) throw new Error(output);
}

/** Adds hashes whose names are new, and reports those that have changed. */
async function writeShipped(): Promise<void> {
  for (const [name, hash] of Object.entries(shapesNow())) {
    if (SHIPPED[name] === undefined || SHIPPED[name] === hash) continue;
    console.error(
      `${name} has changed since it was shipped: give it a new version. If it was not released yet, undo shipped.ts ` +
        'and delete its recording in shared/src/sync/fixtures, then generate again.',
    );
    process.exitCode = 1;
  }
  const all = { ...shapesNow(), ...recordingHashes(), ...SHIPPED };
  const lines = Object.entries(all)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, hash]) => `  '${name}': '${hash}',\n`);
  const path = join(root, 'shared/src/sync/shipped.ts');
  const text = await readFile(path, 'utf8');
  await writeFile(
    path,
    text.replace(/(= \{\n)[\s\S]*(\};\n)/, (_all, open, close) => `${open}${lines.join('')}${close}`),
  );
}

const recorded = recordedMutations();
if (Object.values(mutations).some((m) => !recorded.has(`${m.name}@${m.version}`))) {
  const next = Math.max(...recordingNames().map(Number)) + 1;
  await run('client/src/sync/testing/record.ts', String(next));
  console.log(`recorded: shared/src/sync/fixtures/${next}`);
}
await writeShipped();
await writeFile(schemaFile, await schemaOfMigrations());
await run('tools/generate/protocol-doc.ts');
await writeFile(join(root, testsPage), renderTests(await readPages(), readTitles()));
