import { afterAll, beforeAll, expect, it } from 'vitest';
import { invitationCode, spelled } from '@egoejo/shared/invitations/model.ts';
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { issueSignUpToken } from '../accounts/sign-in/sign-up-tokens.ts';
import { hashPassword } from '../accounts/sign-in/passwords.ts';
import type { Database } from '../platform/database/database.ts';
import { emit, startEvents } from '../platform/database/events.ts';
import { walletOf } from '../testing/acts.ts';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { ownData } from '../testing/own-data.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { onTwoServers } from '../testing/servers/two-servers.ts';
import { addMember } from '../testing/world.ts';
import { acceptInvitation } from './accept.ts';
import { listeners } from './listeners.ts';

const PASSWORD = 'un mot de passe long';
const accept = (db: Database, newcomer: MemberId, code: string) =>
  db.transaction((tx) => acceptInvitation(tx, newcomer, code)).then((done) => (done.ok ? 'accepted' : done.error.code));
const outcomes = (db: Database, inviter: MemberId) =>
  db
    .query<{ outcome: string | null }>(
      'select outcome from invitation where inviter = $1 order by settled_at, member',
      [inviter],
    )
    .then((rows) => rows.map((r) => r.outcome));
/** A member who joined that many minutes ago: two members added one after the other could have the same millisecond. */
async function cameBefore(db: Database, minutes: number, given: { confirmed?: boolean } = {}) {
  const member = await addMember(db, given);
  await db.query('update member set created_at = now() - make_interval(mins => $2) where id = $1', [
    member.id,
    minutes,
  ]);
  return member;
}
const invitesOf = (db: Database, member: MemberId) =>
  db.query(`select from_account, to_account, amount, reason from transfer where member = $1 order by rev`, [member]);

eachDatabase('invitations', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());

  const drain = async (env = {}): Promise<void> => {
    const events = startEvents(
      database(),
      t.deps.log,
      listeners({ mailer: t.deps.mailer, config: { ...t.deps.config, flags: { ...t.deps.config.flags, ...env } } }),
    );
    await events.drain();
    await events.stop();
  };
  const register = async (code: string | undefined, email = `${newId()}@example.org`) => {
    const signUpToken = await database().transaction((tx) => issueSignUpToken(tx, email));
    const ask = (invitation: string | undefined) =>
      t
        .browser()
        .mutate<{ member: MemberId; code?: string }>('accounts.register', {
          signUpToken,
          name: 'Fatou',
          password: PASSWORD,
          ...(invitation !== undefined && { invitation }),
        });
    return { email, ask, answer: await ask(code) };
  };
  async function signedIn(member: MemberId) {
    const { email } = (
      await database().query<{ email: string }>('select email from member where id = $1', [member])
    )[0]!;
    await database().query('insert into credential (member, password_hash) values ($1, $2) on conflict do nothing', [
      member,
      await hashPassword(PASSWORD),
    ]);
    const browser = t.browser();
    await browser.mutate('accounts.signIn', { email, password: PASSWORD });
    return browser;
  }

  it('R5: who registers with a code brings its owner 50 grains, by event, once; the newcomer’s address stays their own', async () => {
    const inviter = await addMember(database());
    const { answer, email } = await register(spelled(invitationCode(inviter.id)));
    expect(answer.status).toBe(200);
    expect(await invitesOf(database(), inviter.id)).toEqual([]);
    await drain();
    await database().transaction((tx) => emit(tx, 'member.confirmed', answer.body.member, {}));
    await drain();
    expect(await invitesOf(database(), inviter.id)).toEqual([
      { from_account: 'source', to_account: 'wallet', amount: 50, reason: 'invite_accepted' },
    ]);
    expect(await walletOf(database(), inviter.id)).toMatchObject({ balance: 50, harvested: 50, ledger: 50 });
    const browser = await signedIn(inviter.id);
    const mine = await browser.query('invitations.mine');
    expect(mine.body).toMatchObject({ accepted: 1, thanked: 1, beyond: 0, today: 1, perDay: 5, grains: 50 });
    const told = JSON.stringify([mine.body, await ownData(t.deps, inviter.id)]);
    expect(told).not.toContain(email);
  });

  it('R5: a newcomer whose address is not confirmed brings nothing yet; confirmed by a reset, 50', async () => {
    const [inviter, newcomer] = [
      await cameBefore(database(), 2),
      await cameBefore(database(), 1, { confirmed: false }),
    ];
    await database().query('insert into credential (member, password_hash) values ($1, $2)', [
      newcomer.id,
      await hashPassword(PASSWORD),
    ]);
    expect(await accept(database(), newcomer.id, invitationCode(inviter.id))).toBe('accepted');
    await drain();
    expect([await outcomes(database(), inviter.id), await invitesOf(database(), inviter.id)]).toEqual([[null], []]);
    const email = `${newcomer.id}@example.org`;
    const asking = t.browser();
    await asking.mutate('accounts.requestReset', { email });
    expect(
      (await asking.mutate('accounts.reset', { email, code: await t.codeFor(email), password: PASSWORD })).status,
    ).toBe(200);
    await drain();
    expect([await outcomes(database(), inviter.id), (await walletOf(database(), inviter.id)).balance]).toEqual([
      ['harvested'],
      50,
    ]);
  });

  it('R5: an own, unknown or ended code is refused with its own; the registration is undone and goes without it', async () => {
    const [banned, closed] = [
      await addMember(database(), { status: 'banned' }),
      await addMember(database(), { status: 'closed' }),
    ];
    const [unconfirmed, unknown] = [await addMember(database(), { confirmed: false }), { id: newId<MemberId>() }];
    for (const [{ id }, code] of [
      [banned, 'invitation.ended'],
      [closed, 'invitation.ended'],
      [unconfirmed, 'invitation.ended'],
      [unknown, 'invitation.unknown'],
    ] as const) {
      const given = spelled(invitationCode(id));
      expect(
        (await t.browser().query(`invitations.check?input=${encodeURIComponent(JSON.stringify({ code: given }))}`))
          .body,
      ).toMatchObject({ code });
      const { email, ask, answer } = await register(given);
      expect(answer).toMatchObject({ status: 400, body: { code } });
      expect(await database().query('select from member where email = $1', [email])).toEqual([]);
      expect((await ask(undefined)).status).toBe(200);
    }
    const member = await addMember(database());
    const browser = await signedIn(member.id);
    expect((await browser.mutate('invitations.accept', { code: invitationCode(member.id) })).body).toMatchObject({
      code: 'invitation.own',
    });
    expect((await browser.mutate('invitations.accept', { code: 'nonsense' })).body).toMatchObject({
      code: 'invitation.unknown',
    });
  });

  it('R5: a code is accepted once per newcomer, in the first days, and of nobody who came later', async () => {
    const [first, second, newcomer] = [
      await cameBefore(database(), 3),
      await cameBefore(database(), 2),
      await cameBefore(database(), 1),
    ];
    expect(await accept(database(), second.id, invitationCode(newcomer.id))).toBe('invitation.too_late');
    expect(await accept(database(), newcomer.id, invitationCode(first.id))).toBe('accepted');
    expect(await accept(database(), newcomer.id, invitationCode(second.id))).toBe('invitation.already');
    const old = await addMember(database());
    await database().query(`update member set created_at = now() - interval '8 days' where id = $1`, [old.id]);
    await database().query(`update member set created_at = now() - interval '9 days' where id = $1`, [first.id]);
    expect(await accept(database(), old.id, invitationCode(first.id))).toBe('invitation.too_late');
  });

  it('R5: at five a day the newcomer counts, the grains do not, and the inviter is told', async () => {
    const inviter = await addMember(database());
    for (let i = 0; i < 6; i++) expect((await register(invitationCode(inviter.id))).answer.status).toBe(200);
    await drain();
    expect((await walletOf(database(), inviter.id)).balance).toBe(250);
    expect((await (await signedIn(inviter.id)).query('invitations.mine')).body).toMatchObject({
      accepted: 6,
      thanked: 5,
      beyond: 1,
      today: 5,
    });
  });

  it('R5 R12: a banned inviter, or SAKA switched off, moves no grain, and the invitation is settled all the same', async () => {
    const [banned, idle] = [await addMember(database()), await addMember(database())];
    const newcomers = [
      (await register(invitationCode(banned.id))).answer.body.member,
      (await register(invitationCode(idle.id))).answer.body.member,
    ];
    await database().query(`update member set status = 'banned' where id = $1`, [banned.id]);
    await drain({ ENABLE_SAKA: false });
    expect([await outcomes(database(), banned.id), await outcomes(database(), idle.id)]).toEqual([['off'], ['off']]);
    await database().query('update invitation set outcome = null, settled_at = null where member = any($1::uuid[])', [
      newcomers,
    ]);
    for (const member of newcomers) await database().transaction((tx) => emit(tx, 'member.confirmed', member, {}));
    await drain();
    expect([await outcomes(database(), banned.id), await outcomes(database(), idle.id)]).toEqual([
      ['ended'],
      ['harvested'],
    ]);
    expect((await walletOf(database(), banned.id)).balance).toBe(0);
  });
});

onTwoServers('invitations that come together on two servers', (at) => {
  it('R5: 50 concurrent confirmations on two servers bring 250 grains a day, not one more', async () => {
    const { db, one, two } = at();
    const inviter = await addMember(db);
    const newcomers = await Promise.all(Array.from({ length: 50 }, () => addMember(db)));
    for (const { id } of newcomers) expect(await accept(db, id, invitationCode(inviter.id))).toBe('accepted');
    // Both servers thank for each newcomer at the same time.
    const thanked = await Promise.all(newcomers.flatMap(({ id }) => [one.run('thank', id), two.run('thank', id)]));
    expect(thanked.filter((d) => d?.outcome === 'harvested')).toHaveLength(5);
    expect(thanked.filter((d) => d?.outcome === 'limit')).toHaveLength(45);
    expect(await walletOf(db, inviter.id)).toMatchObject({ balance: 250, harvested: 250, ledger: 250 });
  });

  it('R5: 50 registrations with as many codes at once note one inviter for a newcomer', async () => {
    const { db, one, two } = at();
    const inviters = await Promise.all(Array.from({ length: 50 }, () => addMember(db)));
    const newcomer = await addMember(db);
    const answers = await Promise.all(
      inviters.map(({ id }, i) => (i % 2 ? one : two).run('acceptInvitation', newcomer.id, invitationCode(id))),
    );
    const codes = answers.map((a) => (a.ok ? 'accepted' : a.error.code));
    expect(codes.filter((c) => c === 'accepted')).toHaveLength(1);
    expect(codes.filter((c) => c === 'invitation.already')).toHaveLength(49);
    expect(await db.query('select from invitation where member = $1', [newcomer.id])).toHaveLength(1);
  });
});
