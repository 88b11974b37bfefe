import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { emit } from '../platform/database/events.ts';
import { standingOf } from '../communities/model.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import {
  APPLIED,
  refuse,
  settlement,
  type ColdSettlements,
  type HotOutcomes,
  type SettleContext,
} from '../sync/settle/act.ts';
import { checkLink } from './articles/link.ts';
import { adding, publishing, withdrawing } from './policy.ts';
import { settlePublish, settleWithdraw } from './settle-texts.ts';

async function settleAdd({ tx, member, rev }: SettleContext, args: MutationArgs<'reading.add'>) {
  const story = 'story' in args ? args.story : null;
  const link = 'url' in args ? checkLink(args.url) : null;
  if (link && !link.ok) return refuse(link.error.code);
  const url = link?.value.href ?? null;
  const [queue] = await tx.query<{ queued: number; known: boolean }>(
    `select count(*) as queued, coalesce(bool_or(id = $2 or story = $3::uuid or url = $4::text), false) as known
      from reading_item where member = $1`,
    [member, args.id, story, url],
  );
  const code = refusalOf(adding, {
    ...(await standingOf(tx, member, null)),
    queued: queue?.queued ?? 0,
    known: queue?.known ?? false,
  });
  if (code) return refuse(code);
  if (url !== null) {
    await tx.query(
      `insert into reading_item (member, id, url, title, site, state, rev) values ($1, $2, $3, $4, $5, 'fetching', $6)`,
      [member, args.id, url, args.title, new URL(url).hostname, rev],
    );
    await emit(tx, 'reading.link_added', args.id, { member });
    return APPLIED;
  }
  const added = await tx.query(
    `insert into reading_item (member, id, story, title, site, licence, words, bytes, state, rev)
     select $1, $2, s.id, s.title, '', s.licence, s.words, s.bytes, 'ready', $4 from story s
       where s.id = $3 and s.state = 'published'
       returning id`,
    [member, args.id, story, rev],
  );
  return added.length > 0 ? APPLIED : refuse('reading.unknown_story');
}

/** What the SQL functions of `settle.sql` answer. */
export const hotOutcomes: HotOutcomes<'reading.progress' | 'reading.finish'> = {
  'reading.progress': { refuses: [] },
  'reading.finish': {
    refuses: ['account.banned', 'reading.unknown_story', 'reading.not_at_end', 'reading.too_fast'],
    notes: [
      'saka.harvested',
      'saka.already_harvested',
      'saka.daily_limit',
      'saka.not_confirmed',
      'reading.no_time',
      'reading.own_text',
    ],
  },
};

/** Settlements of the reading queue and of texts in the catalogue. Removing an absent item is applied without effect. */
export const settlements: ColdSettlements<'reading.add' | 'reading.remove' | 'story.publish' | 'story.withdraw'> = {
  'reading.add': settlement({ refuses: [...codesOf(adding), 'reading.bad_link', 'reading.unknown_story'] }, settleAdd),
  'story.publish': settlement({ refuses: codesOf(publishing) }, settlePublish),
  'story.withdraw': settlement({ refuses: codesOf(withdrawing) }, settleWithdraw),
  'reading.remove': settlement({ refuses: [] }, async ({ tx, member }, { item }) => {
    await tx.query(
      `with p as (delete from position where member = $1 and text = $2) delete from reading_text
        where member = $1 and id = $2`,
      [member, item],
    );
    await tx.query('delete from reading_item where member = $1 and id = $2', [member, item]);
    return APPLIED;
  }),
};
