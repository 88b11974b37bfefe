import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EXIT } from '../platform/command.ts';
import { runCommand } from '../cli/run.ts';
import { readConfig } from '../platform/config/read-config.ts';
import type { Database } from '../platform/database/database.ts';
import { createTestApp } from '../testing/servers/app.ts';
import { newMember } from '../testing/acts.ts';
import { bothDatabases, openFreshEmbedded } from '../testing/database/postgres.ts';
import { openReceiptMac } from '../platform/keys/receipt-key.ts';
import { KEPT_DAYS } from '@egoejo/shared/sync/retention.ts';
import { folderMedia } from '../platform/media/media-folder.ts';
import { copyMedia, nameOf, prune, restoreMedia } from './folder.ts';
import { hourly } from './jobs.ts';
import { endRecovery } from '../sync/recovery/recovery.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egoejo-backups-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function run(db: Database, dataDir: string, ...args: string[]) {
  let out = '';
  let err = '';
  const config = readConfig({ DATA_DIR: dataDir });
  const exit = await runCommand(
    { db, config, json: args.includes('--json'), cwd: folder, out: (t) => (out += t), err: (t) => (err += t) },
    args.filter((a) => a !== '--json'),
  );
  return { exit, out, err };
}

bothDatabases('the hourly backup', (database) => {
  it('S29: runs once an hour, is kept 35 days with its media; a late one is reported in the log, by /ready and once a day by mail', async () => {
    const backups = join(folder, database().kind);
    const t = await createTestApp(database(), { BACKUP_DIR: backups });
    const admin = await newMember(database());
    await database().query(`update member set roles = '{administrator}' where id = $1`, [admin.member]);
    await t.deps.media.put('avatars/a.webp', Buffer.from('picture'));
    const now = Date.now();
    const files = async () => (await readdir(backups)).filter((f) => f.endsWith('.gz'));
    await hourly(t.deps, now);
    await hourly(t.deps, now + HOUR / 2);
    expect(await files()).toEqual([nameOf(new Date(now))]);
    expect(await readFile(join(backups, 'media/avatars/a.webp'), 'utf8')).toBe('picture');
    await hourly(t.deps, now + HOUR);
    expect((await files()).length).toBe(2);
    expect(await t.deps.metrics.text()).toContain(
      `egoejo_last_backup_timestamp_seconds ${Math.floor((now + HOUR) / 1000)}`,
    );
    // A file replaces the folder, so that nothing can be written.
    await rm(backups, { recursive: true });
    await writeFile(backups, '');
    t.mails.length = 0;
    for (const hours of [4, 5, 30]) await expect(hourly(t.deps, now + hours * HOUR)).rejects.toThrow();
    await t.deps.mailer.flush();
    expect(t.mails.map((m) => [m.to, m.subject])).toEqual(
      [1, 2].map(() => [`${admin.member}@example.org`, 'EGOEJO : la sauvegarde est en retard']),
    );
    // If the mail server is unreachable, the alert is tried again at the next turn instead of a day later.
    t.mails.length = 0;
    t.deps.mailer.use({
      send: async () => {
        throw new Error('ECONNREFUSED');
      },
    });
    await expect(hourly(t.deps, now + 60 * HOUR)).rejects.toThrow();
    t.deps.mailer.use({ send: async (mail) => void t.mails.push(mail) });
    for (const hours of [60.1, 60.2]) await expect(hourly(t.deps, now + hours * HOUR)).rejects.toThrow();
    await t.deps.mailer.flush();
    expect(t.mails).toHaveLength(1);
    await rm(backups);
    await mkdir(backups);
    await writeFile(join(backups, nameOf(new Date(now - 3 * HOUR))), '');
    t.deps.jobs.running = () => true;
    expect((await t.app.inject({ url: '/ready' })).json()).toMatchObject({ status: 'ready', backup: 'late' });
    await t.close();
  });

  it('S29: backup, restore and recovery end work as commands, with exit codes and JSON output', async () => {
    const db = database();
    const data = join(folder, `data-${db.kind}`);
    await mkdir(join(data, 'media/avatars'), { recursive: true });
    await writeFile(join(data, 'media/avatars/b.webp'), 'B');
    const into = join(`commands-${db.kind}`, 'one.gz');
    const taken = await run(db, data, 'backup', into, '--json');
    expect(JSON.parse(taken.out)).toMatchObject({ rows: expect.any(Number), media: 1, path: join(folder, into) });
    expect(await run(db, data, 'backup')).toMatchObject({ exit: EXIT.badInput });
    expect(await run(db, data, 'recovery', 'end')).toMatchObject({ exit: EXIT.refused, err: 'no recovery is open' });
    const elsewhere = join(folder, `else-${db.kind}`);
    const fresh = await openFreshEmbedded();
    expect(await run(fresh.db, elsewhere, 'restore', into)).toMatchObject({ exit: EXIT.done, err: '' });
    expect(await readFile(join(elsewhere, 'media/avatars/b.webp'), 'utf8')).toBe('B');
    await newMember(fresh.db);
    expect(await run(fresh.db, elsewhere, 'restore', into)).toMatchObject({
      exit: EXIT.refused,
      err: expect.stringMatching(/--replace.*backup\.not_empty.*nothing was changed/),
    });
    await writeFile(join(folder, 'bad.gz'), 'bad');
    expect(await run(fresh.db, elsewhere, 'restore', 'bad.gz', '--replace')).toMatchObject({
      exit: EXIT.badInput,
      err: expect.stringContaining('backup.corrupt'),
    });
    expect(await run(fresh.db, elsewhere, 'recovery', 'end', '--json')).toMatchObject({ exit: EXIT.done });
    expect(await endRecovery(fresh.db)).toBe(false);
    await fresh.close();
  });
});

it('S29: files older than 35 days are deleted, except the newest; media deleted for that long too', async () => {
  const place = join(folder, 'prune');
  await mkdir(join(place, 'media'), { recursive: true });
  const now = Date.now();
  const days = (n: number) => nameOf(new Date(now - n * DAY));
  const names = [days(90), days(KEPT_DAYS + 1), days(KEPT_DAYS - 1), `${days(2)}.part-77`, 'notes.txt'];
  for (const name of names) await writeFile(join(place, name), '');
  await prune(place, now);
  expect((await readdir(place)).sort()).toEqual([days(KEPT_DAYS - 1), 'media', 'notes.txt'].sort());
  await rm(join(place, days(KEPT_DAYS - 1)));
  await writeFile(join(place, days(90)), '');
  await prune(place, now);
  expect(await readdir(place)).toContain(days(90));
  const from = join(folder, 'media-from');
  await mkdir(from);
  for (const name of ['old.webp', 'kept.webp']) await writeFile(join(from, name), name);
  expect(await copyMedia(folderMedia(from), join(place, 'media'), now)).toBe(2);
  await rm(join(from, 'old.webp'));
  expect(await copyMedia(folderMedia(from), join(place, 'media'), now + (KEPT_DAYS - 1) * DAY)).toBe(0);
  expect((await readdir(join(place, 'media'))).sort()).toEqual(['kept.webp', 'old.webp']);
  await copyMedia(folderMedia(from), join(place, 'media'), now + (KEPT_DAYS + 1) * DAY);
  expect(await readdir(join(place, 'media'))).toEqual(['kept.webp']);
  // A restore puts back what is missing, and says how many files that was.
  await rm(join(from, 'kept.webp'));
  expect(await restoreMedia(join(place, 'media'), folderMedia(from))).toBe(1);
  expect(await restoreMedia(join(place, 'media'), folderMedia(from))).toBe(0);
  expect(await readdir(from)).toEqual(['kept.webp']);
});

it('S29: the key of the MACs of receipts is created once, private, and is the same for all processes that start together', async () => {
  const dataDir = join(folder, 'key');
  const receipt = { member: 'm', key: 'k', hash: 'h', at: '2027-03-01T14:00:00.000Z' } as Parameters<
    Awaited<ReturnType<typeof openReceiptMac>>
  >[0];
  const macs = await Promise.all([1, 2].map(() => openReceiptMac({ dataDir, receiptKey: undefined })));
  expect(macs[0]!(receipt)).toBe(macs[1]!(receipt));
  expect(macs[0]!({ ...receipt, at: '2027-03-01T14:00:00.001Z' })).not.toBe(macs[0]!(receipt));
  expect((await openReceiptMac({ dataDir, receiptKey: 'x'.repeat(32) }))(receipt)).not.toBe(macs[0]!(receipt));
});
