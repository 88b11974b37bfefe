/** Acts of the demo's people, made with the ledger's own functions and the same settlements as for members. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../platform/database/database.ts';
import type { Deps } from '../platform/deps.ts';
import { coldSettlements } from '../registry.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { stableId } from '../platform/stable-id.ts';
import type { DeviceId, MutationKey } from '@egoejo/shared/platform/ids.ts';

/**
 * Credits grains for guests who came some days ago, five a day as the rule requires (R5). Repeated calls credit
 * nothing.
 */
export async function harvestGuests(db: Database, member: MemberId, guests: number, daysAgo: number): Promise<void> {
  await db.transaction((tx) =>
    tx.query(
      `select ledger_harvest($1, rev, 'invite_accepted', guest, current_date - $3::int - (n::int - 1) / 5, 50, 5, null,
        null, null)
     from (select bump_member($1) as rev) m, unnest($2::uuid[]) with ordinality as g(guest, n)`,
      [member, Array.from({ length: guests }, (_, i) => stableId('demo harvest', member, String(i))), daysAgo],
    ),
  );
}

export interface DemoMember {
  id: MemberId;
  device: string;
}
/** Ids and devices of the demo's people, by address. */
export type People = ReadonlyMap<string, DemoMember>;
/** Returns the person whose address begins with this name. */
export function named(people: People, name: string): DemoMember {
  for (const [email, member] of people) if (email.startsWith(`${name}@`)) return member;
  throw new Error(`the demo has nobody who is called ${name}`);
}

interface DemoAct {
  name: string;
  args: Record<string, unknown>;
  /** How many days ago the member did it, offline. */
  daysAgo?: number;
}
/**
 * Settles acts in one exchange of that member's device. The keys are derived from the acts, so a second run changes
 * nothing.
 */
export async function acts(
  { db, macOf }: Pick<Deps, 'db' | 'macOf'>,
  who: DemoMember,
  of: string,
  list: readonly DemoAct[],
): Promise<void> {
  const answers = await settleActs(
    {
      db,
      settlements: coldSettlements(),
      flagsOff: [],
      macOf,
      onThrow: (error) => {
        throw error;
      },
    },
    who.id,
    who.device as DeviceId,
    list.map(({ name, args, daysAgo = 0 }, i) => ({
      key: stableId<MutationKey>('demo act', of, String(i)),
      seq: i + 1,
      name,
      version: 1,
      args,
      madeAt: new Date(Date.now() - daysAgo * 86_400_000).toISOString(),
    })),
  );
  for (const a of answers) {
    // A second run on another day has other days; those of the first run stay.
    if (!('verdict' in a) && !('keyReused' in a))
      throw new Error(`the demo's act of ${of} was not settled: ${JSON.stringify(a)}`);
  }
}

/** Sets the age of rows to that of the acts that made them. `days`: the age of each row, by id. */
export const dateBack = (
  { db }: Pick<Deps, 'db'>,
  table: 'comment' | 'room' | 'topic' | 'track',
  ages: Readonly<Record<string, number>>,
): Promise<void> =>
  db.transaction(async (tx) => {
    const ids = Object.keys(ages);
    await tx.query(`select bump_scopes(array(select distinct scope from ${table} where id = any($1::uuid[])))`, [ids]);
    await tx.query(
      `update ${table} t set created_at = now() - x.days * interval '1 day'
        from unnest($1::uuid[], $2::float8[]) x(id, days) where t.id = x.id`,
      [ids, Object.values(ages)],
    );
  });
