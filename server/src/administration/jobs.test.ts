import { expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { audit, OPERATOR } from '../platform/observability/audit.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { forgetAddresses } from './jobs.ts';

eachDatabase('the audit log', (database) => {
  it('drops address and agent after a year, and keeps who did what', async () => {
    const db = database();
    const actor = newId();
    await audit(db, { actor, address: '203.0.113.9', agent: 'Firefox' }, 'test.old', 'x', { a: 1 });
    await audit(db, { actor, address: '203.0.113.9', agent: 'Firefox' }, 'test.new', 'x');
    await audit(db, OPERATOR, 'test.old', 'y');
    await db.query(`update audit_log set at = now() - interval '366 days' where action = 'test.old'`);
    await db.query(`update audit_log set at = now() - interval '350 days' where action = 'test.new'`);
    await forgetAddresses(db);
    expect(
      await db.query(
        `select actor, address, agent, action, subject, detail from audit_log where action like 'test.%' order by id`,
      ),
    ).toEqual([
      { actor, address: '', agent: '', action: 'test.old', subject: 'x', detail: { a: 1 } },
      { actor, address: '203.0.113.9', agent: 'Firefox', action: 'test.new', subject: 'x', detail: {} },
      { actor: null, address: '', agent: 'egoejo command', action: 'test.old', subject: 'y', detail: {} },
    ]);
  });
});
