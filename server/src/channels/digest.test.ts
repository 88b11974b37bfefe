import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { createMailer } from '../mail/mailer.ts';
import type { Mail } from '../mail/posts.ts';
import { sendWaiting } from '../mail/send-waiting.ts';
import { createLog } from '../platform/observability/log.ts';
import { testSettlements } from '../testing/settlements.ts';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember, settleCold, type TestMember } from '../testing/world.ts';
import { queueDigests } from './digest.ts';
import { MOST_LINES } from './model.ts';

const log = createLog('silent');
const DAY = 86_400_000;
/** Noon of tomorrow, UTC, when the mail of the day is due since seven: later than the database's clock at any hour. */
const NOON = Math.floor(Date.now() / DAY) * DAY + DAY + DAY / 2;
const hours = (n: number): number => NOON + n * 3_600_000;

eachDatabase('the mail of the day', (database) => {
  let t: TestApp;
  let mails: Mail[];
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    mails = [];
    for (const table of ['notification', 'mail_outbox', 'digest', 'channels'])
      await database().query(`delete from ${table}`);
  });
  const set = (m: TestMember, value: MutationArgs<'channels.set'>) =>
    settleCold<'channels.set'>(database(), testSettlements, 'channels.set', m, value);
  const notify = (m: TestMember, kind: string, title: string, at: number) =>
    database().query('insert into notification (member, id, kind, title, created_at) values ($1, $2, $3, $4, $5)', [
      m.id,
      newId(),
      kind,
      title,
      new Date(at),
    ]);
  const send = async (now: number) => {
    await database().query('update mail_outbox set next_at = now() where outcome is null');
    const mailer = createMailer({ send: async (mail) => void mails.push(mail) }, log, { secret: 'of tests' });
    return sendWaiting({ db: database(), mailer, log, base: 'https://egoejo.example.org', now: () => now });
  };

  it('lists what is unread of the topics chosen: announcements alone without a choice', async () => {
    const [usual, all, none] = [await addMember(database()), await addMember(database()), await addMember(database())];
    await set(all, { news: { app: true, mail: true, push: false } });
    await set(none, { announcement: { app: true, mail: false, push: true } });
    for (const m of [usual, all, none]) {
      await notify(m, 'announcement', 'Grand ménage', hours(-10));
      await notify(m, 'news', 'Le four', hours(-9));
      await notify(m, 'mention', 'Le puits', hours(-9));
    }
    expect(await queueDigests(database(), NOON)).toBe(2);
    expect(await send(NOON)).toEqual({ sent: 2 });
    const to = (m: TestMember) => mails.find((mail) => mail.to === `${m.id}@example.org`);
    expect(to(usual)?.subject).toBe('EGOEJO : une notification vous attend');
    expect(to(usual)?.text).toContain('- Une annonce : « Grand ménage »\n');
    expect(to(usual)?.text).not.toContain('Le four');
    expect(to(usual)?.unsubscribe).toContain('/api/mail/unsubscribe?t=');
    expect(to(all)?.subject).toBe('EGOEJO : 2 notifications vous attendent');
    expect(to(all)?.text).toContain('« Le four »');
    expect(to(all)?.text).not.toContain('Le puits');
    const stored = JSON.stringify(await database().query('select params, key from mail_outbox'));
    expect(stored).not.toContain('ménage');
  });

  it('goes once a day, tells nothing twice, and waits for the next day with what came later', async () => {
    const m = await addMember(database());
    await notify(m, 'announcement', 'Un', hours(-8));
    await notify(m, 'announcement', 'Deux', hours(-1));
    expect(await Promise.all([queueDigests(database(), NOON), queueDigests(database(), NOON)])).toContain(1);
    expect(await queueDigests(database(), hours(6))).toBe(0);
    await send(NOON);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('« Un »');
    expect(mails[0]?.text).not.toContain('Deux');
    expect(await queueDigests(database(), NOON + DAY)).toBe(1);
    await send(NOON + DAY);
    expect(mails[1]?.text).toContain('« Deux »');
    expect(mails[1]?.text).not.toContain('« Un »');
    expect(await queueDigests(database(), NOON + 2 * DAY)).toBe(0);
  });

  it('is not sent for what was read before it left, nor to who refused it by its link', async () => {
    const [reader, refuser] = [await addMember(database()), await addMember(database())];
    for (const m of [reader, refuser]) await notify(m, 'announcement', 'Un', hours(-8));
    expect(await queueDigests(database(), NOON)).toBe(2);
    await database().query('update notification set read_at = now() where member = $1', [reader.id]);
    await set(refuser, { digest: false });
    expect(await send(NOON)).toEqual({ unwanted: 2 });
    await notify(refuser, 'announcement', 'Deux', NOON);
    expect(await queueDigests(database(), NOON + DAY)).toBe(0);
  });

  it('waits for the end of quiet hours, both to be made and to be sent', async () => {
    const m = await addMember(database());
    const quiet = { from: 6 * 60, to: 15 * 60, zone: 'UTC' };
    await set(m, { quiet });
    await notify(m, 'announcement', 'Un', hours(-8));
    expect(await queueDigests(database(), NOON)).toBe(0);
    expect(await queueDigests(database(), hours(3))).toBe(1);
    await set(m, { quiet: { ...quiet, to: 18 * 60 } });
    expect(await send(hours(3))).toEqual({ quiet: 1 });
    const [row] = await database().query<{ next_at: Date }>('select next_at from mail_outbox');
    expect(row?.next_at.getTime()).toBe(hours(6));
    expect(await send(hours(6))).toEqual({ sent: 1 });
  });

  it('waits even if the server’s clock is behind the database’s: it is not tried again and again', async () => {
    const m = await addMember(database());
    const before = NOON - 3 * DAY;
    await notify(m, 'announcement', 'Un', before - 8 * 3_600_000);
    expect(await queueDigests(database(), before)).toBe(1);
    await set(m, { quiet: { from: 6 * 60, to: 18 * 60, zone: 'UTC' } });
    expect(await send(before)).toEqual({ quiet: 1 });
    const [row] = await database().query<{ later: boolean }>('select next_at > now() as later from mail_outbox');
    expect(row).toEqual({ later: true });
  });

  it('is due at seven in the member’s time zone', async () => {
    const m = await addMember(database());
    await set(m, { quiet: { from: 60, to: 120, zone: 'America/Bogota' } });
    await notify(m, 'announcement', 'Un', hours(-1));
    expect(await queueDigests(database(), hours(-0.5))).toBe(0);
    expect(await queueDigests(database(), hours(1.5))).toBe(1);
  });

  it('goes once a day also to a member who travels', async () => {
    const m = await addMember(database());
    await notify(m, 'announcement', 'Un', hours(-8));
    expect(await queueDigests(database(), NOON)).toBe(1);
    await set(m, { quiet: { from: 60, to: 120, zone: 'America/Bogota' } });
    await notify(m, 'announcement', 'Deux', hours(-2));
    expect(await queueDigests(database(), hours(1))).toBe(0);
    expect(await queueDigests(database(), hours(25))).toBe(1);
  });

  it('says how many more there are, in the member’s language', async () => {
    const m = await addMember(database());
    await database().query(`insert into preferences (member, value, rev) values ($1, '{"locale": "en"}', 1)`, [m.id]);
    for (let i = 0; i < MOST_LINES + 3; i++) await notify(m, 'announcement', `N${i}`, hours(-8) + i);
    await queueDigests(database(), NOON);
    await send(NOON);
    expect(mails[0]?.subject).toBe('EGOEJO: 23 notifications wait for you');
    expect(mails[0]?.text).toContain('- An announcement: “N22”');
    expect(mails[0]?.text).toContain('- and 3 more');
  });

  it('refuses quiet hours without a length or in a zone that does not exist, and changes nothing', async () => {
    const m = await addMember(database());
    for (const quiet of [
      { from: 60, to: 60, zone: 'UTC' },
      { from: 60, to: 120, zone: 'Mars/Olympus' },
    ])
      expect(await set(m, { digest: false, quiet })).toEqual({ rejected: 'channels.bad_quiet_hours' });
    expect(await database().query('select from channels')).toEqual([]);
    await set(m, { digest: false, quiet: { from: 60, to: 120, zone: 'UTC' } });
    await set(m, { quiet: null });
    expect(await database().query('select value from channels')).toEqual([{ value: { digest: false, quiet: null } }]);
  });
});
