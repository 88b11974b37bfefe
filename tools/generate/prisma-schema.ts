/** Generates prisma/schema.prisma from the migrations: what the database client's types are generated from. */
import { readdir, readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const prisma = new URL('../../prisma/', import.meta.url);
export const schemaFile = new URL('schema.prisma', prisma);

const note = `// Generated from prisma/migrations by \`npm run generate\`; a test compares. Checks, triggers and
// indexes on expressions exist only there.

`;
const head = `generator client {
  provider            = "prisma-client"
  output              = "../server/src/generated/prisma"
  runtime             = "nodejs"
  moduleFormat        = "esm"
  importFileExtension = "ts"
  previewFeatures     = ["partialIndexes"]
}

datasource db {
  provider = "postgresql"
}
`;

/** The schema as Prisma reads it from a database that has all migrations, and others made by `more`. */
export async function schemaOfMigrations(more = ''): Promise<string> {
  const lite = new PGlite({ extensions: { pg_trgm, unaccent } });
  try {
    const files = (await readdir(new URL('migrations', prisma))).filter((f) => f.endsWith('.sql')).sort();
    for (const file of files) await lite.exec(await readFile(new URL(`migrations/${file}`, prisma), 'utf8'));
    if (more !== '') await lite.exec(more);
    const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(lite));
    const engine = await SchemaEngine.new({ datamodels: [['schema.prisma', head]] }, () => undefined, factory);
    const { schema } = await engine.introspect({
      schema: { files: [{ path: 'schema.prisma', content: head }] },
      baseDirectoryPath: '/',
      force: true,
      compositeTypeDepth: -1,
      namespaces: null,
    });
    engine.free();
    const text = schema.files.map((f) => f.content).join('\n');
    return note + text.replaceAll(/^\/\/\/ .*\n/gm, '');
  } finally {
    await lite.close();
  }
}
