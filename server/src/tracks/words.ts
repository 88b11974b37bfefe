/** The words of tracks (L1): in parts, as acts bring them. */
import { plainProse } from '@egoejo/shared/platform/texts.ts';
import { partsOf, readWords } from '@egoejo/shared/tracks/words.ts';
import type { Queryable } from '../platform/database/database.ts';

/** Writes a part of the words of a track. An empty one has no row. */
export async function writePart(tx: Queryable, track: string, part: number, text: string): Promise<void> {
  if (text === '') await tx.query('delete from track_words where track = $1 and part = $2', [track, part]);
  else
    await tx.query(
      `insert into track_words (track, part, text) values ($1, $2, $3)
        on conflict (track, part) do update set text = excluded.text`,
      [track, part, text],
    );
}

/**
 * The words of a file that came with a track or its feed. Signs that nobody types are removed after reading the file,
 * since JSON can spell them out.
 */
export const wordsOfFile = (file: string): string => plainProse(readWords(file));

/** Gives a track words, unless it has some. */
export async function giveWords(tx: Queryable, track: string, words: string): Promise<void> {
  const found = await tx.query('select from track_words where track = $1 limit 1', [track]);
  if (found.length > 0) return;
  for (const [part, text] of partsOf(words).entries()) await writePart(tx, track, part, text.trim());
}

/** SQL: the words of the track `t`; null if it has none. */
export const WORDS_OF = `(select string_agg(w.text, E'\\n' order by w.part) from track_words w where w.track = t.id)`;

/** How many characters the words of a track have. */
export async function lengthOfWords(q: Queryable, track: string): Promise<number> {
  const [row] = await q.query<{ length: number }>(
    'select greatest(0, coalesce(sum(length(text) + 1), 0) - 1)::int as length from track_words where track = $1',
    [track],
  );
  return row?.length ?? 0;
}

/** The words of a track; '' if it has none. */
export async function wordsOf(q: Queryable, track: string): Promise<string> {
  const [row] = await q.query<{ words: string | null }>(`select ${WORDS_OF} as words from (select $1::uuid as id) t`, [
    track,
  ]);
  return row?.words ?? '';
}
