/** Members and their devices, in the database of a seed. */
import type { Role } from '@egoejo/shared/accounts/model.ts';
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import type { NewId } from '../scheduler/seeded-ids.ts';

export interface Person {
  id: MemberId;
  devices: DeviceId[];
}

export const addDevice = (db: Database, member: MemberId, id: DeviceId): Promise<unknown> =>
  db.query(
    `insert into device (member, id, registered_at, quiet_at)
      values ($1, $2, now() - interval '7 days', now() - interval '7 days') on conflict do nothing`,
    [member, id],
  );

/**
 * The roles of members in the whole app, the last member's last. Those of an animator of one community are on the
 * memberships.
 */
const rolesOf = (m: number, members: number): Role[] =>
  m === 0 ? ['administrator'] : m === members - 1 ? ['author'] : ['moderator', 'author'];

/** Adds members with their devices; each has grains to give. */
export async function addPeople(db: Database, newId: NewId, members: number, devices: number): Promise<Person[]> {
  const people: Person[] = [];
  for (let m = 0; m < members; m++) {
    const person = { id: newId<MemberId>(), devices: Array.from({ length: devices }, () => newId<DeviceId>()) };
    await db.query(`insert into member (id, name, email, email_confirmed_at, roles) values ($1, $2, $3, now(), $4)`, [
      person.id,
      `member ${m}`,
      `m${m}@example.org`,
      rolesOf(m, members),
    ]);
    for (const device of person.devices) await addDevice(db, person.id, device);
    await db.query(
      `insert into transfer (member, from_account, to_account, amount, reason)
        values ($1, 'source', 'wallet', $2, 'manual_adjust')`,
      [person.id, 60 + 60 * m],
    );
    people.push(person);
  }
  return people;
}
