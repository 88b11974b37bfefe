/**
 * Published projects near a project or a text: by vectors of their meaning where the database has them, else by similar
 * words, else by the same stemmed words. A caller sees only what the search shows them, too.
 */
import { shortened } from '@egoejo/shared/platform/cut.ts';
import { FOUND_NOTE, MOST_NEIGHBOURS, type Neighbours, type NeighboursAsked } from '@egoejo/shared/search/model.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import { hashed, type Embedder } from './embed.ts';
import { seenBy } from './kinds.ts';
import { hasVectors, vectorText } from './vectors.ts';

/** The least cosine that is shown: nine in ten of the tuning pairs are above it, one in forty of other pairs. */
const NEAR = 0.25;
/** The least trigram similarity that is shown. */
const ALIKE = 0.15;

/** What is shown is at least this part as near as the nearest. It costs no tuning pair, and a third of the others. */
const BESIDE = 0.6;

interface Subject {
  /** Null: a text that is no project. */
  id: string | null;
  text: string;
}
type Way = Neighbours['by'];

/** At most five projects near what was asked, best first. Null: the project is unknown to this caller. */
export async function findNeighbours(
  db: Database,
  asked: NeighboursAsked,
  member: string | null,
  embedder: Embedder = hashed,
): Promise<Neighbours | null> {
  const subject: Subject | null =
    'project' in asked
      ? await projectOf(db, asked.project, member)
      : { id: null, text: `${asked.title}\n${asked.summary}` };
  if (!subject) return null;
  const by = await wayOf(db, embedder);
  const items = await nearest[by](db, subject, member, embedder);
  return { items: items.map((item) => ({ ...item, note: shortened(item.note, FOUND_NOTE) })), by };
}

/** The project if it is published and the caller may read it. */
async function projectOf(q: Queryable, id: string, member: string | null): Promise<Subject | null> {
  const [row] = await q.query<Subject>(
    `with ${seenBy('$2')} select d.id, d.title || E'\\n' || d.summary as text from project d
      where d.id = $1 and d.status = 'published' and d.community in (select s.id from seen s)`,
    [id, member],
  );
  return row ?? null;
}

/** Whether this embedder has made vectors: after an installation or a change of model they come within a minute. */
const anyOf = async (q: Queryable, { name }: Embedder): Promise<boolean> =>
  (await q.query('select from project_vector where embedder = $1 limit 1', [name])).length > 0;

async function wayOf(q: Queryable, embedder: Embedder): Promise<Way> {
  if ((await hasVectors(q)) && (await anyOf(q, embedder))) return 'meaning';
  const [row] = await q.query<{ n: number }>(`select count(*)::int as n from pg_extension where extname = 'pg_trgm'`);
  return row?.n === 1 ? 'similar' : 'words';
}

type Find = (db: Database, subject: Subject, member: string | null, embedder: Embedder) => Promise<Neighbours['items']>;

/** The best rows by an SQL expression over the project `d`, for a caller ($1), other than the project itself ($2). */
const best = (alike: string, from: string, least: number): string =>
  `with ${seenBy('$1')}, compared as materialized (
     select d.id, d.title, left(d.summary, ${FOUND_NOTE + 30}) as note, d.community, ${alike} as alike from ${from}
       where d.status = 'published' and d.community in (select s.id from seen s) and d.id is distinct from $2::uuid)
   select x.id, x.title, x.note, x.community from compared x
   where x.alike > ${least} and x.alike >= ${BESIDE} * (select max(alike) from compared)
   order by x.alike desc, x.id limit ${MOST_NEIGHBOURS}`;

const nearest: Readonly<Record<Way, Find>> = {
  async meaning(db, { id, text }, member, embedder) {
    const [vector] = await embedder.embed([text]);
    const direction = vector && vectorText(vector);
    if (direction === undefined || direction === null) return [];
    return db.query(
      best(
        // Vectors of another size must not be compared, in whatever order the conditions are checked.
        'case when v.embedder = $4 then 1 - (v.vector <=> $3::vector) end',
        'project_vector v join project d on d.id = v.project',
        NEAR,
      ),
      [member, id, direction, embedder.name],
    );
  },
  similar: (db, { id, text }, member) =>
    db.query(best(`similarity(plain(d.title || ' ' || d.summary), plain($3))`, 'project d', ALIKE), [member, id, text]),
  words: (db, { id, text }, member) =>
    db.query(
      best(
        `ts_rank(to_tsvector('french', d.title || ' ' || d.summary),
          replace(plainto_tsquery('french', $3)::text, '&', '|')::tsquery)`,
        'project d',
        0,
      ),
      [member, id, text],
    ),
};
