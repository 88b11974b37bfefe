import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { changeOf } from '../badges/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit, type DomainEvent, type Listener } from '../platform/database/events.ts';
import type { RegisterJobs } from '../platform/deps.ts';
import { dropLeavers, forgetMaker } from './leavers.ts';

/** How many members one transaction counts for. */
const CHUNK = 200;
const RECOUNT = 'challenge.recount';
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Every five minutes, for the case that an event of somebody who left came before their last act. */
export const registerJobs: RegisterJobs = ({ jobs, db }) => {
  jobs.schedule('challenges.leavers', '*/5 * * * *', async () => {
    while ((await db.transaction(dropLeavers)) > 0) {
      /* repeat until nobody who left takes part */
    }
  });
};

/** Counts for those who took part in a challenge before it was changed, a chunk of members at a time. */
async function recount(tx: Queryable, { subject, payload }: DomainEvent): Promise<void> {
  const rows = await tx.query<{ member: MemberId }>(
    `select member from challenge_part where challenge = $1 and member > $2::uuid order by member limit ${CHUNK}`,
    [subject, payload['after'] ?? NOBODY],
  );
  const members = rows.map((r) => r.member);
  if (members.length === 0) return;
  await changeOf(tx, members, 'challenges_count(m.id, m.rev, null, now())');
  if (members.length === CHUNK) await emit(tx, RECOUNT, subject, { after: members.at(-1) });
}

export const listeners: readonly Listener[] = [
  { name: 'challenges.recount', on: ['challenge.edited', RECOUNT], handle: recount },
  {
    name: 'challenges.left',
    on: ['community.left', 'community.removed', 'community.barred', 'member.closed'],
    handle: async (tx, { name, subject }) => {
      if (name === 'member.closed') await forgetMaker(tx, subject);
      await dropLeavers(tx);
    },
  },
];
