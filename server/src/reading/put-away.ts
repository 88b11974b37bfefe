/**
 * Takes texts out of the catalogue and puts them back. The words of what was withdrawn or hidden are in `away`, which
 * no route reads. The callers have bumped the scopes.
 */
import type { Queryable } from '../platform/database/database.ts';

export type StoryState = 'published' | 'withdrawn' | 'hidden';

/** Withdraws or hides a text. Doing so again changes nothing; what was hidden comes back as it was before. */
export async function putAway(tx: Queryable, story: string, state: 'withdrawn' | 'hidden'): Promise<void> {
  await tx.query(
    `update story s set state = $2, title = '', authors = '', scope = coalesce('member:' || s.author::text, 'hidden'),
       away = coalesce(s.away, jsonb_build_object('title', s.title, 'authors', s.authors,
           'pages', (select t.pages from story_text t where t.id = s.id)))
         || case $2 when 'hidden' then jsonb_build_object('before', s.state) else '{}' end
     where s.id = $1 and (s.state = 'published' or s.state = 'withdrawn' and $2 = 'hidden')`,
    [story, state],
  );
  // Its author withdraws what is hidden: it stays away when it is shown again.
  if (state === 'withdrawn')
    await tx.query(
      `update story set away = coalesce(away, '{}') || '{"before": "withdrawn"}' where id = $1 and state = 'hidden'`,
      [story],
    );
  await tx.query(`delete from story_text t using story s where t.id = $1 and s.id = t.id and s.state <> 'published'`, [
    story,
  ]);
}

/** Shows a hidden text again, unless it was withdrawn. */
export async function putBack(tx: Queryable, story: string): Promise<void> {
  await tx.query(
    `insert into story_text (id, pages) select id, away -> 'pages' from story
      where id = $1 and state = 'hidden' and away ->> 'before' = 'published'`,
    [story],
  );
  await tx.query(
    `update story set state = 'published', scope = 'public', title = away ->> 'title', authors = away ->> 'authors',
       away = null
      where id = $1 and state = 'hidden' and away ->> 'before' = 'published'`,
    [story],
  );
  await tx.query(`update story set state = 'withdrawn', away = away - 'before' where id = $1 and state = 'hidden'`, [
    story,
  ]);
}
