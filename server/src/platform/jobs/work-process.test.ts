import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, vi } from 'vitest';
import type { OddTask } from '../../testing/servers/odd-worker.ts';
import { createWorkProcess } from './work-process.ts';

const entry = new URL('../../testing/servers/odd-worker.ts', import.meta.url);
type Answer = { pid: number; secret?: string; answered: number; eaten: number };
const open = (change: { ms?: number; idleMs?: number; entry?: URL } = {}) =>
  createWorkProcess<OddTask, Answer>({ entry, megabytes: 1100, ms: 30_000, idleMs: 30_000, ...change });
const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('one process does many works, sees nothing of our environment, and ends when it is idle', async () => {
  vi.stubEnv('EGOEJO_TEST', 'a password');
  const work = open({ idleMs: 300 });
  const first = await work.run({ what: 'answer' });
  const second = await work.run({ what: 'answer' });
  vi.unstubAllEnvs();
  expect([first?.pid, first?.secret, second?.answered]).toEqual([second?.pid, undefined, 2]);
  await expect.poll(() => lives(first?.pid ?? 0)).toBe(false);
  expect((await work.run({ what: 'answer' }))?.answered).toBe(1);
});

it('work that ends its process, hangs or eats memory gets no answer, and the next work gets its own', async () => {
  const work = open();
  expect(await work.run({ what: 'eat', megabytes: 300 })).toMatchObject({ eaten: 300 });
  expect(await work.run({ what: 'eat', megabytes: 700 })).toBeNull();
  expect(await work.run({ what: 'end' })).toBeNull();
  expect(await work.run({ what: 'answer' })).toMatchObject({ answered: 1 });
  expect(await open({ ms: 1500 }).run({ what: 'hang' })).toBeNull();
});

it('a process that somebody else ended in the middle of a work does not harm that work', async () => {
  const work = open();
  const { pid } = (await work.run({ what: 'answer' })) ?? { pid: 0 };
  // Stopped first, so that it cannot answer before it is killed.
  process.kill(pid, 'SIGSTOP');
  const running = work.run({ what: 'answer' });
  process.kill(pid, 'SIGKILL');
  expect(await running).toMatchObject({ answered: 1 });
});

it('a program that does not start is an error that says why, not an answer', async () => {
  await expect(open({ entry: new URL('file:///none.ts') }).run({ what: 'answer' })).rejects.toThrow(/none\.ts/);
});

it('the process ends when the process that started it is killed', async () => {
  const here = new URL('./work-process.ts', import.meta.url);
  const script = `import { createWorkProcess } from ${JSON.stringify(here.href)};
    const settings = { entry: new URL(${JSON.stringify(entry.href)}), megabytes: 1100, ms: 30_000, idleMs: 30_000 };
    const work = createWorkProcess(settings);
    console.log((await work.run({ what: 'answer' })).pid);
    await work.run({ what: 'hang' });`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  expect(lives(Number(said))).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => lives(Number(said))).toBe(false);
});
