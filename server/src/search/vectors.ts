/** The vectors of published projects: made where the database has pgvector, from titles and summaries. */
import type { Database, Queryable } from '../platform/database/database.ts';
import type { Embedder } from './embed.ts';

/** As many texts go to the embedder at once. */
const BATCH = 200;
/** The text of a project `d` that its vector is made of. */
const TEXT = `d.title || E'\\n' || d.summary`;

/** A vector as pgvector reads it; null for one that says nothing, because it has no direction. */
export const vectorText = (vector: Float32Array): string | null =>
  vector.some((x) => x !== 0) ? `[${vector.join(',')}]` : null;

/** Creates the table if the database can have it and does not. @returns whether there is one. */
export async function prepareVectors(db: Queryable): Promise<boolean> {
  const [row] = await db.query<{ ready: boolean }>('select prepare_vectors() as ready');
  return row?.ready ?? false;
}

/** Whether the database has vectors. */
export async function hasVectors(q: Queryable): Promise<boolean> {
  const [row] = await q.query<{ ready: boolean }>(
    `select to_regclass('public.project_vector') is not null
       and exists (select from pg_extension where extname = 'vector') as ready`,
  );
  return row?.ready ?? false;
}

/**
 * Makes the vectors of published projects that have none of this embedder and of their present text; `only`: of these
 * projects. One batch at most. @returns how many it made.
 */
export async function makeVectors(db: Database, embedder: Embedder, only?: readonly string[]): Promise<number> {
  const missing = await db.query<{ id: string; text: string; hash: string }>(
    `select d.id, ${TEXT} as text, md5(${TEXT}) as hash from project d
       left join project_vector v on v.project = d.id and v.embedder = $1 and v.of_text = md5(${TEXT})
     where d.status = 'published' and v.project is null and ($2::uuid[] is null or d.id = any($2))
     order by d.id limit ${BATCH}`,
    [embedder.name, only ?? null],
  );
  if (missing.length === 0) return 0;
  const vectors = await embedder.embed(missing.map((m) => m.text));
  await db.query(
    `insert into project_vector (project, embedder, of_text, vector)
       select x.id, $1, x.hash, x.vector::vector from unnest($2::uuid[], $3::text[], $4::text[]) as x (id, hash, vector)
     on conflict (project) do update
       set embedder = excluded.embedder, of_text = excluded.of_text, vector = excluded.vector`,
    [embedder.name, missing.map((m) => m.id), missing.map((m) => m.hash), vectors.map(vectorText)],
  );
  return missing.length;
}

/**
 * Makes all missing vectors, batch by batch, until `stopped`, and deletes those of projects that are not published any
 * more. Without pgvector it does nothing.
 */
export async function fillVectors(db: Database, embedder: Embedder, stopped: () => boolean): Promise<void> {
  if (!(await prepareVectors(db))) return;
  await db.query(
    `delete from project_vector v
      where not exists (select from project d where d.id = v.project and d.status = 'published')`,
  );
  while (!stopped() && (await makeVectors(db, embedder)) > 0) {
    /* the next batch */
  }
}
