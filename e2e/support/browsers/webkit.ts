/** WebKit: WebKitGTK's small browser from Debian, driven over W3C WebDriver. Under automation it keeps no profile. */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { onOurDeath } from '@egoejo/server/testing/database/on-our-death.ts';
import { freePort } from '@egoejo/server/testing/database/cluster.ts';
import { PATIENCE_MS, type Browsing } from './browsing.ts';
import { phone } from './browser.ts';
import { needProgram } from './programs.ts';

/** The member of an answer that names an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
type Named = Record<typeof ELEMENT, string>;

/** Starts a program, which also ends when this process dies. */
function begin(file: string, args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env } });
  const forget = onOurDeath(`kill -9 ${child.pid}`);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    firstWords: () => new Promise<string>((done) => child.stdout.once('data', (bytes) => done(String(bytes).trim()))),
    async end() {
      child.kill('SIGTERM');
      await gone;
      forget();
    },
  };
}

/** One WebDriver session. */
async function openSession(port: number) {
  const ask = async <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  };
  const { sessionId } = await ask<{ sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: { timeouts: { implicit: PATIENCE_MS, script: PATIENCE_MS } } },
  });
  return <T = null>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) =>
    ask<T>(method, `/session/${sessionId}${path}`, body);
}

/** Opens WebKit's browser on a display of its own. @throws where there is none. */
export async function openWebKit(baseURL: string): Promise<Browsing> {
  const driver = await needProgram(['/usr/bin/WebKitWebDriver'], 'webkit2gtk-driver');
  const screen = begin(await needProgram(['/usr/bin/Xvfb'], 'xvfb'), ['-displayfd', '1', '-nolisten', 'tcp']);
  const display = `:${await screen.firstWords()}`;
  const port = await freePort();
  const service = begin(driver, [`--port=${port}`], { DISPLAY: display });
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}/status`).then(
        (response) => response.ok,
        () => false,
      ),
    )
    .toBe(true);
  const call = await openSession(port);
  await call('POST', '/window/rect', phone);
  // It asks for English, whatever the environment says; the tests look for French words.
  await call('POST', '/url', { url: `${baseURL}/early.js` });
  await call('POST', '/execute/sync', { script: `localStorage.setItem('egoejo.locale', 'fr')`, args: [] });
  const find = async (xpath: string): Promise<string> =>
    (await call<Named>('POST', '/element', { using: 'xpath', value: xpath }))[ELEMENT];
  return {
    goto: async (path) => void (await call('POST', '/url', { url: baseURL + path })),
    reload: async () => void (await call('POST', '/refresh', {})),
    click: async (xpath) => void (await call('POST', `/element/${await find(xpath)}/click`, {})),
    type: async (xpath, text) => void (await call('POST', `/element/${await find(xpath)}/value`, { text })),
    run: (work, argument = '') =>
      call('POST', '/execute/sync', { script: `return (${work.toString()})(arguments[0])`, args: [argument] }),
    picture: async (path) => writeFile(path, await call<string>('GET', '/screenshot'), 'base64'),
    killAndReopen: null,
    complaints: () => [],
    async close() {
      await call('DELETE', '');
      await service.end();
      await screen.end();
    },
  };
}
