import { once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../platform/database/database.ts';
import type { Deps } from '../platform/deps.ts';
import { createLog } from '../platform/observability/log.ts';
import { createMetrics } from '../platform/observability/metrics.ts';
import { figures, refusalCounts } from '../registry.ts';
import { createPreviews } from '../platform/http/previews.ts';
import { compostOfMember } from '../saka/runs/my-compost.ts';
import { buildApp } from '../app.ts';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { startSmtp, type SmtpServer } from '../testing/services/smtp.ts';
import { onTwoServers } from '../testing/servers/two-servers.ts';
import { addMember, giveGrains, type TestMember } from '../testing/world.ts';
import { choose } from './choices.ts';
import { createGuard, GUARD } from './guard.ts';
import { registerJobs, warnOfCompost } from './jobs.ts';
import { createMailer } from './mailer.ts';
import { smtpPost, type Mail } from './posts.ts';
import { queueMail } from './outbox.ts';
import { sendWaiting } from './send-waiting.ts';
import { readToken, unsubscribeToken } from './unsubscribe.ts';

const SECRET = 'a secret of tests';
const BASE = 'https://egoejo.example.org';
const log = createLog('silent');
const left = (db: Database) =>
  db.query<{ outcome: string | null; tries: number; n: number }>(
    'select outcome, tries, count(*) as n from mail_outbox group by 1, 2 order by 1, 2',
  );

eachDatabase('queued mails', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());
  beforeEach(async () => void (await database().query('delete from mail_outbox')));

  const keeping = () => {
    const mails: Mail[] = [];
    return { mails, mailer: createMailer({ send: async (mail) => void mails.push(mail) }, log, { secret: SECRET }) };
  };
  const send = (mailer: ReturnType<typeof createMailer>) => sendWaiting({ db: database(), mailer, log, base: BASE });

  it('are sent in batches, each once, to the current address and in the member’s language', async () => {
    const { mails, mailer } = keeping();
    const [one, two, gone] = [await addMember(database()), await addMember(database()), await addMember(database())];
    await database().query(`insert into preferences (member, value, rev) values ($1, '{"locale": "en"}', 1)`, [two.id]);
    await database().transaction((tx) =>
      mailer.queue(
        tx,
        Array.from({ length: 120 }, (_, i) => ({
          member: one.id,
          kind: 'invitation' as const,
          params: { grains: 50, perDay: 5 },
          key: `n${i % 119}`,
        })),
      ),
    );
    await database().transaction((tx) =>
      mailer.queue(tx, [
        { member: two.id, kind: 'invitation', params: { grains: 0, perDay: 5 } },
        { member: gone.id, kind: 'invitation' },
      ]),
    );
    await database().query(`update member set email = 'nouvelle@example.org' where id = $1`, [one.id]);
    await database().query(`update member set status = 'banned' where id = $1`, [gone.id]);
    expect(await send(mailer)).toEqual({ sent: 120, unwanted: 1 });
    expect(mails.filter((m) => m.to === 'nouvelle@example.org')).toHaveLength(119);
    expect(new Set(mails.map((m) => m.id)).size).toBe(120);
    const english = mails.find((m) => m.to === `${two.id}@example.org`);
    expect(english).toMatchObject({ subject: 'EGOEJO: your invitation was accepted' });
    expect(english?.text).toContain('the limit of 5 invitations a day');
    expect(await send(mailer)).toEqual({});
    expect(
      await database().transaction((tx) => mailer.queue(tx, [{ member: one.id, kind: 'invitation', key: 'n1' }])),
    ).toBe(0);
  });

  it('contain no personal data, nor does the job table; the job of each minute sends them', async () => {
    const member = await addMember(database());
    await database().query(`update member set name = 'Ousmane Sembène' where id = $1`, [member.id]);
    for (const name of ['a@example.org', 'Ousmane Sembène']) {
      await expect(
        database().transaction((tx) =>
          t.deps.mailer.queue(tx, [{ member: member.id, kind: 'invitation', params: { name } }]),
        ),
      ).rejects.toThrow('nothing personal');
    }
    registerJobs(t.deps);
    await t.deps.jobs.start();
    await database().transaction((tx) =>
      t.deps.mailer.queue(tx, [{ member: member.id, kind: 'invitation', params: { grains: 50, perDay: 5 } }]),
    );
    await t.deps.jobs.enqueue('mail.send', {});
    await expect.poll(async () => (await left(database())).map((r) => r.outcome)).toEqual(['sent']);
    const rows = await database().query(
      'select to_jsonb(o) as row from mail_outbox o union all select to_jsonb(j) from pgboss.job j',
    );
    expect(rows.length).toBeGreaterThan(1);
    const text = JSON.stringify(rows);
    expect(text).not.toContain('@');
    expect(text).not.toContain('Sembène');
    expect(t.mails.at(-1)).toMatchObject({
      to: `${member.id}@example.org`,
      subject: 'EGOEJO : votre invitation a été acceptée',
    });
    await t.deps.jobs.stop(1000);
  });

  it('are not sent to members who refused that kind, nor without consent where it is required', async () => {
    const { mails, mailer } = keeping();
    const member = await addMember(database());
    const queue = () =>
      database().transaction((tx) =>
        mailer.queue(tx, [
          { member: member.id, kind: 'invitation', params: { grains: 50, perDay: 5 } },
          { member: member.id, kind: 'compostAhead', params: { grains: 12, at: '2026-11-23T03:00:00.000Z' } },
        ]),
      );
    await queue();
    expect(await send(mailer)).toEqual({ sent: 1, unwanted: 1 });
    await choose(database(), member.id, 'invitation', false);
    await choose(database(), member.id, 'compostAhead', true);
    await queue();
    expect(await send(mailer)).toEqual({ sent: 1, unwanted: 1 });
    expect(mails.map((m) => m.subject)).toEqual([
      'EGOEJO : votre invitation a été acceptée',
      'EGOEJO : des grains iraient au compost lundi',
    ]);
    expect(mails[1]?.text).toContain('lundi 23 novembre 2026');
  });

  it('can be refused by their link without signing in: one click for mail programs, a page for people, and viewing changes nothing', async () => {
    const { mails, mailer } = keeping();
    const member = await addMember(database());
    await database().transaction((tx) =>
      mailer.queue(tx, [{ member: member.id, kind: 'invitation', params: { grains: 50, perDay: 5 } }]),
    );
    await send(mailer);
    const link = mails[0]?.unsubscribe ?? '';
    expect(mails[0]?.text).toContain(link);
    const token = new URL(link).searchParams.get('t') ?? '';
    expect(readToken(SECRET, token)).toEqual({ member: member.id, kind: 'invitation' });
    const fresh = unsubscribeToken(t.deps.mailer.secret, { member: member.id, kind: 'invitation' });
    const url = `/api/mail/unsubscribe?t=${fresh}`;
    const wanted = async () =>
      (
        await database().query<{ wanted: boolean }>(
          `select (value ->> 'invitation')::boolean as wanted from channels where member = $1`,
          [member.id],
        )
      )[0]?.wanted ?? null;
    const look = await t.app.inject({ url, headers: { 'accept-language': 'fr' } });
    expect([look.statusCode, look.body.includes('<button>Ne plus recevoir</button>'), await wanted()]).toEqual([
      200,
      true,
      null,
    ]);
    // A token is valid for one member and one kind only.
    const other = await addMember(database());
    for (const bad of [
      url.replace(member.id, other.id),
      url.replace('.invitation.', '.compostAhead.'),
      url.replace('.invitation.', '.resetCode.'),
      url.slice(0, -3),
      '/api/mail/unsubscribe',
    ]) {
      expect((await t.app.inject({ method: 'POST', url: bad })).statusCode).toBe(400);
    }
    expect(
      await database().query('select from channels where member = any($1::uuid[])', [[member.id, other.id]]),
    ).toEqual([]);
    // A request as a mail program sends it: no cookie, none of our headers, another origin.
    const click = await t.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example.net' },
      payload: 'List-Unsubscribe=One-Click',
    });
    expect([click.statusCode, await wanted()]).toEqual([200, false]);
  });

  it('R9: members who asked for it are told once, before each run, what compost would take; the others are not', async () => {
    const [asked, silent, poor, refused] = [
      await addMember(database()),
      await addMember(database()),
      await addMember(database()),
      await addMember(database()),
    ];
    for (const m of [asked, silent, refused] satisfies TestMember[]) await giveGrains(database(), m, 120);
    await choose(database(), silent.id, 'invitation', true);
    await choose(database(), refused.id, 'compostAhead', false);
    for (const m of [asked, poor] satisfies TestMember[]) await choose(database(), m.id, 'compostAhead', true);
    await database().query(
      `update wallet set last_activity = now() - interval '100 days', last_compost = null
        where member = any($1::uuid[])`,
      [[asked.id, silent.id, poor.id, refused.id]],
    );
    const now = Date.now();
    expect([
      await warnOfCompost(database(), t.deps.config, now),
      await warnOfCompost(database(), t.deps.config, now),
    ]).toEqual([1, 0]);
    const [row] = await database().query<{ params: { grains: number } }>('select member, params from mail_outbox');
    expect(row).toMatchObject({ member: asked.id, params: { grains: 12 } });
    expect((await compostOfMember(database(), t.deps.config, asked.id))?.preview).toMatchObject({
      grains: row?.params.grains,
    });
    expect(
      await warnOfCompost(
        database(),
        { ...t.deps.config, flags: { ...t.deps.config.flags, SAKA_COMPOST_ENABLED: false } },
        now + 7 * 86_400_000,
      ),
    ).toBe(0);
    expect(await warnOfCompost(database(), t.deps.config, now + 7 * 86_400_000)).toBe(1);
  });
});

eachDatabase('an unreachable mail server', (database) => {
  let smtp: SmtpServer;
  let t: TestApp;
  beforeAll(async () => {
    smtp = await startSmtp();
    t = await createTestApp(database());
  });
  afterAll(async () => {
    await smtp.close();
    await t.close();
  });

  const tooLate = async (): Promise<never> => {
    await once(AbortSignal.timeout(300), 'abort');
    throw new Error('it says nothing');
  };
  /**
   * The app with a mailer that soon times out on a server that does not respond, but waits for one that does; its guard
   * uses the test's clock.
   */
  async function impatient(): Promise<{ deps: Deps; app: FastifyInstance; clock: { now: number } }> {
    const clock = { now: 0 };
    const post = smtpPost(smtp.url, 'EGOEJO <egoejo@example.org>');
    const send = (mail: Mail): Promise<void> =>
      smtp.mode === 'stall' ? Promise.race([post.send(mail), tooLate()]) : post.send(mail);
    const mailer = createMailer({ send }, log, {
      secret: SECRET,
      guard: createGuard({ ...GUARD, failures: 3, restMs: 60_000 }, () => clock.now),
    });
    const deps = {
      ...t.deps,
      mailer,
      metrics: createMetrics(database(), figures, refusalCounts, async () => null, mailer.state),
      previews: createPreviews(),
      jobs: { ...t.deps.jobs, running: () => true },
    };
    return { deps, app: await buildApp(deps, { kick: () => undefined }), clock };
  }
  const word = async (app: FastifyInstance) => [
    (await app.inject({ url: '/ready' })).json<{ mail: string }>().mail,
    /egoejo_mail_circuit\{state="([\w-]+)"\} 1/.exec((await app.inject({ url: '/metrics' })).body)?.[1],
  ];

  it('is left alone after a few tries; the queue is kept, /ready and /metrics report it, and sending resumes when it is back', async () => {
    const { deps, app, clock } = await impatient();
    const members = await Promise.all(Array.from({ length: 12 }, () => addMember(database())));
    await database().transaction((tx) =>
      deps.mailer.queue(
        tx,
        members.map(({ id }) => ({ member: id, kind: 'invitation' as const, params: { grains: 50, perDay: 5 } })),
      ),
    );
    const send = () => sendWaiting({ db: database(), mailer: deps.mailer, log, base: BASE });
    expect(await word(app)).toEqual(['ok', 'closed']);

    smtp.mode = 'stall';
    const first = await send();
    expect([first.again, first.held]).toEqual([5, 7]);
    expect(smtp.calls).toBe(5);
    expect(await word(app)).toEqual(['held', 'open']);
    expect((await app.inject({ url: '/metrics' })).body).toContain('egoejo_mail_waiting 12\n');
    // Held mails have lost no try, and no mail is tried during the pause.
    expect(await left(database())).toEqual([
      { outcome: null, tries: 0, n: 7 },
      { outcome: null, tries: 1, n: 5 },
    ]);
    expect([await send(), smtp.calls]).toEqual([{}, 5]);

    smtp.mode = 'refuse';
    clock.now = 60_000;
    expect(await word(app)).toEqual(['held', 'half-open']);
    expect([await send(), smtp.calls]).toEqual([{ again: 1 }, 6]);
    expect(await word(app)).toEqual(['held', 'open']);

    smtp.mode = 'accept';
    clock.now = 120_000;
    await database().query('update mail_outbox set next_at = now()');
    expect(await send()).toEqual({ sent: 12 });
    expect(await word(app)).toEqual(['ok', 'closed']);
    expect(smtp.mails).toHaveLength(12);
    const head = smtp.mails[0]?.replaceAll(/\n[ \t]+/g, ' ') ?? '';
    expect(head).toMatch(/^List-Unsubscribe: <https:\/\/egoejo\.example\.org\/api\/mail\/unsubscribe\?t=/m);
    expect(head).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(head).toMatch(/^Message-ID: <[0-9a-f-]{36}@example\.org>$/m);
    await app.close();
  });

  it('makes the queue wait while another mail tests the connection, instead of polling', async () => {
    const answer: { come: () => void } = { come: () => undefined };
    const guard = createGuard({ limitMs: 60_000, failures: 1, restMs: 0 });
    const mailer = createMailer(
      {
        send: (mail) =>
          new Promise((resolve, reject) => {
            if (mail.subject === 'first') reject(new Error('down'));
            else answer.come = resolve;
          }),
      },
      log,
      { secret: SECRET, guard },
    );
    await expect(mailer.send({ to: 'a@example.org', subject: 'first', text: '' })).rejects.toThrow('down');
    mailer.post({ to: 'a@example.org', subject: 'a code', text: '' });
    const member = await addMember(database());
    await database().transaction((tx) =>
      mailer.queue(tx, [{ member: member.id, kind: 'invitation', params: { grains: 50, perDay: 5 } }]),
    );
    let rounds = 0;
    const counting = {
      ...mailer,
      state: () => {
        // Ends an endless loop, so that the test can fail.
        if (++rounds > 50) answer.come();
        return mailer.state();
      },
    };
    expect(await sendWaiting({ db: database(), mailer: counting, log, base: BASE })).toEqual({ held: 1 });
    answer.come();
    await mailer.flush();
    expect(rounds).toBeLessThan(3);
    await database().query('delete from mail_outbox');
  });

  it('an unknown mailbox is given up at once and does not hold other mail back', async () => {
    const { deps, app } = await impatient();
    smtp.mode = 'accept';
    const members = await Promise.all(Array.from({ length: 6 }, () => addMember(database())));
    for (const { id } of members.slice(1))
      await database().query('update member set email = $2 where id = $1', [id, `refused-${newId()}@example.org`]);
    await database().transaction((tx) =>
      deps.mailer.queue(
        tx,
        members.map(({ id }) => ({ member: id, kind: 'invitation' as const, params: { grains: 50, perDay: 5 } })),
      ),
    );
    expect(await sendWaiting({ db: database(), mailer: deps.mailer, log, base: BASE })).toEqual({
      sent: 1,
      undeliverable: 5,
    });
    expect(deps.mailer.state()).toBe('closed');
    await app.close();
  });
});

onTwoServers('two servers that send', (at) => {
  it('send each queued mail once between them', async () => {
    const { db, one, two } = at();
    const member = await addMember(db);
    const mails = Array.from({ length: 400 }, () => ({
      member: member.id,
      kind: 'invitation' as const,
      params: { grains: 50, perDay: 5 },
    }));
    await db.transaction((tx) => queueMail(tx, mails));
    const sent = (await Promise.all([one, two, one, two].map((server) => server.run('sendWaiting')))).flat();
    expect([sent.length, new Set(sent).size]).toEqual([400, 400]);
  });
});
