/** The cost of an administration page depends on what it shows, not on the number of members. */
import { expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../platform/database/database.ts';
import { plansOf } from '../testing/database/plans.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { readLog } from './log.ts';
import { listMembers } from './members.ts';

/** Adds many members, each with a wallet and an audit log entry, and updates the planner's statistics. */
async function crowd(db: Database): Promise<void> {
  await db.query(`insert into member (id, name, email, created_at, rev)
    select gen_random_uuid(), 'Awa ' || n, n || '@example.org', now() - make_interval(secs => n), 1
      from generate_series(1, 2000) n`);
  await db.query(`insert into audit_log (action, subject, actor) select 'member.roles', id::text, id from member`);
  await db.query(`insert into audit_log (action, subject) values ('read-only.on', ''), ('saka.compost', 'not a key')`);
  await db.query('analyze');
}

eachDatabase('lists in the administration', (database) => {
  it('are read page by page through indexes, with names and wallets of that page only', async () => {
    const db = database();
    await crowd(db);
    const [members, last] = await Promise.all([listMembers(db, '', null), readLog(db, '', null)]);
    const [plan] = await plansOf(db, (q) => listMembers(q, '', null));
    const [next] = await plansOf(db, (q) => listMembers(q, '', members.at(-1)!.id));
    for (const p of [plan, next]) expect(p).toMatch(/member_listed/);
    const [page] = await plansOf(db, (q) => readLog(q, '', null));
    const [older] = await plansOf(db, (q) => readLog(q, '', last.at(-1)!.id));
    for (const p of [plan, next, page, older]) expect(p).not.toMatch(/Seq Scan|Hash|Merge|Sort/);
    expect(members.map((m) => [m.name, m.balance])).toEqual(Array.from({ length: 30 }, (_, i) => [`Awa ${i + 1}`, 0]));
    expect(last.slice(0, 3)).toMatchObject([
      { action: 'saka.compost', subject: 'not a key', subjectName: null },
      { action: 'read-only.on', subjectName: null },
      { subjectName: expect.stringMatching(/^Awa/), actorName: expect.stringMatching(/^Awa/) },
    ]);
  });

  it('find log entries by the name of their subject, member or partner, and of their actor', async () => {
    const db = database();
    const [id, actor, token] = [newId(), newId(), newId()];
    await db.query(
      `insert into member (id, name, email, rev) values ($1, 'Bénédicte', 'b@example.org', 1),
        ($2, 'Zélie', 'z@example.org', 1)`,
      [id, actor],
    );
    await db.query(`insert into partner_token (id, name, hash, scopes) values ($1, 'Mairie', '\\x00', '{saka}')`, [
      token,
    ]);
    await db.query(
      `insert into audit_log (action, subject, actor) values ('member.ban', $1, $2), ('partner.create', $3, $2)`,
      [id, actor, token],
    );
    const found = async (search: string) =>
      (await readLog(db, search, null)).map((l) => [l.action, l.subjectName, l.actorName]);
    expect(await found('benedicte')).toEqual([['member.ban', 'Bénédicte', 'Zélie']]);
    expect(await found('mairie')).toEqual([['partner.create', 'Mairie', 'Zélie']]);
    expect(await found('zelie')).toHaveLength(2);
    expect(await found('nobody')).toEqual([]);
  });
});
