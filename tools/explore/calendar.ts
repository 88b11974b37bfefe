/** The tests that depend on dates, under clocks at which such tests and the product have failed. */
import { globSync, readFileSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { installDebianPackage } from '@egoejo/server/testing/servers/install.ts';
import { root } from '../start/processes.mjs';

const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';

/** UTC. */
export const INSTANTS: readonly { at: string; why: string }[] = [
  { at: '2027-01-01T00:00:30Z', why: '1 January' },
  { at: '2027-02-28T12:00:00Z', why: '28 February' },
  { at: '2028-02-29T12:00:00Z', why: '29 February' },
  { at: '2027-03-01T09:00:00Z', why: '1 March, a Monday' },
  { at: '2027-03-28T00:59:30Z', why: 'the clocks go forward' },
  { at: '2027-10-31T00:59:30Z', why: 'the clocks go back' },
  { at: '2026-11-30T02:59:30Z', why: 'a Monday before compost' },
  { at: '2026-11-30T03:01:00Z', why: 'a Monday after compost' },
  { at: '2026-12-31T23:59:00Z', why: 'the last minute of a year' },
  { at: '2026-12-01T09:00:00Z', why: 'ninety days later is a Monday, the 1st' },
];

const depends = /Date\.now\(\)|new Date\(\)|current_date|latestSchedule|Intl\.|now\(\)/;
const dated = (pattern: string): string[] =>
  globSync(pattern, { cwd: root }).filter((file) => depends.test(readFileSync(`${root}/${file}`, 'utf8')));

/** PostgreSQL's lock_timeout never fires under libfaketime, so what needs it waits for ever. */
const NEEDS_LOCK_TIMEOUT = 'server/src/saka/runs/runs-together.test.ts';

/** The test files that read a clock. */
export const datedTests = (): string[] =>
  dated('{server,client,shared}/src/**/*.test.ts').filter((file) => file !== NEEDS_LOCK_TIMEOUT);
/** The same of the browser tests. */
export const datedWalks = (): string[] => dated('e2e/specs/**/*.spec.ts');

/** Environment of processes whose clock begins at `at`. Null: the machine has no libfaketime. */
export async function clockAt(at: string): Promise<Record<string, string> | null> {
  const there = () =>
    access(library).then(
      () => true,
      () => false,
    );
  if (!(await there())) await installDebianPackage('faketime');
  if (!(await there())) return null;
  const ahead = Math.round((Date.parse(at) - Date.now()) / 1000);
  return { LD_PRELOAD: library, FAKETIME: `${ahead < 0 ? '' : '+'}${ahead}s`, FAKETIME_DONT_FAKE_MONOTONIC: '1' };
}
