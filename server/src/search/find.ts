/**
 * The search over projects, communities, polls, stories (R13), works (B12) and messages (T3): similar words in titles
 * and summaries, stemmed words in long texts and messages. A caller finds what is public, what belongs to communities
 * they are members of, and what is said in rooms they are in, nothing else.
 */
import { shortened } from '@egoejo/shared/platform/cut.ts';
import { fold } from '@egoejo/shared/platform/fold.ts';
import {
  FOUND_NOTE,
  FOUND_PAGE,
  SERVED_KINDS,
  type FoundCover,
  type FoundPage,
  type FoundRow,
} from '@egoejo/shared/search/model.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import { headOf, headWords, KINDS, seenBy } from './kinds.ts';
import { messagesOf, saidExactly, saidLike, talksOf } from './said.ts';

/**
 * Minimum similarity of words: first what is surely the same word mistyped, which the index tells from most others by
 * itself; only where nothing is, down to one wrong letter in five of a short word.
 */
const ALIKE = 0.5;
const LIKELY = 0.35;
/** One wrong letter makes another word of a shorter one: that is compared as it is, or as a beginning. */
const SHORTEST_ALIKE = 5;
/** Most words of a query that are used. */
const MOST_WORDS = 8;
/**
 * Limits for a very common word, of each kind: at most this many matches are compared, and this many of the best
 * supported ones ranked.
 */
const MOST_MATCHES = 1000;
const MOST_RANKED = 300;
/** A word found in a long text counts for half of the same word in a title, one in a summary for most of it. */
const IN_TEXT = 0.5;
const IN_NOTE = 0.8;

type Kind = FoundRow['kind'];
/** Kinds whose texts are compared word by word. */
type Ranked = Exclude<Kind, 'message'>;
const isRanked = (kind: Kind): kind is Ranked => kind !== 'message';

export interface Asked {
  q: string;
  /** How many results to leave out: the `next` of the page before. */
  after: number;
  limit?: number;
  /** Null: a visitor. */
  member: string | null;
  kinds?: readonly Kind[];
  /** Of messages, those of this room alone. */
  room?: string | undefined;
}

/** The words of a query that are looked for, folded. Control characters and signs only separate them. */
function wordsOf(q: string): string[] {
  const said = fold(q)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((w) => w.length > 1);
  // Short words such as "du", "au", "le" are ignored, unless the query has no others.
  const telling = said.filter((w) => w.length > 2);
  return [...new Set(telling.length > 0 ? telling : said)].slice(0, MOST_WORDS);
}

/** How words are compared: stemmed, the last one maybe unfinished, also by similarity, or letter by letter. */
type Way = 'stemmed' | 'begun' | 'similar' | 'exact';
type Joined = 'and' | 'or';
interface Pass {
  way: Way;
  joined: Joined;
  /** So many results make the next pass needless. */
  enough: number;
  /** The least similarity of similar words. */
  least?: number;
}
/**
 * Each finds what those before it find, and costs more. What stemmed words find often enough needs no similar words,
 * which would be mistyped ones.
 */
const PASSES: readonly Pass[] = [
  { way: 'stemmed', joined: 'and', enough: FOUND_PAGE },
  { way: 'begun', joined: 'and', enough: FOUND_PAGE },
  { way: 'similar', joined: 'and', enough: 1, least: ALIKE },
  { way: 'similar', joined: 'and', enough: 1, least: LIKELY },
  { way: 'similar', joined: 'or', enough: 0, least: LIKELY },
];
const PLAIN_PASSES: readonly Pass[] = [
  { way: 'exact', joined: 'and', enough: 1 },
  { way: 'exact', joined: 'or', enough: 0 },
];

/**
 * One page of what matches all words of the query, best first; when nothing does, of what matches any of them. Where
 * the database lacks an extension, titles and summaries that contain the very words (`similar` is false).
 */
export async function find(db: Database, asked: Asked): Promise<FoundPage> {
  const words = wordsOf(asked.q);
  const limit = asked.limit ?? FOUND_PAGE;
  return db.transaction(
    async (tx) => {
      const similar = await isEquipped(tx);
      if (words.length === 0) return { items: [], total: 0, next: null, similar };
      for (const pass of similar ? PASSES : PLAIN_PASSES) {
        if (pass.least !== undefined)
          await tx.query(`select set_config('pg_trgm.word_similarity_threshold', $1, true)`, [String(pass.least)]);
        const rows = await findBy(tx, asked, words, pass, limit);
        // A page after the last has no row that gives the total. The total decides which pass all pages come from.
        const [first] =
          rows.length > 0 || asked.after === 0 ? rows : await findBy(tx, { ...asked, after: 0 }, words, pass, 1);
        const total = first?.total ?? 0;
        if (total < pass.enough) continue;
        const until = asked.after + limit;
        const [covers, messages] = [await coversOf(tx, rows), await messagesOf(tx, rows, words)];
        const items = rows.map(({ kind, id, title, note, community }) => ({
          kind,
          id,
          title,
          note: shortened(note, FOUND_NOTE),
          community,
          ...(kind === 'work' && { cover: covers.get(id) }),
          ...(kind === 'message' && messages.get(id)),
        }));
        return { items, total, next: until < total ? until : null, similar };
      }
      return { items: [], total: 0, next: null, similar };
    },
    { readOnly: true },
  );
}

/** What stands for the covers of the works among these rows. */
async function coversOf(tx: Queryable, rows: readonly FoundRow[]): Promise<ReadonlyMap<string, FoundCover>> {
  const ids = rows.flatMap(({ kind, id }) => (kind === 'work' ? [id] : []));
  if (ids.length === 0) return new Map();
  const found = await tx.query<FoundCover & { id: string }>(
    'select id, colour, thumb from work where id = any($1::uuid[])',
    [ids],
  );
  return new Map(found.map(({ id, ...cover }) => [id, cover]));
}

/** Whether the database has everything that a search by similar words needs. */
async function isEquipped(tx: Queryable): Promise<boolean> {
  const [row] = await tx.query<{ ok: boolean }>(
    `select exists (select from pg_extension where extname = 'pg_trgm')
       and exists (select 1 from pg_ts_config where cfgname = 'plain_french') as ok`,
  );
  return row?.ok ?? false;
}

/** What one pass finds. */
function findBy(
  tx: Queryable,
  { member, after, kinds = SERVED_KINDS, room }: Asked,
  words: readonly string[],
  { way, joined }: Pass,
  limit: number,
): Promise<(FoundRow & { total: number })[]> {
  const ofKind = (kind: Kind): string =>
    !isRanked(kind)
      ? ofMessages(words, joined, way)
      : way === 'exact'
        ? exact(kind, words, joined)
        : alike(kind, words, joined, way);
  // PostgreSQL refuses parameters that a statement does not use.
  const given = way === 'exact' ? words : [asTsquery(words, way, joined), ...(kinds.some(isRanked) ? words : [])];
  return tx.query(
    `with ${seenBy('$2')}, ${talksOf('$2', '$4')}, found as (${kinds.map(ofKind).join(' union all ')})
     select kind, id, title, left(note, ${FOUND_NOTE + 30}) as note, community, (count(*) over ())::int as total
     from found order by alike desc, weight desc, kind, id offset $3 limit $1`,
    [limit, member, after, room ?? null, ...given],
  );
}

/** The words as the text of a `tsquery`; unless only whole words are wanted, the last one may be a beginning. */
const asTsquery = (words: readonly string[], way: Way, joined: Joined): string =>
  words.join(joined === 'and' ? ' & ' : ' | ') + (way === 'stemmed' ? '' : ':*');

/** Parameters before the words themselves: limit, member, offset, room and, for similar words, the whole as a `tsquery`. */
const place = (i: number, equipped: boolean): string => `$${i + (equipped ? 6 : 5)}`;
const QUERY = `to_tsquery('plain_french', $5)`;
const readable = (community: string): string => `(${community} is null or ${community} in (select s.id from seen s))`;

/** The matches of one kind by stemmed words and, if they are to be `similar`, by those too. */
function alike(name: Ranked, words: readonly string[], joined: Joined, way: Way): string {
  const kind = KINDS[name];
  const head = `plain(${headOf(kind)})`;
  const asked = words.map((_, i) => `${place(i, true)}::text`);
  const { body } = kind;
  const among = (join = '') => `from ${kind.from} ${join} where ${kind.where} and ${readable(kind.community)}`;
  // Comparing costs most of the time: each text is prepared once, and a word that the title has not sought in the note.
  const inTitle = asked.map((w, i) => `word_similarity(${w}, p.title) as w${i}`).join(', ');
  const score = asked
    .map(
      (w, i) =>
        `greatest(s.w${i}, case when s.w${i} < ${IN_NOTE} then ${IN_NOTE} * word_similarity(${w}, p.head) end,
          case when m.deep then ${IN_TEXT} end)`,
    )
    .join(' + ');
  const inBody = body
    ? ` union all (select d.id, true ${among(`join ${body.table} b on b.id = d.id`)} and ${body.where ?? 'true'}
          and ${body.words} @@ ${QUERY}
          limit ${MOST_MATCHES})`
    : '';
  const likeWord = (word: string, i: number): string => {
    if (word.length >= SHORTEST_ALIKE) return `${head} %> ${asked[i]}`;
    const begun = `to_tsquery('plain_french', ${place(i, true)} || ':*')`;
    // A word that tells nothing, such as "pour", is in no index; any text has it.
    return `(${joined === 'and' ? `numnode(${begun}) = 0 or ` : ''}${headWords(kind)} @@ ${begun})`;
  };
  const bySimilar =
    way === 'similar'
      ? ` union all (select d.id, false ${among()} and (${words.map(likeWord).join(` ${joined} `)})
          limit ${MOST_MATCHES})`
      : '';
  return `(select '${name}' as kind, d.id, ${kind.title} as title, ${kind.note} as note, ${kind.community} as community,
      (${score})::float8 as alike, m.weight
    from (select x.id, bool_or(x.deep) as deep, ${kind.weight} as weight
        from ((select d.id, false as deep ${among()} and ${headWords(kind)} @@ ${QUERY} limit ${MOST_MATCHES})
          ${bySimilar}${inBody}) x
        join ${kind.from} on d.id = x.id group by x.id, d.id order by weight desc, x.id limit ${MOST_RANKED}) m
      join ${kind.from} on d.id = m.id
      cross join lateral (select plain(${kind.title}) as title, ${head} as head offset 0) p
      cross join lateral (select ${inTitle} offset 0) s)`;
}

/** The matches of one kind that contain the very words. */
function exact(name: Ranked, words: readonly string[], joined: Joined): string {
  const kind = KINDS[name];
  const asked = words.map((_, i) => place(i, false));
  const match = asked.map((w) => `strpos(plain(${headOf(kind)}), ${w}) > 0`).join(` ${joined} `);
  const score = asked.map((w) => `(strpos(plain(${kind.title}), ${w}) > 0)::int`).join(' + ');
  return `(select '${name}' as kind, d.id, ${kind.title} as title, ${kind.note} as note, ${kind.community} as community,
      (${score})::float8 as alike, ${kind.weight} as weight
    from ${kind.from} where ${kind.where} and ${readable(kind.community)} and (${match}) limit ${MOST_MATCHES})`;
}

/** The matches among messages, which count as much as matches in long texts. */
function ofMessages(words: readonly string[], joined: Joined, way: Way): string {
  const like = IN_TEXT * (joined === 'and' ? words.length : 1);
  if (way !== 'exact') return saidLike(QUERY, like, MOST_RANKED);
  return saidExactly(
    words.map((_, i) => place(i, false)),
    joined,
    like,
    MOST_RANKED,
  );
}
