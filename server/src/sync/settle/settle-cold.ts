/** Settles one act in a transaction of its own, by the function that its feature brings (S5). */
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { ColdName } from '@egoejo/shared/registry.ts';
import { memberScope, type Answer, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../../platform/database/database.ts';
import type { AnyReceiptMac } from '../../platform/keys/receipt-key.ts';
import { LOST, recovering } from '../recovery/reoffered.ts';
import { partsOf, stillToWrite } from '../recovery/row-writes.ts';
import { replay, verdictOf, type KnownReceipt, writeReceipt } from '../receipts/receipts.ts';
import {
  APPLIED,
  type Act,
  type ColdSettlement,
  type ColdSettlements,
  type FlagsOff,
  type SettleContext,
} from './act.ts';

export interface SettleDeps {
  db: Database;
  settlements: ColdSettlements<ColdName>;
  flagsOff: FlagsOff;
  /** Where the acts come from, for the audit log; left out: unknown. */
  from?: SettleContext['from'] | undefined;
  /** Makes and checks the MACs of receipts (S29); without it the server neither issues nor accepts proofs. */
  macOf?: AnyReceiptMac | undefined;
  /** Called with the error of a bug, never with the act's arguments. */
  onThrow(error: unknown, mutation: string): void;
  /** Called with the code of each receipt that refuses, once it is written; not when a stored receipt is sent again. */
  onRefused?(code: string): void;
}

interface Opened {
  rev: number;
  known: KnownReceipt | null;
  /** The time of the act's receipt, if the act is judged as of now. */
  told: string;
  recovery: 'open' | null;
}

/** Settles one cold act and writes its receipt. @returns its answer; a known key gets its stored verdict. */
export async function settleAct(deps: SettleDeps, member: MemberId, device: DeviceId, act: Act): Promise<Answer[]> {
  // The registry pairs each name with the types of its own arguments; this pairing is not known statically here.
  const settlement = deps.settlements[act.name as ColdName] as ColdSettlement<ColdName>;
  await settlement.before?.(act.read);
  const { answers, refused } = await deps.db.transaction(
    async (tx): Promise<{ answers: Answer[]; refused: string | null }> => {
      const [opened] = await tx.query<{ o: Opened }>('select settle_open($1, $2) as o', [member, act.key]);
      const { rev, known, told: now, recovery } = opened!.o;
      if (known) return { answers: [replay(act.key, act.hash, known)], refused: null };
      const revs: Record<Scope, number> = { [memberScope(member)]: rev };
      const args = act.asOf !== null ? await stillToWrite(tx, act, member, device) : act.read;
      const decision =
        args === null
          ? APPLIED
          : await settlement.settle(
              {
                tx,
                member,
                device,
                key: act.key,
                rev,
                madeAt: act.madeAt,
                asOf: act.asOf,
                at: act.asOf ?? now,
                flagsOff: deps.flagsOff,
                from: deps.from ?? { address: '', agent: '' },
                async bump(scopes) {
                  const [bumped] = await tx.query<{ revs: Record<Scope, number> }>(
                    'select bump_scopes($1::text[]) as revs',
                    [scopes],
                  );
                  Object.assign(revs, bumped!.revs);
                  return bumped!.revs;
                },
              },
              args,
            );
      const code = 'rejected' in decision ? decision.rejected : null;
      const detail = 'rejected' in decision ? (decision.params ?? {}) : decision.applied;
      const lost = act.asOf !== null && 'rejected' in decision;
      if (lost && recovery === 'open')
        return { answers: [recovering(act.key, decision.rejected, decision.params ?? {})], refused: null };
      const outcome = lost
        ? { code: LOST, detail: { ...decision.params, reason: decision.rejected } }
        : { code, detail };
      const { at, link } = await writeReceipt(tx, member, device, act, {
        ...outcome,
        revs,
        rev,
        at: outcome.code === null ? (act.asOf ?? now) : now,
        wrote: 'applied' in decision ? partsOf(act, member, device) : [],
      });
      return {
        answers: [
          {
            key: act.key,
            hash: act.hash,
            verdict: verdictOf(outcome.code, outcome.detail),
            revs,
            at,
            ...(link && { link }),
          },
        ],
        refused: outcome.code,
      };
    },
  );
  if (refused !== null) deps.onRefused?.(refused);
  return answers;
}
