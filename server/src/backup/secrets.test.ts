/** A stolen backup makes nobody an administrator: tests what a backup leaves out and what a restore ends. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { issueCode } from '../accounts/sign-in/codes.ts';
import { hashPassword } from '../accounts/sign-in/passwords.ts';
import { verifyAccess } from '../accounts/sessions/tokens.ts';
import type { Database } from '../platform/database/database.ts';
import { openPushKeys } from '../channels/push-keys.ts';
import { signingKeys } from '../platform/keys/signing-keys.ts';
import { newMember } from '../testing/acts.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { bothDatabases, openFreshEmbedded } from '../testing/database/postgres.ts';
import { noticeMove } from '../sync/recovery/recovery.ts';
import { restoreBackup } from './restore.ts';
import { LEFT_OUT, quoted, tablesOf } from './tables.ts';
import { takeBackup } from './take.ts';

const PASSWORD = 'une phrase assez longue';
const SMTP = 'smtp://mailer:hush-hush@mail.example.org:587';
const RECEIPT_KEY = 'a key that stands outside the database, for tests';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egoejo-secrets-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const textOf = async (path: string): Promise<string> => gunzipSync(await readFile(path)).toString('utf8');

/** Adds rows of a table to a backup, as an older version that still included them would have written it. */
async function addRows(path: string, table: string, columns: string[], rows: string[]): Promise<void> {
  const lines = (await textOf(path)).split('\n').slice(0, -2);
  lines.push(JSON.stringify({ table, columns }), ...rows.map((row) => JSON.stringify(row)));
  const body = `${lines.join('\n')}\n`;
  const end = {
    end: true,
    rows: lines.filter((l) => l.startsWith('"')).length,
    sha256: createHash('sha256').update(body).digest('hex'),
  };
  await writeFile(path, gzipSync(`${body}${JSON.stringify(end)}\n`));
}

interface SignedIn {
  browser: Browser;
  email: string;
  device: string;
}
async function someoneSignedIn(t: TestApp): Promise<SignedIn> {
  const { member } = await newMember(t.deps.db);
  await t.deps.db.query('insert into credential (member, password_hash) values ($1, $2)', [
    member,
    await hashPassword(PASSWORD),
  ]);
  const browser = t.browser();
  const email = `${member}@example.org`;
  const { status, body } = await browser.mutate<{ device: string; accessToken: string }>('accounts.signIn', {
    email,
    password: PASSWORD,
  });
  expect(status).toBe(200);
  browser.accessToken = body.accessToken;
  return { browser, email, device: body.device };
}
const sessions = (db: Database) => db.query('select id from session');

bothDatabases('a stolen backup', (database) => {
  const app = () => createTestApp(database(), { RECEIPT_KEY });

  it('S29: contains no signing key, session, code or mail server password', async () => {
    const db = database();
    const t = await app();
    const { email } = await someoneSignedIn(t);
    const { privateKey: pushKey } = await openPushKeys(db, t.deps.config, t.deps.log);
    await t.close();
    await issueCode(db, email, 'reset', { browser: randomBytes(32), device: null });
    await db.query(`update installation set settings = settings || jsonb_build_object('smtpUrl', $1::text)`, [SMTP]);
    const path = join(folder, `${db.kind}-stolen.gz`);
    await takeBackup(db, path);
    const text = await textOf(path);
    const secrets = await db.query<{ what: string; hex: string }>(
      `select 'signing_key.secret' as what, encode(secret, 'hex') as hex from signing_key
       union all select 'session.pepper', encode(pepper, 'hex') from session union all
         select 'session.current_hash', encode(current_hash, 'hex') from session
       union all select 'email_code.code_hash', encode(code_hash, 'hex') from email_code union all
         select 'session.id', id::text from session`,
    );
    expect(new Set(secrets.map((s) => s.what)).size).toBe(5);
    expect(secrets.filter(({ hex }) => text.includes(hex))).toEqual([]);
    expect(text).not.toContain('hush-hush');
    expect(text).not.toContain(pushKey);
    expect(text).toContain(email);
    await db.query(`update installation set settings = settings - 'smtpUrl'`);
  });

  it('S29: gives nobody access after a restore, whichever version wrote it; a member who signs in again keeps the device id', async () => {
    const db = database();
    const t = await app();
    const { browser, email, device } = await someoneSignedIn(t);
    // A restore requires that no server runs.
    await t.close();
    const { accessToken = '' } = browser;
    expect(await verifyAccess(signingKeys(db), accessToken)).not.toBeNull();
    const path = join(folder, `${db.kind}-old.gz`);
    await takeBackup(db, path);
    for (const { table, columns } of (await tablesOf(db)).filter(
      (l) => l.table === 'signing_key' || l.table === 'session',
    )) {
      const rows = await db.query<{ r: string }>(`select x::text as r from ${quoted(table)} x`);
      expect(rows.length).toBeGreaterThan(0);
      await addRows(
        path,
        table,
        columns,
        rows.map(({ r }) => r),
      );
    }
    expect(await restoreBackup(db, path, true)).toMatchObject({ ok: true });
    expect(await sessions(db)).toEqual([]);
    const next = await createTestApp(db, { RECEIPT_KEY });
    // The old key no longer verifies, and the session of the token is gone.
    expect(await verifyAccess(next.deps.keys, accessToken)).toBeNull();
    const thief = next.browser();
    thief.cookie = browser.cookie;
    thief.accessToken = accessToken;
    expect((await thief.query('accounts.me')).status).toBe(401);
    expect((await thief.mutate('accounts.refresh', {})).body).toMatchObject({ code: 'account.session_ended' });
    const again = await next
      .browser()
      .mutate<{ device: string }>('accounts.signIn', { email, password: PASSWORD, device });
    expect([again.status, again.body.device]).toEqual([200, device]);
    await next.close();
  });

  it('S29: a database moved to another cluster signs with a new key; its sessions stay valid', async () => {
    const db = database();
    const t = await app();
    const { browser } = await someoneSignedIn(t);
    await t.close();
    const before = (await signingKeys(db).current()).kid;
    await db.query(`update installation set seen = '1/1'`);
    expect(await db.transaction((tx) => noticeMove(tx))).toBe(true);
    expect((await signingKeys(db).current()).kid).not.toBe(before);
    const next = await createTestApp(db, { RECEIPT_KEY });
    const phone = next.browser();
    phone.cookie = browser.cookie;
    expect((await phone.mutate('accounts.refresh', {})).status).toBe(200);
    await next.close();
  });

  it('holds the mail server settings encrypted with a key kept outside the database: another key cannot decrypt them', async () => {
    const db = database();
    // Stored in clear, as by an older version.
    await db.query(`update installation set settings = settings || jsonb_build_object('smtpUrl', $1::text)`, [SMTP]);
    const first = await createTestApp(db, { RECEIPT_KEY });
    expect(first.deps.config.smtpUrl).toBe(SMTP);
    await first.close();
    const [row] = await db.query<{ text: string }>('select settings::text as text from installation');
    expect(row?.text).not.toContain('hush-hush');
    const path = join(folder, `${db.kind}-mail.gz`);
    await takeBackup(db, path);
    const other = await openFreshEmbedded();
    expect(await restoreBackup(other.db, path, false)).toMatchObject({ ok: true });
    const same = await createTestApp(other.db, { RECEIPT_KEY });
    expect(same.deps.config.smtpUrl).toBe(SMTP);
    await same.close();
    const stranger = await createTestApp(other.db, { RECEIPT_KEY: 'another key, of whoever took the backup away' });
    expect(stranger.deps.config.smtpUrl).toBeUndefined();
    await stranger.close();
    await other.close();
  });

  it('must be reviewed when a column that may hold a secret is added', async () => {
    const found = await database().query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'
       and table_name <> all($1::text[])
       and (data_type = 'bytea' or column_name ~ '(hash|secret|token|password|pepper|code|key|settings|payload|params)')
       order by 1`,
      [[...LEFT_OUT]],
    );
    expect([...LEFT_OUT].sort()).toEqual([
      'community_key',
      'email_code',
      'project_vector',
      'push_subscription',
      'reader_token',
      'session',
      'signing_key',
      'upload',
      'upload_chunk',
    ]);
    // `installation.settings` is backed up without `smtpUrl`; the mail server and the key for messages to devices in it
    // are sealed. The others give no access: hashes of long random tokens,
    // of contents, and of passwords (Argon2); identifiers and codes of errors.
    expect(found.map((f) => f.name)).toEqual([
      'book_import.code',
      'book_import.params',
      'book_time.key',
      // SHA-256 of a text that stands beside it.
      'contract.hash',
      'credential.password_hash',
      'device.proof',
      'domain_event.payload',
      // Hashes of the pieces of a book's file.
      'edition.pieces',
      // Whom and what a member follows: names of authors, categories, ids.
      'episode.code',
      'episode.params',
      'follow.key',
      'installation.functions_hash',
      'installation.settings',
      'mail_outbox.key',
      'mail_outbox.params',
      // Why a file was refused, and the hashes of its pieces.
      'manuscript_file.code',
      'manuscript_file.params',
      'manuscript_file.pieces',
      // By it a member's devices recognise their unsigned comments; the same backup has their author.
      'member.comment_key',
      'member_counter.chain',
      // Where a file of a message lies, and why one was refused.
      'message_file.code',
      'message_file.key',
      'partner_token.hash',
      'playlist_item.order_key',
      // The fingerprint of a key, and ballots sealed with it; the key itself is never in the database (P2).
      'poll.ballot_key',
      'poll.frozen',
      'poll.secret',
      'poll_tally.digest',
      'project_picture.code',
      'project_tally.digest',
      'quarantined.code',
      'quarantined.key',
      'receipt.chain',
      'receipt.code',
      'receipt.hash',
      'receipt.key',
      'release.code',
      'sealed_ballot.content',
      'sealed_ballot.voter',
      'show.code',
      'show.params',
      'story.import_key',
      'track.code',
      'track.file_key',
      'track.params',
      'track_time.key',
      'transfer.key',
      'work.import_key',
      'work_tally.digest',
    ]);
  });
});
