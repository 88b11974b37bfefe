/** What the demo's people do: through the ledger's own functions and the very settlements members go through. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../platform/database.ts';
import { settleExchange } from '../sync/settle.ts';
import { stableId } from '../platform/stable-id.ts';
import type { DeviceId, MutationKey } from '@egoejo/shared/platform/ids.ts';

/** Harvests of the past: fifty for each of a few guests who came, ten for each text read, on days that allow it (R5). Once only. */
export async function harvest(db: Database, member: MemberId, grains: number): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.query<{ rev: number; had: number }>('select bump_member($1) as rev, (select harvested from wallet where member = $1) as had', [member]);
    let left = (row?.had ?? 0) > 0 ? 0 : grains;
    for (let i = 0; left > 0; i++) {
      const [reason, amount, limit] = i < 2 && left >= 50 ? ['invite_accepted', 50, 5] as const : ['content_read', Math.min(10, left), 3] as const;
      await tx.query('select ledger_harvest($1, $2, $3::transfer_reason, $4, current_date - $5::int, $6, $7, null, null, null)', [
        member, row?.rev, reason, stableId('demo harvest', member, String(i)), 2 + i, amount, limit,
      ]);
      left -= amount;
    }
  });
}

export interface DemoAct {
  name: string;
  args: Record<string, unknown>;
}
/** Settles acts as one exchange of that member's device would; the keys are theirs for ever, so a second run changes nothing. */
export async function acts(db: Database, who: { id: MemberId; device: string }, of: string, list: readonly DemoAct[]): Promise<void> {
  const answers = await settleExchange(
    { db, settlements: {}, flagsOff: [], onThrow: (error) => { throw error; } }, who.id, who.device as DeviceId,
    list.map(({ name, args }, i) => ({ key: stableId<MutationKey>('demo act', of, String(i)), seq: i + 1, name, version: 1, args, madeAt: new Date().toISOString() })),
  );
  for (const a of answers) {
    if (!('verdict' in a)) throw new Error(`the demo's act of ${of} was not settled: ${JSON.stringify(a)}`);
  }
}
