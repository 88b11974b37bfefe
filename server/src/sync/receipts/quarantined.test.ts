import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { PROTOCOL, type MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { readEconomy } from '../../administration/economy.ts';
import { signAccess } from '../../accounts/sessions/tokens.ts';
import { setReadOnly } from '../../platform/database/read-only.ts';
import { act, boost, newMember } from '../../testing/acts.ts';
import { createTestApp, type TestApp } from '../../testing/servers/app.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { addCommunity, addProject } from '../../testing/world.ts';
import type { Caller } from '../exchange/exchange-deps.ts';

eachDatabase('what devices report beside an exchange', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());

  interface Device {
    caller: Caller;
    /** @returns whether the quarantined acts were recorded. */
    exchange(headers: Record<string, string>, mutations?: MutationEnvelope[]): Promise<boolean>;
  }
  async function signedIn(grains = 0): Promise<Device> {
    const caller = await newMember(database(), grains);
    const sid = newId();
    await database().query(
      `insert into session (id, member, device, pepper, current_hash, expires_at) values ($1, $2, $3, '\\x00', ` +
        `'\\x00', now() + interval '1 day')`,
      [sid, caller.member, caller.device],
    );
    const browser = t.browser();
    browser.accessToken = await signAccess(t.deps.keys, { ...caller, sid, roles: [] });
    return {
      caller,
      async exchange(headers, mutations = []) {
        const { status, headers: told } = await browser.send({
          method: 'POST',
          url: '/sync/exchange',
          headers: { 'content-type': 'application/json', ...headers },
          payload: JSON.stringify({
            protocol: PROTOCOL,
            ...caller,
            epoch: null,
            cursors: [],
            mutations,
            outboxEmpty: true,
          }),
        });
        expect(status).toBe(200);
        return told['x-egoejo-noted'] !== undefined;
      },
    };
  }
  const figures = async () => {
    await t.deps.days.flush();
    return (await readEconomy(database(), 90)).refusals;
  };
  const kept = ({ caller }: Device) =>
    database().query('select key, code, client from quarantined where member = $1 order by key', [caller.member]);

  it('S6 S8: a refusal is counted by code and client version when its receipt is first written, not when it is repeated', async () => {
    const project = await addProject(database(), await addCommunity(database()));
    const device = await signedIn(5);
    // One is refused on the hot path, one on the cold path, and one for its arguments; one between them is applied.
    const acts = [
      boost(project, 50),
      act('community.join', { community: newId() }),
      boost(project, 1),
      act('project.boost', { project, grains: 3 as never }, { args: { grains: -1 } }),
    ];
    await device.exchange({ 'x-egoejo-client': '0.1.0-abc' }, acts);
    await device.exchange({ 'x-egoejo-client': '0.1.0-abc' }, acts);
    await device.exchange({}, [
      boost(project, 60),
      act('sync.cancel', { key: newId(), hash: '0'.repeat(64), name: 'project.boost' }),
    ]);
    await device.exchange({ 'x-egoejo-client': 'a version with blanks' }, [boost(project, 70)]);
    expect(await figures()).toEqual([
      { code: 'saka.insufficient_grains', client: 'unknown', refused: 2, quarantined: 0 },
      { code: 'community.unknown', client: '0.1.0-abc', refused: 1, quarantined: 0 },
      { code: 'saka.insufficient_grains', client: '0.1.0-abc', refused: 1, quarantined: 0 },
      { code: 'sync.bad_args', client: '0.1.0-abc', refused: 1, quarantined: 0 },
    ]);
    await database().query('delete from service_day');
  });

  it('S9: a quarantined act is recorded once per member and key, with the client version of the first report, and confirmed', async () => {
    const [device, other] = [await signedIn(), await signedIn()];
    const [one, two] = [newId(), newId()].toSorted();
    expect(await device.exchange({ 'x-egoejo-client': '0.1.0-abc' })).toBe(false);
    expect(
      await device.exchange({ 'x-egoejo-client': '0.1.0-abc', 'x-egoejo-quarantined': `${one} sync.internal` }),
    ).toBe(true);
    expect(
      await device.exchange({
        'x-egoejo-client': '0.2.0-def',
        'x-egoejo-quarantined': `${one} sync.no_answer, ${two} sync.no_answer, ${two} sync.no_answer`,
      }),
    ).toBe(true);
    expect(await other.exchange({ 'x-egoejo-quarantined': `${one} sync.no_answer` })).toBe(true);
    expect(await kept(device)).toEqual([
      { key: one, code: 'sync.internal', client: '0.1.0-abc' },
      { key: two, code: 'sync.no_answer', client: '0.2.0-def' },
    ]);
    expect(await figures()).toEqual(
      expect.arrayContaining([
        { code: 'sync.internal', client: '0.1.0-abc', refused: 0, quarantined: 1 },
        { code: 'sync.no_answer', client: '0.2.0-def', refused: 0, quarantined: 1 },
        { code: 'sync.no_answer', client: 'unknown', refused: 0, quarantined: 1 },
      ]),
    );
  });

  it('S9: any report gets its exchange answered; malformed entries are ignored, and the table stays bounded', async () => {
    const device = await signedIn();
    for (const told of ['', 'x', '[{"key":1}]', `${newId()} `, `${newId()} drop table\ttoday`, ','.repeat(3000)])
      await device.exchange({ 'x-egoejo-quarantined': told });
    expect(await kept(device)).toEqual([]);
    for (let i = 0; i < 8; i++)
      expect(
        await device.exchange({
          'x-egoejo-quarantined': Array.from({ length: 50 }, () => `${newId()} a.b`).join(', '),
        }),
      ).toBe(true);
    expect(await kept(device)).toHaveLength(200);
  });

  it('S9: in read-only mode nothing is recorded or confirmed, so the device reports it again', async () => {
    const device = await signedIn();
    const told = { 'x-egoejo-quarantined': `${newId()} sync.internal` };
    await setReadOnly(database(), new Date(Date.now() + 60_000).toISOString());
    expect(await device.exchange(told)).toBe(false);
    expect(await kept(device)).toEqual([]);
    await setReadOnly(database(), null);
    expect(await device.exchange(told)).toBe(true);
    expect(await kept(device)).toHaveLength(1);
  });
});
