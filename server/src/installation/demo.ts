/**
 * The demo: fills the database once at a first start outside production, and disables the demo accounts when the server
 * becomes a production server.
 */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { endSessions } from '../accounts/sessions/end-sessions.ts';
import type { Deps } from '../platform/deps.ts';
import { audit, OPERATOR } from '../platform/observability/audit.ts';
import type { Queryable } from '../platform/database/database.ts';
import { keepSettings, readSettings, type DemoAccount } from './settings.ts';

/**
 * Fills the database with our own community when `data` is null, else with the data in that folder. Can be run again
 * after an interruption.
 * @returns the accounts that anyone may use.
 */
export type SeedDemo = (deps: Deps, data: string | null) => Promise<DemoAccount[]>;

/** Name under which the settings record that our own community was loaded. */
const OWN = 'own';

/**
 * Seeds the demo if this start requires it and no earlier start has done it. @returns all demo accounts; none if there
 * is no demo.
 */
export async function seedOnce(deps: Deps, seed: SeedDemo | null): Promise<DemoAccount[]> {
  const { db, config } = deps;
  const { installedAt, demo } = await readSettings(db);
  if (!config.demo || seed === null || installedAt !== undefined) return [];
  const loaded = demo?.loaded ?? [];
  let accounts = demo?.accounts ?? [];
  for (const data of [null, config.demoData]) {
    const name = data ?? OWN;
    if (loaded.includes(name) || (data === null && loaded.length > 0)) continue;
    const made = await seed(deps, data);
    accounts = [...accounts, ...made.filter((a) => !accounts.some((known) => known.email === a.email))];
    loaded.push(name);
    await keepSettings(db, { demo: { loaded, accounts } });
  }
  return accounts;
}

/** True while somebody can sign in with a demo account, which every page then shows. */
export async function demoIsOpen(q: Queryable): Promise<boolean> {
  const [row] = await q.query<{ open: boolean }>(
    `select exists (select from member m join credential c on c.member = m.id where m.demo and m.status = 'active')
      as open`,
  );
  return row?.open === true;
}

/** Demo accounts, accounts that got their roles from one, accounts that got theirs from one of these, and so on. */
const GIVEN_BY_DEMO = `with recursive last as (select distinct on (subject) subject, actor from audit_log
  where action = 'member.roles' order by subject, id desc),
    given as (select id from member where demo union select m.id from given g join last l on l.actor = g.id
      join member m on m.id::text = l.subject)
  select id from given`;

/**
 * Disables all demo accounts, inside the caller's transaction: removes passwords, sessions and roles, and bans them. It
 * also revokes what they did as administrators, since anybody could have used them: roles they gave and partner tokens
 * they created.
 * @returns how many accounts were disabled.
 */
export async function disableDemo(tx: Queryable): Promise<number> {
  const barred = await tx.query(
    `update member set status = 'banned', status_reason = 'demo', roles = '{}' where demo and status = 'active'
      returning id`,
  );
  if (barred.length === 0) return 0;
  await tx.query('delete from credential where member in (select id from member where demo)');
  for (const { id } of await tx.query<{ id: MemberId }>('select id from member where demo'))
    await endSessions(tx, id, 'banned');
  const given = (await tx.query<{ id: string }>(GIVEN_BY_DEMO)).map((m) => m.id);
  await tx.query(`update member set roles = '{}' where id = any($1::uuid[]) and not demo and roles <> '{}'`, [given]);
  const revoked = await tx.query<{ id: string }>(
    `update partner_token p set revoked_at = now() where revoked_at is null and exists (select from audit_log l
       where l.actor = any($1::uuid[]) and l.action = 'partner.create' and l.subject = p.id::text) returning id`,
    [given],
  );
  const { demo } = await readSettings(tx);
  if (demo) await keepSettings(tx, { demo: { ...demo, accounts: [] } });
  await audit(tx, OPERATOR, 'demo.disable', '', { accounts: barred.length, tokens: revoked.map((p) => p.id) });
  return barred.length;
}
