import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stage } from '../../../bundling/chunks.ts';

const IMPORT = /(ahead\()?\(\) => import\('[./\w-]*\/(\w+)\.tsx'\)/g;

it('the pages of the second stage, and no others, come with its messages', () => {
  const routes = readdirSync(import.meta.dirname).filter((name) => !name.includes('.test.'));
  const pages = routes.flatMap((name) => [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(IMPORT)]);
  expect(pages.length).toBeGreaterThan(40);
  expect(pages.filter(([, ahead, page = '']) => (ahead !== undefined) !== (stage(page) === 'ahead'))).toEqual([]);
});
