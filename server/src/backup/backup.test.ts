import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../platform/database/database.ts';
import { audit } from '../cli/audit.ts';
import { testSettlements } from '../testing/settlements.ts';
import { boost, newMember } from '../testing/acts.ts';
import {
  bothDatabases,
  openFreshEmbedded,
  openFreshPostgres,
  type OpenDatabase,
} from '../testing/database/postgres.ts';
import { addCommunity, addPoll, addProject } from '../testing/world.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { takeBackup } from './take.ts';
import { restoreBackup } from './restore.ts';
import { endRecovery, isRecovering, noticeMove } from '../sync/recovery/recovery.ts';
import { tablesOf, quoted } from './tables.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egoejo-backup-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Adds members with acts, a poll, and texts with special characters. */
async function fill(db: Database) {
  const awa = await newMember(db, 100);
  const community = await addCommunity(db);
  const project = await addProject(db, community, 'Un « four »\nà pain\u2028, \\ "et" (tout)');
  const poll = await addPoll(db, { method: { kind: 'choice', max: 1 } });
  const acts = [boost(project, 10), boost(project, 500)];
  const answers = await settleActs(
    {
      db,
      settlements: testSettlements,
      flagsOff: [],
      onThrow: (e) => {
        throw e;
      },
    },
    awa.member,
    awa.device,
    acts,
  );
  await db.query(`insert into audit_log (action, detail) values ('try', 'null'), ('try', '{"a": [1, null, "é"]}')`);
  return { awa, project, poll, answers };
}

/** Every row of every table as PostgreSQL prints it, except those that a restore must change. */
async function contents(db: Database): Promise<Record<string, string[]>> {
  const out: Record<string, string[]> = {};
  for (const { table } of await tablesOf(db)) {
    // Vectors are made anew, and not every database has the table.
    if (['installation', 'project_vector'].includes(table) || table.endsWith('_counter')) continue;
    const also = table === 'audit_log' ? ` where action <> 'backup.restore'` : '';
    out[table] = (await db.query<{ r: string }>(`select t::text as r from ${quoted(table)} t${also} order by 1`)).map(
      (x) => x.r,
    );
  }
  out['counters'] = (
    await db.query<{ r: string }>(`select scope || ' ' || rev || ' ' || floor_rev as r from scope_counter union all
    select member || ' ' || rev || ' ' || floor_rev from member_counter order by 1`)
  ).map((x) => x.r);
  return out;
}
const epochOf = async (db: Database) => (await db.query<{ epoch: string }>('select epoch from installation'))[0]!.epoch;

bothDatabases('backup', (database) => {
  it('S29: a backup holds every row exactly, and can be restored into an empty database of either kind', async () => {
    const db = database();
    await fill(db);
    const path = join(folder, `${db.kind}.gz`);
    const taken = await takeBackup(db, path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const before = await contents(db);
    for (const open of [openFreshEmbedded, openFreshPostgres]) {
      const other = await open();
      expect(await restoreBackup(other.db, path, false)).toEqual({
        ok: true,
        value: { at: taken.at, rows: taken.rows },
      });
      expect(await contents(other.db)).toEqual(before);
      expect(await epochOf(other.db)).not.toBe(await epochOf(db));
      expect(await isRecovering(other.db)).toBe(true);
      expect(await audit(other.db)).toMatchObject({ ok: true, gaps: [] });
      // The restored database is usable: sequences continue and triggers stamp.
      await fill(other.db);
      expect(await audit(other.db)).toMatchObject({ ok: true });
      await other.close();
    }
  });

  it('S29: a restore replaces existing data only when asked to', async () => {
    const db = database();
    const path = join(folder, `${db.kind}-2.gz`);
    const { awa, project } = await fill(db);
    await takeBackup(db, path);
    const before = await contents(db);
    await settleActs(
      {
        db,
        settlements: testSettlements,
        flagsOff: [],
        onThrow: (e) => {
          throw e;
        },
      },
      awa.member,
      awa.device,
      [boost(project, 20)],
    );
    expect(await restoreBackup(db, path, false)).toMatchObject({ ok: false, error: { code: 'backup.not_empty' } });
    expect(await contents(db)).not.toEqual(before);
    expect(await restoreBackup(db, path, true)).toMatchObject({ ok: true });
    expect(await contents(db)).toEqual(before);
    expect(await endRecovery(db)).toBe(true);
    expect(await endRecovery(db)).toBe(false);
  });

  it('S29: a file that is truncated, changed, no backup or of another schema is refused with its code, and nothing changes', async () => {
    const db = database();
    const path = join(folder, `${db.kind}-3.gz`);
    await takeBackup(db, path);
    const whole = await readFile(path);
    const text = gunzipSync(whole).toString('utf8');
    const before = [await contents(db), await epochOf(db)];
    const cases: [string, Buffer | string][] = [
      ['backup.corrupt', whole.subarray(0, whole.length - 40)],
      ['backup.corrupt', gzipSync(text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1))],
      ['backup.corrupt', gzipSync(text.replace('four', 'tour'))],
      ['backup.corrupt', 'no gzip at all'],
      ['backup.corrupt', gzipSync('{"hello":1}\n')],
      ['backup.newer_format', gzipSync(text.replace('"version":1', '"version":2'))],
    ];
    for (const [code, bytes] of cases) {
      const bad = join(folder, `${db.kind}-bad.gz`);
      await writeFile(bad, bytes);
      expect(await restoreBackup(db, bad, true)).toMatchObject({ ok: false, error: { code } });
    }
    expect(await restoreBackup(db, join(folder, 'none.gz'), true)).toMatchObject({
      ok: false,
      error: { code: 'backup.unreadable' },
    });
    for (const [change, back, code] of [
      ['version + 1', 'version - 1', 'backup.older_schema'],
      ['-version', '-version', 'backup.newer_schema'],
    ] as const) {
      const [{ version } = { version: 0 }] = await db.query<{ version: number }>(
        `update schema_version set version = ${change} where version = (select max(version) from schema_version)
          returning version`,
      );
      expect(await restoreBackup(db, path, true)).toMatchObject({ ok: false, error: { code } });
      await db.query(`update schema_version set version = ${back} where version = $1`, [version]);
    }
    expect([await contents(db), await epochOf(db)]).toEqual(before);
  });

  it('S29: a restore that fails midway leaves the database unchanged; a backup that fails leaves no file', async () => {
    const db = database();
    const { awa } = await fill(db);
    const path = join(folder, `${db.kind}-4.gz`);
    await takeBackup(db, path);
    // The checksum is right, but a row refers to a member that is missing.
    const lines = gunzipSync(await readFile(path))
      .toString('utf8')
      .split('\n')
      .slice(0, -2);
    const broken = lines.filter((line) => !(line.startsWith('"(') && line.includes(`${awa.member}@example.org`)));
    const { createHash } = await import('node:crypto');
    const body = `${broken.join('\n')}\n`;
    const end = {
      end: true,
      rows: broken.filter((l) => l.startsWith('"')).length,
      sha256: createHash('sha256').update(body).digest('hex'),
    };
    await writeFile(path, gzipSync(`${body}${JSON.stringify(end)}\n`));
    const before = [await contents(db), await epochOf(db), await isRecovering(db)];
    await expect(restoreBackup(db, path, true)).rejects.toThrow(/foreign key/);
    expect([await contents(db), await epochOf(db), await isRecovering(db)]).toEqual(before);
    const file = join(folder, `${db.kind}-file`);
    await writeFile(file, '');
    await expect(takeBackup(db, join(file, 'x.gz'))).rejects.toThrow();
    // The database fails in the middle of the backup.
    const dying: Database = {
      ...db,
      transaction: (work, options) =>
        db.transaction(
          (tx) => work({ query: (text, params) => tx.query(text.startsWith('fetch') ? 'select 1/0' : text, params) }),
          options,
        ),
    };
    await expect(takeBackup(dying, join(folder, `${db.kind}-half.gz`))).rejects.toThrow(/division/);
    expect((await readdir(folder)).filter((f) => f.includes('half') || f.includes('.part'))).toEqual([]);
  });

  it('S29: a start on another cluster or timeline than the last start opens a recovery, once', async () => {
    const db = database();
    await endRecovery(db);
    const notice = () => db.transaction((tx) => noticeMove(tx));
    await db.query('update installation set seen = null');
    expect([await notice(), await notice(), await isRecovering(db)]).toEqual([false, false, false]);
    const epoch = await epochOf(db);
    await db.query(`update installation set seen = '1/1'`);
    expect([await notice(), await notice(), await isRecovering(db)]).toEqual([true, false, true]);
    expect(await epochOf(db)).not.toBe(epoch);
  });
});

describe('a restore while a server runs', () => {
  let other: OpenDatabase;
  beforeAll(async () => {
    other = await openFreshPostgres();
  });
  afterAll(() => other.close());
  it('S29: is refused while a server uses that database', async () => {
    const path = join(folder, 'served.gz');
    await takeBackup(other.db, path);
    const leave = await other.db.listen('moved', () => undefined);
    expect(await restoreBackup(other.db, path, true)).toMatchObject({
      ok: false,
      error: { code: 'backup.in_use', params: { servers: 1 } },
    });
    await leave();
  });
});
