/**
 * Acts as a device queues them, and their outcomes, for tests of the whole settlement (world.ts creates communities and
 * projects).
 */
import { newId, type Grains, type MemberId, type MutationKey, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import { mutations } from '@egoejo/shared/registry.ts';
import type { Answer, MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import type { Caller } from '../sync/exchange/exchange-deps.ts';
import { addMember } from './world.ts';

/** A confirmed member with one device and, if asked, grains. */
export async function newMember(db: Database, grains = 0): Promise<Caller> {
  const { id: member, device } = await addMember(db);
  if (grains > 0) await grant(db, member, grains);
  return { member, device };
}

/**
 * Grants grains from the source by adjustments without an actor: at most 500 each, each recorded in the audit log (R6).
 */
export async function grant(db: Queryable, member: MemberId, grains: number): Promise<void> {
  await db.query(
    `with t as (
       insert into transfer (member, from_account, to_account, amount, reason)
         select $1, 'source', 'wallet', least(500, $2::bigint - n * 500), 'manual_adjust'
           from generate_series(0, ($2::bigint - 1) / 500) n returning id, member, amount)
     insert into audit_log (action, subject, detail)
       select 'saka.adjust', member, jsonb_build_object('transfer', id, 'grains', amount) from t`,
    [member, grains],
  );
}

let lastSeq = 0;
/** A mutation as a device queues it. */
export function act<N extends MutationName>(
  name: N,
  args: MutationArgs<N>,
  more: Partial<MutationEnvelope> = {},
): MutationEnvelope {
  return {
    key: newId<MutationKey>(),
    seq: ++lastSeq,
    name,
    version: mutations[name].version,
    args: { ...args },
    madeAt: new Date().toISOString(),
    ...more,
  };
}
export const boost = (project: ProjectId, grains: number, more: Partial<MutationEnvelope> = {}): MutationEnvelope =>
  act('project.boost', { project, grains: grains as Grains }, more);

/** 'applied', the code of the rejection, or the other kind of answer. */
export function outcome(a: Answer | undefined): string {
  if (a === undefined) return 'no answer';
  if ('verdict' in a) return a.verdict.status === 'applied' ? 'applied' : a.verdict.code;
  return Object.keys(a)
    .filter((k) => k !== 'key')
    .join();
}

/** The balance, and the balance computed from the ledger. */
export async function walletOf(
  db: Queryable,
  member: MemberId,
): Promise<{ balance: number; ledger: number; planted: number; harvested: number }> {
  const [row] = await db.query<{ balance: number; ledger: number; planted: number; harvested: number }>(
    `select w.balance, w.planted, w.harvested, coalesce((select sum(case when to_account = 'wallet' then amount
      else -amount end) from transfer t where t.member = w.member), 0)::bigint as ledger
     from wallet w where w.member = $1`,
    [member],
  );
  return row!;
}
