/**
 * prisma/schema.prisma describes exactly what the migrations create, except checks and expression indexes, which Prisma
 * cannot express.
 */
import { readFile, readdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { afterAll, beforeAll, expect, it } from 'vitest';

const prisma = new URL('../../../../prisma/', import.meta.url);
const schemaText = () => readFile(new URL('schema.prisma', prisma), 'utf8');

let lite: PGlite;
beforeAll(async () => {
  lite = new PGlite({ extensions: { pg_trgm, unaccent } });
  const files = (await readdir(new URL('migrations', prisma))).filter((f) => f.endsWith('.sql')).sort();
  for (const file of files) await lite.exec(await readFile(new URL(`migrations/${file}`, prisma), 'utf8'));
});
afterAll(() => lite.close());

/** The changes that would turn the migrated database into what `schema` describes; '' if none. */
async function drift(schema: string): Promise<string> {
  const files = [{ path: 'schema.prisma', content: schema }];
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(lite));
  const engine = await SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, factory);
  const result = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: '/' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
  engine.free();
  return result.exitCode === 0 ? '' : (result.stdout ?? 'differs');
}

it('the Prisma schema equals what the migrations create', async () => {
  expect(await drift(await schemaText())).toBe('');
});

it('detects a column that only one of them has', async () => {
  const schema = (await schemaText()).replace(/^model Wallet \{$/m, 'model Wallet {\n  euros Int');
  expect(await drift(schema)).toContain('ADD COLUMN     "euros"');
});
