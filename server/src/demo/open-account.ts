/** Opens the accounts of the demo's people. */
import { newId } from '@egoejo/shared/platform/ids.ts';
import { hashPassword } from '../accounts/sign-in/passwords.ts';
import { createMember } from '../accounts/sign-in/sign-up.ts';
import type { Database } from '../platform/database/database.ts';
import type { DemoPerson } from './people.ts';
import { communityId } from './ids.ts';

/**
 * Creates a member with a confirmed address, a device, and memberships. Without a password, nobody can sign in as this
 * member.
 */
export async function openAccount(db: Database, person: DemoPerson, password: string | null): Promise<void> {
  const hash = password === null ? null : await hashPassword(password);
  await db.transaction(async (tx) => {
    const id = await createMember(
      tx,
      { email: person.email, name: person.name, roles: person.roles ?? [] },
      hash ?? '',
    );
    if (id === null) {
      if (hash !== null)
        await tx.query(
          'update credential c set password_hash = $2 from member m where m.id = c.member and m.email = $1 and m.demo',
          [person.email, hash],
        );
      return;
    }
    await tx.query(
      `update member set demo = true, visibility = visibility::jsonb || '{"name": "community"}' where id = $1`,
      [id],
    );
    if (hash === null) await tx.query('delete from credential where member = $1', [id]);
    await tx.query(
      `insert into device (member, id, registered_at, quiet_at, agent)
        values ($1, $2, now() - interval '30 days', now() - interval '30 days', 'demo')`,
      [id, newId()],
    );
    for (const key of person.lives) {
      await tx.query(
        `insert into membership (member, community, role, joined_at) values ($1, $2, $3, now() - interval '40 days')`,
        [id, communityId(key), person.animates?.includes(key) ? 'animator' : 'member'],
      );
    }
  });
}
