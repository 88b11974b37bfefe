import { MOST_IMPORTS } from '@egoejo/shared/catalogue/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { standingOf } from '../../communities/model.ts';
import { audit } from '../../platform/observability/audit.ts';
import { codesOf, refusalOf } from '../../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../../sync/settle/act.ts';
import { importingMore } from './policy.ts';

async function settleImport(ctx: SettleContext, { id, community, name }: MutationArgs<'catalogue.import'>) {
  const { tx, member, rev, asOf } = ctx;
  const [found] = await tx.query<{ known: boolean; today: number }>(
    `select exists (select from book_import where id = $2) as known,
       (select count(*)::int from book_import where member = $1 and created_at > now() - interval '1 day') as today`,
    [member, id],
  );
  const code = refusalOf(importingMore, {
    ...(await standingOf(tx, member, community)),
    ofAll: community === null,
    known: found?.known ?? false,
    // An act that was accepted before a restore was already counted then (S29).
    today: asOf === null ? (found?.today ?? 0) : 0,
  });
  if (code === 'catalogue.too_many_imports') return refuse(code, { most: MOST_IMPORTS.day });
  if (code) return refuse(code);
  await tx.query(
    `insert into book_import (member, id, community, name, created_at, rev)
      values ($1, $2, $3, $4, coalesce($5::timestamptz, now()), $6)`,
    [member, id, community, name, asOf, rev],
  );
  await tx.query(
    `delete from book_import where member = $1 and id in (select id from book_import where member = $1
      order by created_at desc, id desc offset $2)`,
    [member, MOST_IMPORTS.listed],
  );
  await audit(tx, { actor: member, ...ctx.from }, 'catalogue.import', id, { file: name, community });
  return APPLIED;
}

export const importSettlements: ColdSettlements<'catalogue.import'> = {
  'catalogue.import': settlement({ refuses: codesOf(importingMore) }, settleImport),
};
