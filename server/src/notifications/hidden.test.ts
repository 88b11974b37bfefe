import { expect, it } from 'vitest';
import type { Notification } from '@egoejo/shared/notifications/model.ts';
import { digestText } from '../channels/model.ts';
import { sendPushes } from '../channels/send-pushes.ts';
import { listeners as moderation } from '../moderation/listeners.ts';
import { emit, startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import type { Pusher } from '../platform/outbound/pusher.ts';
import { moderationTools } from '../testing/moderation.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addPoll, addPush, type TestMember } from '../testing/world.ts';
import { CHUNK, listeners } from './listeners.ts';

eachDatabase('what moderators hid', (database) => {
  const { settle, decide, queueOf, report, rowsOf, village } = moderationTools(database);
  const bring = async () => {
    const pump = startEvents(database(), createLog('silent'), [...moderation, ...listeners]);
    await pump.drain();
    await pump.stop();
    expect(await database().query('select last_error from domain_event where last_error is not null')).toEqual([]);
  };
  const told = async (m: TestMember) =>
    (await rowsOf<Notification>('notification', m)).map(({ title, text }) => [title, text]);
  const revOf = async (m: TestMember) =>
    (await database().query<{ rev: number }>('select max(rev) as rev from notification where member = $1', [m.id]))[0]!
      .rev;
  const window = { after: '2000-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' };
  const mailed = async (m: TestMember) =>
    (await digestText(database(), m.id, { pollOpened: { app: true, mail: true, push: true } }, 'fr', window))?.lines ??
    null;

  it('S11: has no title in notifications, mails and pushes, and has it again once it is shown', async () => {
    const { moderator, reporter, community } = await village();
    const poll = await addPoll(database(), { method: { kind: 'choice', max: 1 }, community, openToAll: true });
    await database().query(`update poll set title = 'Une insulte' where id = $1`, [poll]);
    await emit(database(), 'poll.opened', poll, {});
    await bring();
    expect(await told(reporter)).toEqual([['Une insulte', '']]);
    expect(await mailed(reporter)).toContain('Une insulte');
    const session = await addPush(database(), reporter);
    const push: Pusher = { publicKey: '', use: () => undefined, accepts: () => true, send: async () => 'sent' };
    const send = () => sendPushes({ db: database(), push });
    expect(await send()).toEqual({ sent: 1 });
    const before = await revOf(reporter);

    await settle('moderation.report', reporter, {
      kind: 'poll',
      subject: poll,
      community: null,
      reason: 'spam',
      words: '',
    });
    await bring();
    const [found] = await queueOf(moderator);
    await decide(moderator, { case: found!.id });
    await bring();
    expect(await told(reporter)).toEqual([['', '']]);
    expect(await revOf(reporter), 'every device gets the row again').toBeGreaterThan(before);
    expect(await mailed(reporter)).toBeNull();
    await database().query(`update push_subscription set due_at = now() - interval '1 minute' where session = $1`, [
      session,
    ]);
    expect(await send()).toEqual({ nothing: 1 });

    await decide(moderator, { case: found!.id, round: 1, outcome: 'kept' });
    await bring();
    expect(await told(reporter)).toEqual([['Une insulte', '']]);
  });

  it('reaches more members than one transaction tells, and an event that comes late tells nobody', async () => {
    const { moderator, reporter, author, project } = await village();
    await database().query(
      `with m as (insert into member (id, name, email) select gen_random_uuid(), '', 'veil' || g || '@example.org'
         from generate_series(1, ${CHUNK + 1}) g returning id)
       insert into notification (member, id, kind, project, title) select id, $1, 'news', $1, 'Une insulte' from m`,
      [project],
    );
    await report(reporter, project);
    await bring();
    const [found] = await queueOf(moderator);
    await decide(moderator, { case: found!.id });
    await bring();
    const [left] = await database().query<{ n: number }>(
      `select count(*)::int as n from notification n where project = $1
        and rev < (select rev from member_counter c where c.member = n.member) or rev = 1`,
      [project],
    );
    expect(left).toEqual({ n: 0 });
    await emit(database(), 'project.judged', project, { published: true, reason: 'Bien' });
    await bring();
    // The only notification left is that of the decision, with the moderators' words.
    expect(await told(author)).toEqual([[found!.title, 'Publicité.']]);
  });
});
