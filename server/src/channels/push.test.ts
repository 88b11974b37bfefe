import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { emit, startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { listeners } from '../notifications/listeners.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { ownData } from '../testing/own-data.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { startPushService, type PushService } from '../testing/services/push-service.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import { addCommunity, addPoll } from '../testing/world.ts';
import { openPushKeys } from './push-keys.ts';
import { createPusher } from '../platform/outbound/pusher.ts';
import { MOST_TRIES, sendPushes } from './send-pushes.ts';

const log = createLog('silent');
const MINUTE = 60_000;

eachDatabase('messages to devices', (database) => {
  let t: TestApp;
  let service: PushService;
  let browser: Browser;
  let member: string;
  beforeAll(async () => {
    t = await createTestApp(database(), { NODE_ENV: 'test', READING_LOOPBACK: 'true' });
    service = await startPushService();
    ({ browser, member } = await signedIn(t, []));
  });
  afterAll(async () => {
    await service.close();
    await t.close();
  });
  beforeEach(async () => {
    service.answers = [];
    service.received = [];
    service.calls = 0;
    for (const table of ['notification', 'push_subscription', 'channels'])
      await database().query(`delete from ${table}`);
  });
  const choose = (value: object) =>
    database().query('insert into channels (member, value) values ($1, $2::jsonb)', [member, JSON.stringify(value)]);
  const subscribe = async (of = browser) => {
    const subscription = service.subscribe();
    expect((await of.mutate('channels.subscribe', subscription)).status).toBe(200);
    return subscription;
  };
  const happen = async (event: 'poll.opened' | 'poll.counted', title: string) => {
    const community = await addCommunity(database());
    await database().query('insert into membership (member, community) values ($1, $2)', [member, community]);
    const poll = await addPoll(database(), { community, method: { kind: 'choice', max: 1 } });
    await database().query('update poll set title = $2 where id = $1', [poll, title]);
    await emit(database(), event, poll, {});
    const pump = startEvents(database(), log, listeners);
    await pump.drain();
    await pump.stop();
    return poll;
  };
  const send = (now = Date.now()) => sendPushes({ db: database(), push: t.deps.push, now: () => now });
  const left = () =>
    database().query<{ due: boolean; tries: number }>(
      'select due_at is not null as due, tries from push_subscription order by created_at',
    );

  it('reach the device after the commit, encrypted for it and signed by the server, and say no more than the app', async () => {
    const { endpoint } = await subscribe();
    expect(await send()).toEqual({});
    const poll = await happen('poll.opened', 'Quel four ?');
    expect(await send()).toEqual({ sent: 1 });
    const [first] = service.received;
    const [{ id } = { id: '' }] = await database().query<{ id: string }>('select id from notification');
    expect(first?.message).toEqual({
      title: 'Un vote est ouvert',
      body: 'Quel four ?',
      url: `/votes/${poll}`,
      tag: id,
      kind: 'pollOpened',
    });
    expect(first?.body.toString('latin1')).not.toContain('four');
    expect(first?.body.length).toBeLessThan(1000);
    expect(first?.key).toBe((await browser.query('channels.pushKey')).body);
    expect(first?.vapid).toMatchObject({ aud: new URL(endpoint).origin, sub: 'mailto:egoejo@localhost' });
    expect(Number(first?.vapid.exp) - Date.now() / 1000).toBeLessThanOrEqual(86_400);
    expect(first?.ttl).toBe('86400');
    expect(await send()).toEqual({});
    expect(await left()).toEqual([{ due: false, tries: 0 }]);
  });

  it('are one message when several things happened, without what was read or switched off', async () => {
    await choose({ pollOpened: { app: true, mail: false, push: true }, news: { app: true, mail: false, push: false } });
    await subscribe();
    await happen('poll.opened', 'Un');
    await happen('poll.opened', 'Deux');
    await happen('poll.opened', 'Lu');
    await database().query(`update notification set read_at = now() where title = 'Lu'`);
    await database().query(`update notification set kind = 'news' where title = 'Un'`);
    expect(await send()).toEqual({ sent: 1 });
    expect(service.received[0]?.message).toMatchObject({ title: 'Un vote est ouvert', body: 'Deux' });
    await happen('poll.opened', 'Trois');
    await happen('poll.opened', 'Quatre');
    expect(await send()).toEqual({ sent: 1 });
    expect(service.received[1]?.message).toMatchObject({
      title: '2 notifications',
      body: 'Quatre, Trois',
      url: '/notifications',
    });
    await database().query(
      `update channels set value = value || '{"pollOpened":{"app":true,"mail":true,"push":false}}'`,
    );
    await happen('poll.opened', 'Cinq');
    expect(await send()).toEqual({ nothing: 1 });
    expect(service.calls).toBe(2);
  });

  it('wait for the end of quiet hours, and are one then', async () => {
    const now = Math.floor(Date.now() / MINUTE) * MINUTE;
    const minute = (ms: number) => (ms / MINUTE) % 1440;
    const ends = now + 90 * MINUTE;
    await choose({ quiet: { from: minute(now - 30 * MINUTE), to: minute(ends), zone: 'UTC' } });
    await subscribe();
    await happen('poll.opened', 'Un');
    const soon = Date.now() + MINUTE;
    expect(await send(soon)).toEqual({ quiet: 1 });
    await happen('poll.opened', 'Deux');
    expect(await send(ends - 1)).toEqual({});
    expect(service.calls).toBe(0);
    expect(await send(ends)).toEqual({ sent: 1 });
    expect(service.received[0]?.message).toMatchObject({ title: '2 notifications' });
  });

  it('are tried again a few times, ever later, then given up; what comes after is tried anew', async () => {
    await subscribe();
    await happen('poll.opened', 'Un');
    service.answers = [500, 429, 302, 400, 500, 500, 500];
    let now = Date.now() + 1000;
    for (let i = 1; i < MOST_TRIES; i++) {
      expect(await send(now)).toEqual({ again: 1 });
      expect(await send(now + MINUTE * 2 ** (i - 1) - 1)).toEqual({});
      now += MINUTE * 2 ** (i - 1);
    }
    expect(await send(now)).toEqual({ undeliverable: 1 });
    expect(await left()).toEqual([{ due: false, tries: 0 }]);
    service.answers = [];
    await happen('poll.opened', 'Deux');
    expect(await send()).toEqual({ sent: 1 });
    expect(service.received[0]?.message).toMatchObject({ body: 'Deux' });
  });

  it('are sent once by two servers at once; one that comes while another leaves is not lost', async () => {
    await subscribe();
    await happen('poll.opened', 'Un');
    // The embedded database has one connection, so that nothing else can hold a row.
    if (database().kind !== 'embedded')
      await database().transaction(async (other) => {
        await other.query('select from push_subscription for update');
        expect(await send()).toEqual({});
      });
    const counts = await Promise.all([send(), send()]);
    expect(counts.reduce((n, c) => n + (c.sent ?? 0), 0)).toBe(1);
    await happen('poll.opened', 'Deux');
    const slow = {
      ...t.deps.push,
      async send(...args: Parameters<typeof t.deps.push.send>) {
        const pushed = await t.deps.push.send(...args);
        if (service.received.length === 2) await happen('poll.opened', 'Trois');
        return pushed;
      },
    };
    expect(await sendPushes({ db: database(), push: slow })).toEqual({ sent: 1 });
    expect(await send(Date.now() + 1000)).toEqual({ sent: 1 });
    expect(service.received.map((r) => r.message)).toMatchObject([{ body: 'Un' }, { body: 'Deux' }, { body: 'Trois' }]);
  });

  it('are tried again when the push service refuses this server, and end no subscription by that', async () => {
    await subscribe();
    await happen('poll.opened', 'Un');
    service.answers = [401, 403];
    const now = Date.now() + 1000;
    expect([await send(now), await send(now + MINUTE)]).toEqual([{ again: 1 }, { again: 1 }]);
    expect(await send(now + 3 * MINUTE)).toEqual({ sent: 1 });
    expect(service.received).toHaveLength(1);
  });

  it('end when the push service says that the subscription is gone', async () => {
    for (const status of [404, 410]) {
      await subscribe();
      await happen('poll.opened', 'Un');
      service.answers = [status];
      expect(await send()).toEqual({ gone: 1 });
      expect(await left()).toEqual([]);
    }
  });

  it('belong to the session: they end when the member signs out, switches them off, is banned or closes the account', async () => {
    const other = await signedIn(t, []);
    await subscribe(other.browser);
    await other.browser.mutate('accounts.signOut', { everywhere: false });
    expect(await left()).toEqual([]);
    await subscribe();
    expect((await browser.mutate('channels.unsubscribe')).status).toBe(200);
    expect(await left()).toEqual([]);
    await subscribe();
    await happen('poll.opened', 'Un');
    await database().query(`update member set status = 'banned' where id = $1`, [member]);
    expect(await send()).toEqual({ gone: 1 });
    await database().query(`update member set status = 'active' where id = $1`, [member]);
    expect(service.calls).toBe(0);
    const leaving = await signedIn(t, []);
    const { endpoint, auth } = await subscribe(leaving.browser);
    const copy = JSON.stringify(await ownData(t.deps, leaving.member as MemberId));
    expect(copy).toContain('push_subscription');
    expect([copy.includes(endpoint), copy.includes(auth)]).toEqual([false, false]);
    await database().transaction((tx) => closeMember(tx, leaving.member as MemberId));
    expect(await left()).toEqual([]);
  });

  it('go to public https addresses only, and to keys that are keys', async () => {
    const good = service.subscribe();
    const closed = createPusher(() => 'mailto:a@b.org', {
      allowLoopback: false,
      resolve: async (name) => (name === 'inside.example' ? ['10.0.0.7'] : ['127.0.0.1']),
    });
    closed.use(await openPushKeys(database(), t.deps.config, log));
    for (const endpoint of [
      good.endpoint,
      'http://push.example/x',
      'https://127.0.0.1/x',
      'https://[::1]/x',
      'https://10.1.2.3/x',
      'https://169.254.169.254/x',
      'https://user:word@push.example/x',
      'file:///etc/passwd',
      'x',
    ])
      expect(closed.accepts({ ...good, endpoint }), endpoint).toBe(false);
    expect(closed.accepts({ ...good, endpoint: 'https://push.example/x' })).toBe(true);
    // A name is looked up when connecting.
    expect(await closed.send({ ...good, endpoint: 'https://inside.example/x' }, '{}')).toBe('failed');
    for (const bad of [
      { ...good, p256dh: 'AAAA' },
      { ...good, p256dh: Buffer.alloc(65, 4).toString('base64url') },
      { ...good, auth: '' },
      { ...good, endpoint: 'https://192.168.1.1/push' },
      { ...good, endpoint: 'ftp://push.example/' },
    ])
      expect((await browser.mutate('channels.subscribe', bad)).body).toMatchObject({ code: 'channels.bad_endpoint' });
    expect((await t.browser().mutate('channels.subscribe', good)).status).toBe(401);
    expect(await left()).toEqual([]);
  });

  it('follow a subscription that the browser replaced, for whoever knows the old address', async () => {
    const old = await subscribe();
    const next = service.subscribe();
    const move = (body: object) => t.browser().send({ method: 'POST', url: '/api/push/moved', payload: body });
    expect((await move({ old: `${old.endpoint}x`, ...next })).status).toBe(204);
    expect((await move({ old: old.endpoint, ...next, endpoint: 'https://10.0.0.1/' })).status).toBe(400);
    expect((await browser.query('channels.subscribed')).body).toBe(old.endpoint);
    expect((await move({ old: old.endpoint, ...next })).status).toBe(204);
    expect((await browser.query('channels.subscribed')).body).toBe(next.endpoint);
    await happen('poll.opened', 'Un');
    expect(await send()).toEqual({ sent: 1 });
  });

  it('keep their key over a start; another key outside the database makes a new one and ends the subscriptions', async () => {
    await subscribe();
    const config = { ...t.deps.config, receiptKey: undefined };
    const same = await openPushKeys(database(), config, log);
    expect(same.publicKey).toBe(t.deps.push.publicKey);
    expect(await left()).toHaveLength(1);
    const settings = JSON.stringify(await database().query('select settings from installation'));
    expect(settings).toContain(same.publicKey);
    expect(settings).not.toContain(same.privateKey);
    const other = await openPushKeys(database(), { ...config, receiptKey: `another ${newId()}` }, log);
    expect(other.publicKey).not.toBe(same.publicKey);
    expect(await left()).toEqual([]);
  });
});
