import { expect, it } from 'vitest';
import { createGuard } from '../mail/guard.ts';
import type { Mail } from '../mail/posts.ts';
import { createMailer } from '../mail/mailer.ts';
import type { Database } from '../platform/database/database.ts';
import { createJobs } from '../platform/jobs/jobs.ts';
import { createLog } from '../platform/observability/log.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember } from '../testing/world.ts';
import { troubles, watchJobs } from './watch.ts';

/** Polls until `so` holds, because the worker records a job's end after its handler, by timers of its own. */
async function until<T>(ask: () => Promise<T>, so: (value: T) => boolean): Promise<T> {
  let value: T | undefined;
  await expect.poll(async () => so((value = await ask())), { timeout: 45_000 }).toBe(true);
  return value as T;
}
const logOf = (db: Database) =>
  db.query(`select subject, actor, detail - 'since' as detail from audit_log where action = 'job.trouble' order by id`);

eachDatabase('monitoring of jobs', (database) => {
  it('a job that fails for good is reported to the administrators once, logged, and retried until it succeeds', async () => {
    const db = database();
    const { id } = await addMember(db, { roles: ['administrator'] });
    await addMember(db);
    await addMember(db, { roles: ['administrator'], status: 'banned' });
    await db.query(`insert into preferences (member, value) values ($1, '{"locale":"en"}')`, [id]);
    const mails: Mail[] = [];
    const mailer = createMailer({ send: async (mail) => void mails.push(mail) }, createLog('silent'));
    const jobs = createJobs(db, createLog('silent'));
    let broken = true;
    const retries = 0;
    let done = (): void => undefined;
    const worked = new Promise<void>((resolve) => (done = resolve));
    jobs.handle(
      'test.breaks',
      async () => {
        if (broken) throw new Error('the disk is full');
        done();
      },
      { retries },
    );
    await jobs.start();
    const needs = { db, log: createLog('silent'), mailer, jobs };
    expect(await watchJobs(needs)).toBe(0);

    await jobs.enqueue('test.breaks', {}, { key: 'one' });
    await until(
      () => troubles(db),
      (t) => t.some(({ failed }) => failed === 1),
    );
    expect(await watchJobs(needs)).toBe(1);
    await mailer.flush();
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      [`${id}@example.org`, 'EGOEJO: a job of the server fails'],
    ]);
    expect(mails[0]?.text).toContain('test.breaks');
    expect(await logOf(db)).toEqual([{ subject: 'test.breaks', actor: null, detail: { failed: 1, late: 0 } }]);

    await until(
      () => troubles(db),
      (t) => t.some(({ failed }) => failed === 1),
    );
    broken = false;
    expect(await watchJobs(needs)).toBe(1);
    await worked;
    await until(
      () => troubles(db),
      (t) => t.length === 0,
    );
    await mailer.flush();
    expect([mails.length, (await logOf(db)).length]).toEqual([1, 1]);
    await jobs.stop(5000);
  });

  it('work overdue by ten minutes is reported as late', async () => {
    const db = database();
    const mails: Mail[] = [];
    const mailer = createMailer({ send: async (mail) => void mails.push(mail) }, createLog('silent'));
    const jobs = createJobs(db, createLog('silent'));
    jobs.handle('test.later', async () => undefined);
    await jobs.start();
    await jobs.stop(5000);
    await jobs.enqueue('test.later', {}, { startAfter: new Date(Date.now() - 540_000) });
    expect(await troubles(db)).toEqual([]);
    await db.query(`update pgboss.job set start_after = now() - interval '11 minutes' where name = 'test.later'`);
    expect(await watchJobs({ db, log: createLog('silent'), mailer, jobs })).toBe(0);
    await mailer.flush();
    expect([mails.length, await logOf(db)]).toMatchObject([
      1,
      [{}, { subject: 'test.later', detail: { failed: 0, late: 1 } }],
    ]);
  });

  it('a scheduled job that failed counts as trouble until its next run succeeds', async () => {
    const db = database();
    const jobs = createJobs(db, createLog('silent'));
    jobs.schedule('test.nightly', '0 3 * * *', async () => undefined);
    await jobs.start();
    await jobs.stop(5000);
    for (const key of ['yesterday', 'today'])
      await jobs.enqueue('test.nightly', {}, { key, startAfter: new Date(Date.now() + 86_400_000) });
    await db.query(
      `update pgboss.job set state = 'failed', completed_on = now() - interval '1 hour'
        where name = 'test.nightly' and singleton_key = 'yesterday'`,
    );
    const nightly = async () => (await troubles(db)).filter((t) => t.job === 'test.nightly');
    expect(await nightly()).toMatchObject([{ failed: 1, late: 0 }]);
    await db.query(
      `update pgboss.job set state = 'completed', completed_on = now()
        where name = 'test.nightly' and singleton_key = 'today'`,
    );
    expect(await nightly()).toEqual([]);
  });

  it('trouble is reported again later if no mail could be sent: mail server unreachable, or mail on hold', async () => {
    const db = database();
    const { id } = await addMember(db, { roles: ['administrator'] });
    const mails: Mail[] = [];
    let away = true;
    let clock = 0;
    const post = {
      send: async (mail: Mail) => {
        if (away) throw new Error('ECONNREFUSED');
        mails.push(mail);
      },
    };
    const mailer = createMailer(post, createLog('silent'), {
      guard: createGuard({ limitMs: 1000, failures: 1, restMs: 60_000 }, () => clock),
    });
    const jobs = createJobs(db, createLog('silent'));
    jobs.handle('test.away', async () => undefined);
    await jobs.start();
    await jobs.stop(5000);
    await jobs.enqueue('test.away', {}, { startAfter: new Date(Date.now() - 660_000) });
    const look = async () => {
      await watchJobs({ db, log: createLog('silent'), mailer, jobs });
      await mailer.flush();
      const noted = await db.query(`select from audit_log where action = 'job.trouble' and subject = 'test.away'`);
      return [mails.filter((m) => m.to === `${id}@example.org`).length, noted.length];
    };
    expect(await look()).toEqual([0, 0]);
    away = false;
    expect([mailer.state(), await look()]).toEqual(['open', [0, 0]]);
    clock += 60_000;
    expect(await look()).toEqual([1, 1]);
    expect(await look()).toEqual([1, 1]);
  });
});
