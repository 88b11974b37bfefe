/** Notes of reviewers at places of a manuscript's file. */
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { isReviewed } from '@egoejo/shared/publishing/model.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { MOST_NOTES, reviewing, takingBack } from './policy.ts';
import { changed, headOf } from './settle.ts';

async function settleNote(ctx: SettleContext, args: MutationArgs<'manuscript.note'>) {
  const { tx, member, asOf } = ctx;
  const { id, manuscript, file, cfi, quote, text } = args;
  const { head, standing } = await headOf(ctx, manuscript);
  const code = refusalOf(reviewing, standing);
  if (code || !head) return refuse(code ?? 'manuscript.unknown');
  if (!isReviewed(head.state)) return refuse('manuscript.not_now', { state: head.state });
  const [found] = await tx.query<{ file: boolean; taken: boolean; mine: boolean; n: number }>(
    `select exists (select from manuscript_file
         where id = $2 and manuscript = $1 and sent and state = 'stored') as file,
       exists (select from manuscript_note where id = $3) as taken,
       exists (select from manuscript_note where id = $3 and manuscript = $1 and author = $4) as mine,
       (select count(*)::int from manuscript_note where manuscript = $1) as n`,
    [manuscript, file, id, member],
  );
  if (!found!.file) return refuse('manuscript.no_file');
  if (found!.taken && !found!.mine) return refuse('manuscript.unknown_note');
  if (asOf === null && !found!.mine && found!.n >= MOST_NOTES)
    return refuse('manuscript.too_many_notes', { most: MOST_NOTES });
  await tx.query(
    `insert into manuscript_note (id, manuscript, file, author, name, cfi, quote, text, created_at)
      select $1, $2, $3, m.id, nullif(m.name, ''), $5, $6, $7, coalesce($8::timestamptz, now()) from member m
        where m.id = $4
      on conflict (id) do update set file = excluded.file, cfi = excluded.cfi, quote = excluded.quote,
        text = excluded.text, done = false`,
    [id, manuscript, file, member, cfi, quote, text, asOf],
  );
  await changed(ctx, manuscript);
  return APPLIED;
}

async function settleClose(ctx: SettleContext, { note, manuscript, as }: MutationArgs<'manuscript.closeNote'>) {
  const { standing } = await headOf(ctx, manuscript);
  const code = refusalOf(takingBack, standing);
  if (code) return refuse(code);
  const [found] = await ctx.tx.query<{ author: MemberId | null }>(
    'select author from manuscript_note where id = $1 and manuscript = $2',
    [note, manuscript],
  );
  if (!found) return refuse('manuscript.unknown_note');
  if (as === 'removed') {
    if (found.author !== ctx.member) return refuse('manuscript.not_reviewer');
    await ctx.tx.query('delete from manuscript_note where id = $1', [note]);
  } else {
    if (!standing.own) return refuse('manuscript.not_author');
    await ctx.tx.query('update manuscript_note set done = $2 where id = $1', [note, as === 'done']);
  }
  await changed(ctx, manuscript);
  return APPLIED;
}

export const noteSettlements: ColdSettlements<'manuscript.note' | 'manuscript.closeNote'> = {
  'manuscript.note': settlement(
    {
      refuses: [
        ...codesOf(reviewing),
        'manuscript.not_now',
        'manuscript.no_file',
        'manuscript.unknown_note',
        'manuscript.too_many_notes',
      ],
    },
    settleNote,
  ),
  'manuscript.closeNote': settlement(
    {
      refuses: [...codesOf(takingBack), 'manuscript.unknown_note', 'manuscript.not_reviewer', 'manuscript.not_author'],
    },
    settleClose,
  ),
};
