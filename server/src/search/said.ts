/** Messages in the search (T3): those of rooms that the caller is in, by their stemmed words, the newest first. */
import { shortened } from '@egoejo/shared/platform/cut.ts';
import { fold } from '@egoejo/shared/platform/fold.ts';
import { FOUND_NOTE, type FoundRow, type FoundSaid } from '@egoejo/shared/search/model.ts';
import { stem } from '@egoejo/shared/search/stem.ts';
import { blocksSql } from '../blocks/model.ts';
import type { Queryable } from '../platform/database/database.ts';

/**
 * The rooms whose messages a member may read, as `talks` of a `with`, and their words in the index, as `talk_words`.
 * `room` is a parameter too: null for all of them. In a conversation of two, nobody is folded.
 */
export const talksOf = (member: string, room: string): string => `talks as materialized (
    select r.id, r.community is null and cardinality(r.people) = 2 as two from room_member m join room r on r.id = m.room
    where m.member = ${member}::uuid and (${room}::uuid is null or r.id = ${room}::uuid)
      and room_visible(m.member, m.room)),
  talk_words as materialized (
    select string_agg(quote_literal('room:' || id), ' | ')::tsquery as any_of from talks)`;

/** Messages `d` of `talks` that meet a condition, as rows of what is found: `most` of them, the newest. */
const rowsOf = (member: string, condition: string, alike: number, most: number): string =>
  `(select 'message' as kind, d.id, '' as title, '' as note, null::uuid as community, ${alike}::float8 as alike,
      extract(epoch from d.created_at) / 1e10 as weight
    from (select * from message d where d.state = 'shown' and ${condition} offset 0) d join talks t on t.id = d.room
    where t.two or not ${blocksSql(`${member}::uuid`, 'd.author')}
    order by d.created_at desc limit ${most})`;

/** The messages with the words of a query in the form of a `tsquery`. One without any word finds nothing. */
export const saidLike = (member: string, query: string, alike: number, most: number): string =>
  rowsOf(
    member,
    `numnode(${query}) > 0
      and message_words(d.room, d.name, d.text) @@ (select ${query} && w.any_of from talk_words w)`,
    alike,
    most,
  );
/** The messages that contain the very words: each a parameter. */
export const saidExactly = (
  member: string,
  words: readonly string[],
  joined: 'and' | 'or',
  alike: number,
  most: number,
): string =>
  rowsOf(
    member,
    `d.room in (select s.id from talks s)
      and (${words.map((w) => `strpos(plain(concat_ws(' ', d.name, d.text)), ${w}) > 0`).join(` ${joined} `)})`,
    alike,
    most,
  );

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** So many letters stand before the first match. */
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
