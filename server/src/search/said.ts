/** Messages in the search (T3): those of rooms that the caller is in, by their stemmed words, the newest first. */
import { shortened } from '@egoejo/shared/platform/cut.ts';
import { fold } from '@egoejo/shared/platform/fold.ts';
import { FOUND_NOTE, type FoundRow, type FoundSaid } from '@egoejo/shared/search/model.ts';
import { stem } from '@egoejo/shared/search/stem.ts';
import type { Queryable } from '../platform/database/database.ts';

/**
 * Two queries of a `with`. `talks`: the rooms whose messages a member may read; `two`: a conversation of two people,
 * which hides nobody whom the member blocked. `reach`: the same as arrays in one row, so that no plan joins them: the
 * rooms, those of two people, the words that stand for the rooms in the index, and whom the member blocked.
 * @param member a parameter of the statement, as is `room`, which is null for all rooms
 */
export const talksOf = (member: string, room: string): string => `talks as materialized (
    select r.id, r.community is null and cardinality(r.people) <= 2 as two
    from room_member m join room r on r.id = m.room
    where m.member = ${member}::uuid and (${room}::uuid is null or r.id = ${room}::uuid)
      and room_visible(m.member, m.room)),
  reach as materialized (
    select array_agg(id) as rooms, array_agg(id) filter (where two) as of_two,
      string_agg(quote_literal('room:' || id), ' | ')::tsquery as words,
      array(select k.id from blocked_member k where k.member = ${member}::uuid) as blocked from talks)`;

/** The newest messages `d` within reach that meet a condition, as rows of what is found. */
const rowsOf = (condition: string, alike: number, most: number): string =>
  `(select 'message' as kind, d.id, '' as title, '' as note, null::uuid as community, ${alike}::float8 as alike,
      extract(epoch from d.created_at) / 1e10 as weight
    from (select * from message d where d.state = 'shown' and ${condition} offset 0) d
    where d.room = any ((select rooms from reach)::uuid[])
      and (d.author = any ((select blocked from reach)::uuid[]) is not true
        or d.room = any ((select of_two from reach)::uuid[]))
    order by d.created_at desc limit ${most})`;

/** The messages with the words of a `tsquery`. A query without any word after stemming finds nothing. */
export const saidLike = (query: string, alike: number, most: number): string =>
  rowsOf(
    `numnode(${query}) > 0
      and message_words(d.room, d.name, d.text) @@ (select ${query} && words from reach)`,
    alike,
    most,
  );
/** The messages that contain exactly these words. Each word is a parameter. */
export const saidExactly = (words: readonly string[], joined: 'and' | 'or', alike: number, most: number): string =>
  rowsOf(
    `d.room in (select id from talks)
      and (${words.map((w) => `strpos(plain(concat_ws(' ', d.name, d.text)), ${w}) > 0`).join(` ${joined} `)})`,
    alike,
    most,
  );

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** How many letters are shown before the first match. */
const BEFORE = 50;
/** The part of a text around the first of these folded words. */
export function around(text: string, words: readonly string[]): string {
  if (text.length <= FOUND_NOTE) return text;
  const stems = new Set(words.map((w) => stem(w)));
  const found = [...text.matchAll(WORD)].find(({ 0: written }) => {
    const word = fold(written);
    return stems.has(stem(word)) || words.some((w) => word.startsWith(w));
  });
  const at = found?.index ?? 0;
  if (at <= BEFORE) return shortened(text, FOUND_NOTE);
  const space = text.indexOf(' ', at - BEFORE);
  const from = space < 0 || space > at ? at : space + 1;
  return shortened(`… ${text.slice(from)}`, FOUND_NOTE);
}

/** What is shown of the messages among these rows. */
export async function messagesOf(
  tx: Queryable,
  rows: readonly FoundRow[],
  words: readonly string[],
): Promise<ReadonlyMap<string, { title: string; note: string; said: FoundSaid }>> {
  const ids = rows.flatMap(({ kind, id }) => (kind === 'message' ? [id] : []));
  if (ids.length === 0) return new Map();
  const found = await tx.query<FoundSaid & { id: string; name: string; text: string }>(
    `select id, room, coalesce(name, '') as name, text, iso(created_at) as at from message where id = any($1::uuid[])`,
    [ids],
  );
  return new Map(
    found.map(({ id, room, at, name, text }) => [id, { title: name, note: around(text, words), said: { room, at } }]),
  );
}
