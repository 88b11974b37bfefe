import { pbkdf2 } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, it, vi } from 'vitest';
import { noTally, type Check } from '../gate/checks.ts';
import { diagnose } from '../gate/diagnosis.ts';
import { paceOf } from '../gate/pace.ts';
import { runChecks } from '../gate/report.ts';
import { runStep } from './processes.mjs';

const node = (script: string, limitS: number, more: Parameters<typeof runStep>[2] = {}) =>
  runStep(process.execPath, ['-e', script], { name: 'test-of-steps', limitS, ...more });

it('a step has ended when its process has, although a child of it holds its output open; the child is killed', async () => {
  const step = await node(
    `const { spawn } = require('node:child_process');
     const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
     console.log(child.pid);
     process.exit(3);`,
    50,
  );
  expect(step).toMatchObject({ code: 3, late: false });
  const child = Number(step.output);
  await expect.poll(() => alive(child)).toBe(false);
});

it('a step that ends at once is not missed, however busy this process is with files', async () => {
  let over = false;
  const busy = (): void => pbkdf2('x', 'y', 20_000, 32, 'sha256', () => void (over || busy()));
  for (let i = 0; i < 16; i++) busy();
  const step = await runStep('/bin/true', [], { name: 'test-of-steps', limitS: 50 });
  over = true;
  expect(step).toMatchObject({ code: 0, late: false });
});

it('a step that hangs is ended at its limit, after its tests, processes and stacks were told', async () => {
  let page = '';
  const step = await node(
    `const child = 'function itsChildHangs() { while (true); } itsChildHangs();';
     require('node:child_process').spawn(process.execPath, ['-e', child]);
     function hangsHere() { while (true); }
     setTimeout(hangsHere);`,
    4,
    {
      onLate: async (pid: number) => {
        page = await diagnose(pid, ['a test that hangs']);
      },
    },
  );
  expect(step).toMatchObject({ code: 137, late: true });
  expect(step.output).toContain('test-of-steps: not ended after 4 s');
  expect(page).toContain('a test that hangs');
  const stacks = page.slice(page.indexOf('--- stacks'));
  for (const name of ['itsChildHangs :', 'hangsHere :']) expect(stacks).toContain(name);
});

it('a step is ended when nothing in it moved for long enough, however far its limit is; one that goes on is not', async () => {
  const started = performance.now();
  let steps = 0;
  const goesOn = { s: 3, mark: () => String(Math.min(4, ++steps)) };
  const step = await node('setInterval(() => {}, 1000)', 3000, { still: goesOn });
  expect(step).toMatchObject({ code: 137, late: true });
  expect(step.output).toContain('test-of-steps: nothing began or ended for 3 s');
  // It moved for the first seconds.
  expect(performance.now() - started).toBeGreaterThan(5000);
});

/** Whether the process runs; one that has ended and was not waited for does not. */
async function alive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/\) Z /.test(stat);
}

it('on a slower machine the limits of all checks after the first stage grow alike; the whole has one that does not', async () => {
  expect([10, 35, 70, 1000].map(paceOf)).toEqual([1, 1, 2, 3]);
  vi.stubEnv('EGOEJO_PACE', undefined);
  const given: number[] = [];
  const check = (limitS: number): Check => ({
    name: 'some check',
    limitS,
    run: async (most) => {
      given.push(Math.round(most));
      return noTally;
    },
  });
  expect(await runChecks([[check(40)], [check(40)], [check(400)]], { limitS: 100, paceOf: () => 2 })).toBe(0);
  expect(given).toEqual([40, 80, 100]);
  expect(process.env['EGOEJO_PACE']).toBe('2');
  vi.unstubAllEnvs();
});
