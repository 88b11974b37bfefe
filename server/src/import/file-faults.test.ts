import { readFileSync } from 'node:fs';
import { fileFaults } from '@egoejo/shared/file-faults.ts';
import { expect, it } from 'vitest';

it('docs/files.md says of every fault of a file what it spoils', () => {
  const [, ...rows] = readFileSync('docs/files.md', 'utf8').match(/^\|.*\|$/gm) ?? [];
  const said = rows.flatMap((row) =>
    (['mended', 'line', 'file'] as const).flatMap((spoils, i) =>
      [...(row.split('|')[i + 2] ?? '').matchAll(/`([\w.]+)`/g)].map(([, code]) => [code, spoils]),
    ),
  );
  expect(Object.fromEntries(said)).toEqual(fileFaults);
  expect(said).toHaveLength(Object.keys(fileFaults).length);
});
