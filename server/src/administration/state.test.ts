import { expect, it } from 'vitest';
import { newMember } from '../testing/acts.ts';
import { createTestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { readState } from './state.ts';

eachDatabase('the state of the server', (database) => {
  it('describes mail: by SMTP or as files, how many wait, and whether sending is paused after failures', async () => {
    const db = database();
    const t = await createTestApp(db, { SMTP_URL: 'smtp://mail.internal' });
    const mail = async () => (await readState(t.deps, Date.now())).mail;
    expect(await mail()).toEqual({ on: true, state: 'closed', waiting: 0, oldest: null });
    const { member } = await newMember(db);
    await db.query(
      `insert into mail_outbox (id, member, kind, queued_at)
        values (gen_random_uuid(), $1, 'closing', '2027-03-01T14:00:00Z')`,
      [member],
    );
    t.deps.mailer.use({
      send: async () => {
        throw new Error('ECONNREFUSED');
      },
    });
    for (let i = 0; i < 3; i++)
      await expect(t.deps.mailer.send({ to: 'awa@example.org', subject: '', text: '' })).rejects.toThrow(
        'ECONNREFUSED',
      );
    expect(await mail()).toEqual({ on: true, state: 'open', waiting: 1, oldest: '2027-03-01T14:00:00.000Z' });
    await t.close();
    const files = await createTestApp(db);
    expect((await readState(files.deps, Date.now())).mail).toMatchObject({ on: false, state: 'closed' });
    await files.close();
  });
});
