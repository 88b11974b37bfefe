/** Search in public projects by similar words (R13). */
import type { ProjectListRow } from '@egoejo/shared/projects/model.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { ROW, FROM } from './public-rows.ts';

/** Minimum similarity of words; French plurals and one wrong letter in five are above it. */
const ALIKE = 0.35;
/** Most words of a query that are used. */
const MOST_WORDS = 8;

/**
 * Limits for a very common word: at most this many matches are compared, and this many of the best supported ones
 * ranked.
 */
const MOST_MATCHES = 3000;
const MOST_RANKED = 300;
/** The same expression as in the index (migration 020). */
const TEXT = `plain(p.title || ' ' || p.summary)`;

/**
 * Published public projects whose title or summary has words similar to the query, best first; accents and typos are
 * tolerated.
 */
export async function searchProjects(db: Database, q: string, limit: number): Promise<{ items: ProjectListRow[] }> {
  const said = q.split(/[^\p{L}\p{N}]+/u).filter((w) => w.length > 1);
  // Short words such as "du", "au", "le" are ignored, unless the query has no others.
  const telling = said.filter((w) => w.length > 2);
  const words = (telling.length > 0 ? telling : said).slice(0, MOST_WORDS);
  if (words.length === 0) return { items: [] };
  const items = await db.transaction(
    async (tx) => {
      await tx.query(`select set_config('pg_trgm.word_similarity_threshold', $1, true)`, [String(ALIKE)]);
      const all = await searchBy(tx, 'and', words, limit);
      if (all.length >= limit || words.length === 1) return all;
      const known = new Set(all.map((p) => p.id));
      const some = await searchBy(tx, 'or', words, limit);
      return [...all, ...some.filter((p) => !known.has(p.id))].slice(0, limit);
    },
    { readOnly: true },
  );
  return { items };
}

/** Projects with words similar to all of the query's words (`and`), or to one of them (`or`). */
function searchBy(
  tx: Queryable,
  every: 'and' | 'or',
  words: readonly string[],
  limit: number,
): Promise<ProjectListRow[]> {
  const asked = words.map((_, i) => `plain($${i + 2})`);
  const alike = asked
    .map((w) => `greatest(word_similarity(${w}, plain(p.title)), 0.8 * word_similarity(${w}, ${TEXT}))`)
    .join(' + ');
  return tx.query<ProjectListRow>(
    `with found as (select p.id from project p where p.status = 'published'
      and (${asked.map((w) => `${TEXT} %> ${w}`).join(` ${every} `)}) limit ${MOST_MATCHES}),
     best as (select y.id from found join project_tally y using (id) order by y.score desc, y.id limit ${MOST_RANKED}),
     ranked as (select p.id, ${alike} as alike from best join project p using (id))
     select ${ROW} ${FROM} join ranked r on r.id = t.id order by r.alike desc, y.score desc, t.id limit $1`,
    [limit, ...words],
  );
}
