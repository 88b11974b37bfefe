/** Contracts: a reviewer offers one, the author agrees to its exact text or declines it. */
import { createHash } from 'node:crypto';
import { contractText } from '@egoejo/shared/publishing/contract-text.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { audit } from '../platform/observability/audit.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { authoring, MOST_CONTRACTS, reviewing } from './policy.ts';
import { changed, headOf } from './settle.ts';

async function settleOffer(ctx: SettleContext, args: MutationArgs<'contract.offer'>) {
  const { tx, member, asOf } = ctx;
  const { id, manuscript, publisher, terms, signedBy } = args;
  const { head, standing } = await headOf(ctx, manuscript);
  const code = refusalOf(reviewing, standing);
  if (code || !head) return refuse(code ?? 'manuscript.unknown');
  if (head.state === 'draft' || head.state === 'withdrawn') return refuse('manuscript.not_now', { state: head.state });
  const [found] = await tx.query<{ known: boolean; n: number; byline: string }>(
    `select exists (select from contract where id = $1) as known, m.byline,
       (select count(*)::int from contract
         where manuscript = m.id and offered_at > now() - interval '1 day') as n from manuscript m where m.id = $2`,
    [id, manuscript],
  );
  if (found!.known) return refuse('contract.exists');
  if (asOf === null && found!.n >= MOST_CONTRACTS)
    return refuse('manuscript.too_many_changes', { most: MOST_CONTRACTS });
  const text = contractText(terms, { title: head.title, byline: found!.byline, publisher });
  await tx.query(`update contract set state = 'replaced' where manuscript = $1 and state = 'offered'`, [manuscript]);
  await tx.query(
    `insert into contract (id, manuscript, terms, text, hash, offered_by, offered_name, offered_at)
      values ($1, $2, $3, $4, $5, $6, $7, coalesce($8::timestamptz, now()))`,
    [
      id,
      manuscript,
      JSON.stringify(terms),
      text,
      createHash('sha256').update(text).digest('hex'),
      member,
      signedBy,
      asOf,
    ],
  );
  await changed(ctx, manuscript, { to: 'contract', by: member });
  await audit(tx, { actor: member, ...ctx.from }, 'contract.offer', manuscript, { title: head.title });
  return APPLIED;
}

async function settleAnswer(ctx: SettleContext, args: MutationArgs<'contract.answer'>) {
  const { tx, member, asOf } = ctx;
  const { contract, manuscript, hash, agree, signedBy, words } = args;
  const { head, standing } = await headOf(ctx, manuscript);
  const code = refusalOf(authoring, standing);
  if (code || !head) return refuse(code ?? 'manuscript.unknown');
  if (head.state === 'withdrawn') return refuse('manuscript.not_now', { state: head.state });
  const [found] = await tx.query<{ state: string; hash: string }>(
    'select state, hash from contract where id = $1 and manuscript = $2',
    [contract, manuscript],
  );
  if (!found) return refuse('contract.unknown');
  if (found.state !== 'offered' || found.hash !== hash) return refuse('contract.changed', { state: found.state });
  if (agree)
    await tx.query(`update contract set state = 'replaced' where manuscript = $1 and state = 'agreed'`, [manuscript]);
  await tx.query(
    `update contract set state = $2, answered_by = $3, answered_name = $4,
       answered_at = coalesce($5::timestamptz, now()), words = $6 where id = $1`,
    [contract, agree ? 'agreed' : 'declined', member, agree ? signedBy : null, asOf, agree ? '' : words],
  );
  await changed(ctx, manuscript);
  return APPLIED;
}

export const contractSettlements: ColdSettlements<'contract.offer' | 'contract.answer'> = {
  'contract.offer': settlement(
    { refuses: [...codesOf(reviewing), 'manuscript.not_now', 'contract.exists', 'manuscript.too_many_changes'] },
    settleOffer,
  ),
  'contract.answer': settlement(
    { refuses: [...codesOf(authoring), 'manuscript.not_now', 'contract.unknown', 'contract.changed'] },
    settleAnswer,
  ),
};
