/** Settlements of texts that members publish in the catalogue. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { PUBLIC } from '@egoejo/shared/sync/protocol.ts';
import { audit } from '../platform/observability/audit.ts';
import { emit } from '../platform/database/events.ts';
import { standingOf } from '../communities/model.ts';
import { refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, type SettleContext } from '../sync/settle/act.ts';
import { pagesOfPlain } from './page-breaks.ts';
import { MOST_TEXTS, publishing, withdrawing } from './policy.ts';
import { putAway, type StoryState } from './put-away.ts';
import { bytesOf, wordsIn } from './text.ts';

/** Publishes a text, signed with its author's name. */
export async function settlePublish(
  ctx: SettleContext,
  { id, title, language, licence, text }: MutationArgs<'story.publish'>,
) {
  const { tx, member, asOf } = ctx;
  const [there] = await tx.query<{ name: string; known: boolean; today: number }>(
    `select m.name, exists (select from story where id = $2) as known,
       (select count(*)::int from story s where s.author = m.id and s.created_at > now() - interval '1 day') as today
      from member m where m.id = $1`,
    [member, id],
  );
  const code = refusalOf(publishing, {
    ...(await standingOf(tx, member, null)),
    known: there?.known ?? false,
    // An act that was accepted before a restore was already counted then (S29).
    today: asOf === null ? (there?.today ?? 0) : 0,
  });
  if (code === 'reading.too_many_texts') return refuse(code, { most: MOST_TEXTS });
  if (code) return refuse(code);
  const pages = pagesOfPlain(text);
  await ctx.bump([PUBLIC]);
  await tx.query(
    `insert into story (id, title, language, authors, licence, words, pages, bytes, author, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10::timestamptz, now()))`,
    [
      id,
      title,
      language,
      `Text: ${there?.name ?? ''}`,
      licence,
      wordsIn(pages),
      pages.length,
      bytesOf(pages),
      member,
      asOf,
    ],
  );
  await tx.query('insert into story_text (id, pages) values ($1, $2::jsonb)', [id, JSON.stringify(pages)]);
  await emit(tx, 'story.published', id, {});
  await audit(tx, { actor: member, ...ctx.from }, 'story.publish', id, { title });
  return APPLIED;
}

/**
 * Withdraws a text. One's own at once; that of another member changes a row of their scope, so it follows by an event,
 * in a separate transaction (S12).
 */
export async function settleWithdraw(ctx: SettleContext, { story }: MutationArgs<'story.withdraw'>) {
  const { tx, member } = ctx;
  const [head] = await tx.query<{ author: MemberId | null; state: StoryState; title: string }>(
    `select author, state, coalesce(away ->> 'title', title) as title from story where id = $1`,
    [story],
  );
  const own = head?.author === member;
  const code = refusalOf(withdrawing, { ...(await standingOf(tx, member, null)), state: head?.state ?? null, own });
  if (code || !head) return refuse(code ?? 'reading.unknown_story');
  if (head.state === 'withdrawn') return APPLIED;
  if (own) {
    await ctx.bump([PUBLIC]);
    await putAway(tx, story, 'withdrawn');
  } else await emit(tx, 'story.withdrawn', story, { by: member });
  await audit(tx, { actor: member, ...ctx.from }, 'story.withdraw', story, { title: head.title });
  return APPLIED;
}
