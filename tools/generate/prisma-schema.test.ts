import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { schemaFile, schemaOfMigrations } from './prisma-schema.ts';

it('prisma/schema.prisma is what the migrations create (mend: npm run generate)', async () => {
  expect(await readFile(schemaFile, 'utf8')).toBe(await schemaOfMigrations());
});

it('a column that only a migration has changes it', async () => {
  expect(await schemaOfMigrations('alter table wallet add column euros int')).toMatch(/model wallet \{[^}]*euros/);
});
