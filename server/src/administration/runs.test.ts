import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { addIdle, siloOf } from '../testing/idle.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { signedIn } from '../testing/servers/signed-in.ts';

eachDatabase('runs started by an administrator', (database) => {
  let at: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    at = await createTestApp(database(), {
      SAKA_SILO_REDISTRIBUTION_ENABLED: 'on',
      SAKA_SILO_REDISTRIBUTION_RATE: '5000',
      SAKA_COMPOST_RATE: '5000',
    });
    admin = (await signedIn(at, ['administrator'])).browser;
    await addIdle(database(), [1000, 600]);
  });
  afterAll(() => at.close());
  const offered = async (kind: RunKind): Promise<{ at: string; grains: number }> =>
    (
      await admin.query<{ at: string; grains: number }>(
        `administration.dryRun?input=${encodeURIComponent(JSON.stringify({ kind }))}`,
      )
    ).body;
  const run = async (kind: RunKind, when: string, grains: number): Promise<unknown> =>
    (await admin.mutate('administration.run', { kind, at: when, grains })).body;

  it('R8: a run with a time that no dry run offered, or with a future time, is refused with a code and moves nothing', async () => {
    expect(await run('compost', '1990-01-01T00:00:00Z', 0.5)).toMatchObject({ code: 'sync.bad_args' });
    for (const when of ['1990-01-01T00:00:00Z', new Date(Date.now() - 16 * 60_000).toISOString()]) {
      expect(await run('compost', when, 800), when).toEqual({
        code: 'administration.run_old',
        params: { minutes: 15 },
      });
    }
    expect(await run('compost', '2999-01-01T00:00:00Z', 800)).toEqual({
      code: 'administration.run_future',
      params: {},
    });
    for (const when of ['0000-01-01T00:00:00Z', '2026-01-01T00:00:00', 'tomorrow'])
      expect(await run('compost', when, 800), when).toMatchObject({ code: 'sync.bad_args' });
    expect(await run('compost', new Date().toISOString(), 0)).toMatchObject({ code: 'sync.bad_args' });
    expect(await database().query('select from saka_run')).toEqual([]);
  });
  it('R8: a run whose sum differs from its dry run leaves nothing behind', async () => {
    const { at: when, grains } = await offered('compost');
    expect(await run('compost', when, grains + 1)).toEqual({ code: 'administration.run_changed', params: { grains } });
    expect(
      await database().query(
        'select from saka_run union all select from saka_run_page union all select from audit_log',
      ),
    ).toEqual([]);
    expect(await run('compost', when, grains)).toEqual({ ended: true, wallets: 2, grains, leftOut: 0 });
    // Simulate a lost answer: the same run, whatever number is sent.
    expect(await run('compost', when, grains + 1)).toEqual({ ended: true, wallets: 2, grains, leftOut: 0 });
  });
  it('R10: of two simultaneous redistributions, each with its own dry run, one moves the sum it showed and the other nothing', async () => {
    const silo = await siloOf(database());
    const offers = await Promise.all([0, 1].map(() => offered('redistribution')));
    expect(offers.map((o) => o.grains)).toEqual([silo / 2, silo / 2]);
    // Two different keys, however many milliseconds lie between the two offers.
    const first = Date.parse(offers[0]?.at ?? '');
    const answers = await Promise.all(
      offers.map((o, i) => run('redistribution', new Date(first - i).toISOString(), o.grains)),
    );
    expect(answers).toContainEqual({ ended: true, wallets: 2, grains: silo / 2, leftOut: 0 });
    expect(answers).toContainEqual({
      code: expect.stringMatching(/^administration\.run_(changed|behind)$/),
      params: expect.anything(),
    });
    expect(await siloOf(database())).toBe(silo / 2);
    expect(await database().query(`select wallets from saka_run where kind = 'redistribution'`)).toEqual([
      { wallets: 2 },
    ]);
  });
});
