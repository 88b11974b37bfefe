/** The server as a process: starting, refusing to start, taking commands and stopping. */
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from './platform/database/open-postgres.ts';
import { bareEnv, compiledOnce, startServer, type ServerProcess } from './testing/servers/server-process.ts';
import { createDatabase, createFolder } from './testing/database/postgres.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
interface Ended {
  exit: number;
  stdout: string;
  stderr: string;
}
/** Runs one of our programs until it exits. */
const run = (program: string, args: string[], env: Record<string, string>): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(root, 'server/src', program), ...args],
      { cwd: root, env: { ...bareEnv(), ...compiledOnce, ...env } },
      (_error, stdout, stderr) => resolve({ exit: child.exitCode ?? -1, stdout, stderr }),
    );
  });
const signIn = (url: string) =>
  fetch(`${url}/trpc/accounts.signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, 'x-egoejo': '1' },
    body: JSON.stringify({ email: 'nobody@example.org', password: 'x' }),
  }).then((r) => r.status);

describe('a server on the embedded folder', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    // The data folder exists and is empty, which counts as new.
    server = await startServer({ env: { NODE_ENV: 'production' } });
  });
  afterAll(() => server.close());

  it('prints what a first start needs, and at the end that it is ready', () => {
    const stdout = server.output().trim().split('\n');
    expect(stdout.at(-1)).toBe(`ready on ${server.url}`);
    expect(stdout.at(-2)).toMatch(/^first start: open http:.*\/installation \(setup code: \d{8}\)$/);
  });

  it('refuses a second process on its folder at once, with a one-line message', async () => {
    const second = await run('main.ts', [], { DATA_DIR: server.dataDir, PORT: '0' });
    expect(second).toEqual({
      exit: 3,
      stdout: '',
      stderr:
        `the data folder ${server.dataDir} is in use by process ${server.pid()}; stop it first, or set DATA_DIR ` +
        `to another folder\n`,
    });
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
  });

  it('takes commands through a socket that only its owner may use', async () => {
    expect(((await stat(join(server.dataDir, 'operator.sock'))).mode & 0o777).toString(8)).toBe('600');
    const made = await run('cli/main.ts', ['member', 'create', 'awa@example.org', '--name', 'Awa', '--json'], {
      DATA_DIR: server.dataDir,
    });
    expect(made).toMatchObject({ exit: 0, stderr: '' });
    expect(JSON.parse(made.stdout)).toMatchObject({ email: 'awa@example.org' });
    const again = await run('cli/main.ts', ['member', 'create', 'awa@example.org', '--name', 'Awa'], {
      DATA_DIR: server.dataDir,
    });
    expect(again).toEqual({ exit: 2, stdout: '', stderr: 'awa@example.org has an account already\n' });
  });

  it('answers requests in flight before it stops, and starts again with all its data', async () => {
    const calls = Array.from({ length: 8 }, () => signIn(server.url));
    await Promise.race(calls);
    const [exit, ...statuses] = await Promise.all([server.stop(), ...calls]);
    expect(exit).toBe(0);
    for (const status of statuses) expect([401, 503]).toContain(status);
    await expect(fetch(server.url)).rejects.toThrow();
    await server.start();
    expect(
      (await run('cli/main.ts', ['member', 'create', 'awa@example.org', '--name', 'Awa'], { DATA_DIR: server.dataDir }))
        .exit,
    ).toBe(2);
  });

  it('restarts after kill -9, despite the lock and the socket that the dead process left', async () => {
    await server.kill();
    await expect(stat(join(server.dataDir, 'operator.sock'))).resolves.toBeTruthy();
    await server.start();
    expect((await run('cli/main.ts', ['keys', 'rotate'], { DATA_DIR: server.dataDir })).exit).toBe(0);
  });

  it('a command needs no server: on a folder that nobody serves it opens the database itself', async () => {
    const folder = await createFolder();
    const made = await run('cli/main.ts', ['member', 'create', 'awa@example.org', '--name', 'Awa', '--json'], {
      DATA_DIR: folder.dataDir,
    });
    expect(made).toMatchObject({ exit: 0, stderr: '' });
    await folder.drop();
  });

  it('waits for a process that is stopping', async () => {
    const stopping = server.stop();
    const next = await startServer({ dataDir: server.dataDir, env: { NODE_ENV: 'production' } });
    await stopping;
    expect((await fetch(`${next.url}/ready`)).status).toBe(200);
    await next.close();
    await server.start();
  });

  it.each([
    [{ PORT: 'x' }, 'PORT: wants a whole number from 0 to 65535, not "x"\n', 2],
    [{ SMTP_URL: 'smtp://mail' }, /^PUBLIC_URL: required with SMTP_URL: [^\n]*\n$/, 2],
    [{ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/x' }, /^DATABASE_URL: the database does not answer \(.*\)\n$/, 3],
  ])('stops with a one-line message on %o', async (env, line, exit) => {
    const folder = await createFolder();
    const ended = await run('main.ts', [], { DATA_DIR: folder.dataDir, ...env });
    await folder.drop();
    expect(ended).toMatchObject({ exit, stdout: '' });
    expect(ended.stderr).toMatch(line);
  });

  it('refuses a demo beside a production setting, with a one-line message', async () => {
    const ended = await run('main.ts', ['--demo'], { SMTP_URL: 'smtp://mail' });
    expect(ended).toEqual({
      exit: 2,
      stdout: '',
      stderr: `--demo: refused with SMTP_URL, for the demo's passwords are published; unset it, or leave --demo out\n`,
    });
  });

  it('stops with a one-line message when its port is taken', async () => {
    const folder = await createFolder();
    const ended = await run('main.ts', [], { PORT: String(server.port), DATA_DIR: folder.dataDir });
    expect(ended).toMatchObject({
      exit: 3,
      stderr: 'PORT: another program listens there; stop it, or set PORT to another number\n',
    });
    await folder.drop();
  });

  it('prints help on the command line', async () => {
    expect(await run('cli/main.ts', ['--help'], {})).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('keys rotate'),
      stderr: '',
    });
    expect(await run('cli/main.ts', ['nonsense'], {})).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining('unknown command: nonsense'),
    });
  });
});

describe('a server on PostgreSQL', () => {
  it('has no demo account with production settings, even without NODE_ENV, and disables those it finds', async () => {
    const address = 'https://commune.example.org';
    const production = { NODE_ENV: '', PUBLIC_URL: address, SMTP_URL: 'smtp://127.0.0.1:1' };
    const signsIn = (url: string, origin: string): Promise<Response> =>
      fetch(`${url}/trpc/accounts.signIn`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin, 'x-egoejo': '1' },
        body: JSON.stringify({ email: 'jeanne@example.org', password: 'pierre-et-mousse' }),
      });
    const accountsIn = async (url: string): Promise<unknown> => {
      const db = await openPostgres({ url, max: 1 });
      const [row] = await db.query<{ n: number }>('select count(*) as n from member');
      await db.close();
      return row?.n;
    };
    const fresh = await createDatabase();
    const first = await startServer({ databaseUrl: fresh.url, env: production });
    expect([
      first.output().includes('demo account'),
      await accountsIn(fresh.url),
      (await signsIn(first.url, address)).status,
    ]).toEqual([false, 0, 401]);
    await first.close();
    await fresh.drop();

    const seeded = await createDatabase();
    const demo = await startServer({ databaseUrl: seeded.url });
    const answer = await signsIn(demo.url, demo.url);
    expect([answer.status, answer.headers.get('set-cookie')?.includes('Secure')]).toEqual([200, false]);
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    await demo.close();
    const real = await startServer({ databaseUrl: seeded.url, env: { ...production, LOG_LEVEL: 'warn' } });
    expect(real.output()).toContain('the demo accounts of this database are disabled');
    expect((await signsIn(real.url, address)).status).toBe(401);
    const withCookie = async (procedure: string, input: object) => {
      const { status, headers } = await fetch(`${real.url}/trpc/${procedure}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: address, 'x-egoejo': '1', cookie },
        body: JSON.stringify(input),
      });
      return [status, headers.get('set-cookie')?.includes('Secure')];
    };
    expect(await withCookie('accounts.refresh', {})).toEqual([401, undefined]);
    expect(await withCookie('accounts.signOut', { everywhere: false })).toEqual([200, true]);
    await real.close();
    await seeded.drop();
  }, 300_000);

  it('runs beside a second one, and commands go to the database; a start that fails changes nothing', async () => {
    const database = await createDatabase();
    const env = { NODE_ENV: 'production' };
    const [a, b] = await Promise.all([
      startServer({ databaseUrl: database.url, env }),
      startServer({ databaseUrl: database.url, env }),
    ]);
    const made = await run('cli/main.ts', ['member', 'create', 'awa@example.org', '--name', 'Awa', '--json'], {
      DATABASE_URL: database.url,
    });
    const { password } = JSON.parse(made.stdout) as { password: string };
    const post = (url: string, path: string, token = '', body: unknown = {}) =>
      fetch(`${url}/trpc/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url, 'x-egoejo': '1', authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
    const signedIn = (await (
      await post(a.url, 'accounts.signIn', '', { email: 'awa@example.org', password })
    ).json()) as { result: { data: { accessToken: string } } };
    const me = (url: string) =>
      fetch(`${url}/trpc/accounts.me`, {
        headers: { authorization: `Bearer ${signedIn.result.data.accessToken}` },
      }).then((r) => r.status);
    expect([await me(a.url), await me(b.url)]).toEqual([200, 200]);
    await post(a.url, 'accounts.signOut', signedIn.result.data.accessToken, { everywhere: true });
    expect([await me(a.url), await me(b.url)]).toEqual([401, 401]);
    const db = await openPostgres({ url: database.url, max: 1 });
    const state = () => db.query('select * from installation');
    const before = await state();
    // Another key would replace the keys of push messages and end every subscription.
    const other = { DATABASE_URL: database.url, RECEIPT_KEY: 'x'.repeat(43), NODE_ENV: 'production' };
    const taken = await run('main.ts', [], { ...other, PUBLIC_URL: a.url, PORT: String(a.port) });
    const nameless = await run('main.ts', [], { ...other, PORT: '0' });
    expect([taken.exit, nameless.exit]).toEqual([3, 2]);
    expect(await state()).toEqual(before);
    await db.close();
    await Promise.all([a.close(), b.close()]);
    await database.drop();
  });
});
