import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, HOST, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';

/** A mail server that accepts everything, and records the received lines in `took`. */
function mailServer(took: string[]): Server {
  return createServer((socket) => {
    let data = false;
    socket.setEncoding('utf8').write('220 test\r\n');
    socket.on('data', (chunk: string) => {
      for (const line of chunk.split('\r\n').filter(Boolean)) {
        if (data) {
          if (line === '.') {
            data = false;
            socket.write('250 ok\r\n');
          } else took.push(line);
        } else if (line === 'DATA') {
          data = true;
          socket.write('354 go\r\n');
        } else if (line.startsWith('RCPT TO:<refused')) socket.write('550 no such box\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
}

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: `http://${HOST}`,
  RECEIPT_KEY: 'a key that stands outside the database, for tests',
};

eachDatabase('a first start in production', (database) => {
  let t: TestApp;
  let folder: string;
  let smtp: Server;
  let smtpUrl: string;
  const took: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'egoejo-backup-'));
    smtp = mailServer(took);
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
    const address = smtp.address();
    smtpUrl = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}?ignoreTLS=true`;
    t = await createTestApp(database(), production);
  });
  afterAll(async () => {
    await t.close();
    smtp.close();
    await rm(folder, { recursive: true });
  });
  const local = () => t.browser({ address: '127.0.0.1' });
  const answers = (more: object = {}) => ({
    code: t.deps.setupCode,
    smtpUrl,
    mailFrom: 'EGOEJO <egoejo@example.org>',
    backupFolder: join(folder, 'backups'),
    administrator: { email: 'Admin@example.org', name: 'Admin', password: 'un mot de passe long' },
    ...more,
  });

  it('asks in a page, and requires the setup code from everybody, including the machine itself', async () => {
    for (const browser of [local(), t.browser()]) {
      expect((await browser.query('installation.status')).body).toEqual({
        needed: true,
        steps: ['mail', 'administrator', 'backup'],
      });
      const { code: _, ...without } = answers();
      expect((await browser.mutate('installation.complete', without)).body).toEqual({
        code: 'installation.bad_code',
        params: {},
      });
      expect((await browser.mutate('installation.complete', answers({ code: '0000' }))).body).toEqual({
        code: 'installation.bad_code',
        params: {},
      });
      expect(
        (await browser.mutate('installation.testMail', { smtpUrl, mailFrom: 'e@example.org', to: 'admin@example.org' }))
          .body,
      ).toEqual({ code: 'installation.bad_code', params: {} });
    }
    expect(took).toEqual([]);
  });

  it('tests the mail server, and reports why a mail was not accepted', async () => {
    const test = (to: string, url = smtpUrl) =>
      local().mutate('installation.testMail', { code: t.deps.setupCode, smtpUrl: url, mailFrom: 'e@example.org', to });
    expect((await test('admin@example.org')).body).toEqual({ sent: true });
    expect(took.join('\n')).toContain('To: admin@example.org');
    expect((await test('refused@example.org')).body).toMatchObject({
      code: 'installation.mail_failed',
      params: { reason: expect.stringContaining('550') },
    });
    expect((await test('admin@example.org', 'smtp://127.0.0.1:1')).body).toMatchObject({
      code: 'installation.mail_failed',
    });
    expect((await test('admin@example.org', 'http://127.0.0.1')).body).toMatchObject({ code: 'sync.bad_args' });
  });

  it('refuses an unwritable folder and invalid answers, and changes nothing', async () => {
    await writeFile(join(folder, 'file'), '');
    const code = async (more: object) => (await local().mutate('installation.complete', answers(more))).body;
    expect(await code({ backupFolder: join(folder, 'file') })).toEqual({
      code: 'installation.folder_unusable',
      params: {},
    });
    for (const more of [
      { backupFolder: 'here' },
      { publicUrl: 'https://elsewhere.example.org' },
      { mailFrom: 'a@b\r\nBcc: x' },
      { administrator: { email: 'x', name: '', password: '' } },
    ]) {
      expect(await code(more)).toMatchObject({ code: 'sync.bad_args' });
    }
    expect(await database().query('select count(*) as n from member')).toEqual([{ n: 0 }]);
    expect((await local().query('installation.status')).body).toMatchObject({ needed: true });
  });

  it('can be completed once; from then on the answers are in force', async () => {
    const browsers = [local(), local()] as const;
    const twice = await Promise.all([
      browsers[0].mutate('installation.complete', answers()),
      browsers[1].mutate(
        'installation.complete',
        answers({ administrator: { email: 'eve@example.org', name: 'Eve', password: 'un mot de passe long' } }),
      ),
    ]);
    expect(twice.map((r) => r.status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    // The administrator is signed in, and the shelf has its five stories, of which no member is the author.
    const [signedIn] = browsers.filter((b) => b.cookie !== undefined);
    expect((await signedIn?.query('installation.beginnings'))?.body).toEqual({ poster: false, members: false });
    expect(
      await database().query(`select count(*) as n from story where author is null and licence like 'CC BY%'`),
    ).toEqual([{ n: 5 }]);
    expect((await local().query('installation.status')).body).toEqual({ needed: false, steps: [] });
    expect(await database().query('select roles from member')).toEqual([{ roles: ['administrator'] }]);
    expect(t.deps.config).toMatchObject({ publicUrl: `http://${HOST}`, smtpUrl });

    expect((await t.browser().mutate('accounts.requestCode', { email: `${newId()}@example.org` })).status).toBe(200);
    await t.deps.mailer.flush();
    expect(took.join('\n')).toMatch(/Subject: .*EGOEJO/);

    // The settings survive a restart.
    const next = await createTestApp(database(), production);
    expect(next.deps.config).toMatchObject({ smtpUrl, mailFrom: 'EGOEJO <egoejo@example.org>' });
    await next.close();
  });

  it('leaves the shelf empty where the stories are refused', async () => {
    await database().query(`update installation set settings = '{}'`);
    for (const table of ['story_text', 'story']) await database().query(`delete from ${table}`);
    const answer = await local().mutate(
      'installation.complete',
      answers({
        administrator: { email: 'b@example.org', name: 'B', password: 'un mot de passe long' },
        stories: false,
      }),
    );
    expect([answer.status, await database().query('select count(*) as n from story')]).toEqual([200, [{ n: 0 }]]);
  });
});
