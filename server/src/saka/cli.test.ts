import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../cli/run.ts';
import { readConfig } from '../platform/config/read-config.ts';
import type { Database } from '../platform/database/database.ts';
import { createTestApp } from '../testing/servers/app.ts';
import { addIdle } from '../testing/idle.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { signedIn } from '../testing/servers/signed-in.ts';

let cwd = '';
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'runs-'));
});
afterAll(() => rm(cwd, { recursive: true }));

async function egoejo(db: Database, args: string[], env: Record<string, string> = {}) {
  const [out, err]: [string[], string[]] = [[], []];
  const exit = await runCommand(
    {
      db,
      config: readConfig({ SAKA_SILO_REDISTRIBUTION_ENABLED: 'on', ...env }),
      json: true,
      cwd,
      out: (t) => out.push(t),
      err: (t) => err.push(t),
    },
    args,
  );
  return {
    exit,
    json: (out.length > 0 ? JSON.parse(out.join('\n')) : null) as Record<string, unknown> | null,
    err: err.join('\n'),
  };
}

eachDatabase('egoejo compost, egoejo redistribute', (database) => {
  it('R8: the dry run lists who would give what, the run does it, and a repeated run gives nothing and says so', async () => {
    const db = database();
    const members = await addIdle(db, [100, 99, 250]);
    const at = new Date(Date.now() - 1000).toISOString();
    const dry = await egoejo(db, ['compost', '--at', at, '--dry-run', '--list', 'who.csv']);
    expect([dry.exit, dry.json]).toMatchObject([
      0,
      { run: at, kind: 'compost', dryRun: true, wallets: 2, grains: 35, leftOut: 0, again: false },
    ]);
    expect(await readFile(join(cwd, 'who.csv'), 'utf8')).toBe(`member,grains\n${members[0]},10\n${members[2]},25\n`);
    const live = await egoejo(db, ['compost', '--at', at]);
    expect([live.exit, live.json]).toMatchObject([
      0,
      {
        run: at,
        kind: 'compost',
        dryRun: false,
        wallets: 2,
        grains: 35,
        leftOut: 0,
        again: false,
        source: 'command',
        state: 'ended',
      },
    ]);
    expect(await db.query('select member, amount from transfer where run is not null order by member')).toEqual([
      { member: members[0], amount: 10 },
      { member: members[2], amount: 25 },
    ]);
    expect(await egoejo(db, ['compost', '--at', at])).toMatchObject({
      exit: 0,
      json: { wallets: 2, grains: 35, again: true },
    });
    expect(await db.query(`select action, actor from audit_log where action like 'saka.%'`)).toEqual([
      { action: 'saka.compost', actor: null },
    ]);
  });
  it('R10: redistribute without a time runs as of now', async () => {
    const db = database();
    const before = Date.now();
    const dry = await egoejo(db, ['redistribute', '--dry-run']);
    const live = await egoejo(db, ['redistribute']);
    expect([dry.json, live.json]).toMatchObject([
      { dryRun: true, wallets: 0, share: 0, frozen: 3 },
      { dryRun: false, wallets: 0, share: 0, frozen: 3, kind: 'redistribution' },
    ]);
    expect(Math.abs(Date.parse(String(live.json?.['run'])) - before)).toBeLessThan(60_000);
  });
  it('R8 R12: refuses an invalid or future time, unknown arguments and a disabled flag, and changes nothing', async () => {
    const db = database();
    const runs = async () => (await db.query<{ n: number }>('select count(*) as n from saka_run'))[0]!.n;
    const before = await runs();
    expect(await egoejo(db, ['compost', '--at', 'monday'])).toMatchObject({ exit: 2, json: null });
    expect(await egoejo(db, ['compost', '--at', '2999-01-01T03:00:00Z'])).toMatchObject({
      exit: 2,
      json: null,
      err: '2999-01-01T03:00:00.000Z has not come (run.future)',
    });
    expect(await egoejo(db, ['compost', 'now'])).toMatchObject({ exit: 2, json: null });
    expect(await egoejo(db, ['compost', '--list', 'x.csv'])).toMatchObject({
      exit: 2,
      err: '--list goes with --dry-run',
    });
    expect(await egoejo(db, ['compost', '--dry-run', '--list', 'none/x.csv'])).toMatchObject({ exit: 2, json: null });
    expect(await egoejo(db, ['compost', '--dry-run'], { SAKA_COMPOST_ENABLED: 'off' })).toMatchObject({
      exit: 3,
      err: 'SAKA_COMPOST_ENABLED is off, or all of SAKA (run.disabled)',
    });
    expect(await egoejo(db, ['redistribute'], { SAKA_SILO_REDISTRIBUTION_ENABLED: 'off' })).toMatchObject({
      exit: 3,
      json: null,
    });
    expect(await runs()).toBe(before);
  });
  it('R9: a member asks the server what would be composted, and sees only their own', async () => {
    const app = await createTestApp(database());
    const { browser } = await signedIn(app, []);
    const { status, body } = await browser.query<{ balance: number; enabled: boolean; preview: { stop: string } }>(
      'saka.compostPreview',
    );
    expect([status, body.balance, body.enabled, body.preview.stop]).toEqual([200, 0, true, 'balance']);
    expect((await app.browser().query('saka.compostPreview')).status).toBe(401);
    await app.close();
  });
});
