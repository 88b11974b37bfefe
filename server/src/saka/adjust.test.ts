import { beforeAll, describe, expect, it } from 'vitest';
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { adjustment, type Adjustment } from '@egoejo/shared/saka/adjust.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { audit } from '../cli/audit.ts';
import type { Database } from '../platform/database/database.ts';
import { newMember, walletOf } from '../testing/acts.ts';
import { balancesOf } from '../testing/idle.ts';
import { eachDatabase, openFreshPostgres } from '../testing/database/postgres.ts';
import { addMember } from '../testing/world.ts';
import { adjustWallet } from './ledger/ledger.adjust.ts';

const asked = (member: MemberId, grains: number, more: Partial<Adjustment> = {}): Adjustment => ({
  key: newId(),
  member,
  grains,
  reason: 'récolte perdue',
  ...more,
});
const adjust = (db: Database, actor: MemberId, a: Adjustment) =>
  db.transaction((tx) => adjustWallet(tx, { actor, address: '203.0.113.9', agent: 'a test' }, a));

eachDatabase('adjustments', (database) => {
  let admin: MemberId;
  beforeAll(async () => {
    admin = (await addMember(database(), { roles: ['administrator'] })).id;
  });
  const log = (member: MemberId) =>
    database().query(
      `select actor, address, agent, action, detail ->> 'grains' as grains, detail ->> 'reason' as reason
        from audit_log where subject = $1 order by id`,
      [member],
    );

  it('R6: adds and takes grains against the source, and logs the actor, the reason and the grains', async () => {
    const db = database();
    const { member } = await newMember(db);
    expect(await adjust(db, admin, asked(member, 500))).toMatchObject({
      ok: true,
      value: { balance: 500, again: false },
    });
    expect(await adjust(db, admin, asked(member, -120, { reason: 'comptés deux fois' }))).toMatchObject({
      ok: true,
      value: { balance: 380 },
    });
    expect(
      await db.query(
        'select from_account, to_account, amount, reason, actor from transfer where member = $1 order by rev',
        [member],
      ),
    ).toEqual([
      { from_account: 'source', to_account: 'wallet', amount: 500, reason: 'manual_adjust', actor: admin },
      { from_account: 'wallet', to_account: 'source', amount: 120, reason: 'manual_adjust', actor: admin },
    ]);
    expect(await db.query('select balance, adjusted, harvested from wallet where member = $1', [member])).toEqual([
      { balance: 380, adjusted: 380, harvested: 0 },
    ]);
    const who = { actor: admin, address: '203.0.113.9', agent: 'a test', action: 'saka.adjust' };
    expect(await log(member)).toEqual([
      { ...who, grains: '500', reason: 'récolte perdue' },
      { ...who, grains: '-120', reason: 'comptés deux fois' },
    ]);
    expect(await audit(db)).toMatchObject({ ok: true, gaps: [] });
  });

  it('R6: never goes below zero, moves whole grains, at most 500 either way, and never without a reason', async () => {
    const db = database();
    const { member } = await newMember(db);
    await adjust(db, admin, asked(member, 30));
    expect(await adjust(db, admin, asked(member, -31))).toEqual({
      ok: false,
      error: { code: 'administration.below_zero', params: { balance: 30, grains: -31 } },
    });
    expect(await adjust(db, admin, asked(member, -30))).toMatchObject({ ok: true, value: { balance: 0 } });
    expect([501, -501, 0, 1.5].map((grains) => adjustment.safeParse(asked(member, grains)).success)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect([500, -500].map((grains) => adjustment.safeParse(asked(member, grains)).success)).toEqual([true, true]);
    expect(adjustment.safeParse(asked(member, 5, { reason: '  ' })).success).toBe(false);
    expect(await walletOf(db, member)).toMatchObject({ balance: 0, ledger: 0 });
  });

  it('R6: a key moves grains once; the same key with other arguments is refused', async () => {
    const db = database();
    const { member } = await newMember(db);
    const twice = asked(member, 40);
    const first = await adjust(db, admin, twice);
    expect(await adjust(db, admin, twice)).toEqual(
      first.ok ? { ok: true, value: { ...first.value, again: true } } : null,
    );
    for (const other of [{ grains: 41 }, { reason: 'autre chose' }]) {
      expect(await adjust(db, admin, { ...twice, ...other })).toMatchObject({
        ok: false,
        error: { code: 'administration.key_reused' },
      });
    }
    expect(await adjust(db, member, twice)).toMatchObject({ ok: false, error: { code: 'administration.key_reused' } });
    expect(await walletOf(db, member)).toMatchObject({ balance: 40, ledger: 40 });
  });

  it('R6: wallet and transfer get a new rev of the member; compost still counts from their last act', async () => {
    const db = database();
    const { member } = await newMember(db);
    await db.query(`update wallet set last_activity = '2026-01-05T00:00:00Z' where member = $1`, [member]);
    const rev = async (): Promise<number> =>
      (await db.query<{ rev: number }>('select rev from member_counter where member = $1', [member]))[0]!.rev;
    const before = await rev();
    await adjust(db, admin, asked(member, 7));
    expect(await rev()).toBe(before + 1);
    expect(
      await db.query(
        `select t.rev, w.rev as wallet, iso(w.last_activity) as act from transfer t join wallet w using (member)
          where member = $1`,
        [member],
      ),
    ).toEqual([{ rev: before + 1, wallet: before + 1, act: '2026-01-05T00:00:00.000Z' }]);
  });

  it('R6: refuses unknown members and closed accounts', async () => {
    const db = database();
    const { member } = await newMember(db);
    await db.transaction((tx) => closeMember(tx, member));
    for (const who of [member, newId<MemberId>()])
      expect(await adjust(db, admin, asked(who, 5))).toMatchObject({
        ok: false,
        error: { code: 'administration.unknown_member' },
      });
    expect(await walletOf(db, member)).toMatchObject({ balance: 0, ledger: 0 });
  });
});

describe('concurrent adjustments', () => {
  it('R6: twenty concurrent tries with one key move its grains once, even for two members; twenty takings never go below zero', async () => {
    const { db, close } = await openFreshPostgres();
    const { id: admin } = await addMember(db, { roles: ['administrator'] });
    const { member } = await newMember(db);
    const one = asked(member, 100);
    const tries = await Promise.all(Array.from({ length: 20 }, () => adjust(db, admin, one)));
    expect(tries.map((t) => t.ok && t.value.again).filter((again) => !again)).toHaveLength(1);
    const [two, shared] = [await newMember(db), newId()];
    const both = await Promise.all(
      [member, two.member].flatMap((m) =>
        Array.from({ length: 5 }, () => adjust(db, admin, asked(m, 1, { key: shared }))),
      ),
    );
    expect(both.filter((t) => t.ok && !t.value.again)).toHaveLength(1);
    expect(both.filter((t) => !t.ok).map((t) => t.error.code)).toEqual(
      Array.from({ length: 5 }, () => 'administration.key_reused'),
    );
    const takings = await Promise.all(Array.from({ length: 20 }, () => adjust(db, admin, asked(member, -30))));
    expect(takings.filter((t) => t.ok)).toHaveLength(3);
    // 100 less 90, plus 1 for one of the two members.
    expect((await balancesOf(db, [member, two.member])).reduce((a, b) => a + b)).toBe(11);
    expect(await audit(db)).toMatchObject({ ok: true });
    await close();
  });
});
