/** The inviter gets grains by an event, in a separate transaction, once the newcomer's address is confirmed (R5). */
import { INVITATION } from '@egoejo/shared/invitations/model.ts';
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { Listener } from '../platform/database/events.ts';
import { flagsOff } from '../platform/config/flags.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';

export type Outcome = 'harvested' | 'limit' | 'off' | 'ended';

/** Settles the newcomer's invitation once: a second event finds it settled. Null: there is none to settle. */
export async function thank(
  tx: Queryable,
  newcomer: MemberId,
  harvests: boolean,
): Promise<{ inviter: MemberId; outcome: Outcome } | null> {
  const [due] = await tx.query<{ inviter: MemberId }>(
    `select i.inviter from invitation i join member n on n.id = i.member
     where i.member = $1 and i.outcome is null and n.email_confirmed_at is not null
       and n.status = 'active' for update of i`,
    [newcomer],
  );
  if (!due) return null;
  const outcome = harvests ? await harvest(tx, due.inviter, newcomer) : 'off';
  await tx.query('update invitation set outcome = $2, settled_at = now() where member = $1', [newcomer, outcome]);
  return { inviter: due.inviter, outcome };
}

/** Takes the inviter's mutex; one statement of the ledger checks the daily limit and credits the grains. */
async function harvest(tx: Queryable, inviter: MemberId, newcomer: MemberId): Promise<Outcome> {
  const scope = memberScope(inviter);
  const [bumped] = await tx.query<{ revs: Record<string, number> }>('select bump_scopes($1::text[]) as revs', [
    [scope],
  ]);
  const [row] = await tx.query<{ outcome: 'harvested' | 'limit' | 'already' | null }>(
    `select case when m.status = 'active' then
       ledger_harvest(m.id, $2, 'invite_accepted', $3, (now() at time zone 'UTC')::date, $4, $5, null, null, null) end
         as outcome
     from member m where m.id = $1`,
    [inviter, bumped?.revs[scope], newcomer, INVITATION.grains, INVITATION.perDay],
  );
  await notifyMoved(tx, [scope]);
  if (row?.outcome === 'already') throw new Error('a newcomer was thanked for before and is not settled');
  return row?.outcome ?? 'ended';
}

export const listeners = ({ config, mailer }: Pick<Deps, 'config' | 'mailer'>): readonly Listener[] => [
  {
    name: 'invitations.thank',
    on: ['invitation.accepted', 'member.confirmed'],
    async handle(tx, { subject }) {
      const thanked = isId(subject)
        ? await thank(tx, subject as MemberId, !flagsOff(config.flags).includes('ENABLE_SAKA'))
        : null;
      // The inviter is also told when the daily limit was reached (R5).
      if (thanked?.outcome !== 'harvested' && thanked?.outcome !== 'limit') return;
      await mailer.queue(tx, [
        {
          member: thanked.inviter,
          kind: 'invitation',
          params: { grains: thanked.outcome === 'harvested' ? INVITATION.grains : 0, perDay: INVITATION.perDay },
        },
      ]);
    },
  },
];
