import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { changed } from '../broken/change.ts';
import { root } from '../start/processes.mjs';
import { where } from './mutant-choice.ts';
import { mutationsOf } from './mutations.ts';

const all = (path: string, text: string): string[] => mutationsOf(path, text).map((m) => changed(text, m));

test('a TypeScript mutation changes operators, constants, conditions, `!` and `await`, never types, strings or comments', () => {
  expect(all('a.ts', 'const a: Map<1, true> = f<2>("1 < 2", x) as 3; // 4 < 5')).toEqual([]);
  expect(all('a.ts', 'const a = b < 1')).toEqual(['const a = b <= 1', 'const a = b < 0', 'const a = b < 2']);
  expect(all('a.ts', 'if (!a) b++;')).toEqual(['if (a) b++;', 'if (!(!a)) b++;', 'if (!a) b--;']);
  expect(all('a.ts', 'await f(a && true)')).toEqual(['f(a && true)', 'await f(a || true)', 'await f(a && false)']);
  expect(all('a.ts', 'const a = (b as number) - -0;')).toEqual([
    'const a = -0 - (b as number);',
    'const a = (b as number) + -0;',
    'const a = (b as number) - -(-1);',
    'const a = (b as number) - -1;',
  ]);
});

test('a TypeScript mutation drops a statement or swaps two, and turns a difference', () => {
  expect(all('a.ts', 'async function f() { a(); await b(); }')).toEqual([
    'async function f() { ; await b(); }',
    'async function f() { await b(); a(); }',
    'async function f() { a(); b(); }',
    'async function f() { a(); ; }',
  ]);
  expect(all('a.ts', 'const a = b - c;')).toEqual(['const a = c - b;', 'const a = b + c;']);
});

test('an SQL mutation drops a statement or swaps two, negates a condition, and changes what a conflict does', () => {
  expect(all('a.sql', '$$ begin perform a(); v := b; return v; end $$;')).toEqual([
    '$$ begin null; v := b; return v; end $$;',
    '$$ begin v := b; perform a(); return v; end $$;',
    '$$ begin perform a(); null; return v; end $$;',
  ]);
  expect(all('a.sql', 'if a then return; end if;')).toEqual([
    'if not (a) then return; end if;',
    'if a then null; end if;',
  ]);
  expect(all('a.sql', 'where a is null and exists (b)')).toEqual([
    'where a is not null and exists (b)',
    'where a is null or exists (b)',
    'where a is null and not exists (b)',
  ]);
  expect(all('a.sql', 'insert into a select b;')).toEqual(['insert into a select b on conflict do nothing ;']);
  expect(all('a.sql', 'insert into a select b on conflict do nothing;')).toEqual(['insert into a select b ;']);
  expect(all('a.sql', '(insert into a select b on conflict (c) do update set d = e returning f)')).toEqual([
    '(insert into a select b on conflict (c) do nothing returning f)',
  ]);
});

test('an SQL mutation changes conditions, constants and orders, also inside a body, never assignments, strings or comments', () => {
  expect(
    all('a.sql', `-- 1 < 2\ncreate or replace function f() as $$ /* 3 */ update t set a = $1, b = 'x = 4' $$;`),
  ).toEqual([]);
  expect(all('a.sql', 'update t set a = b where c = d')).toEqual(['update t set a = b where c <> d']);
  expect(all('a.sql', 'where a between b and c and not d')).toEqual([
    'where a between b and c or not d',
    'where a between b and c and d',
  ]);
  expect(all('a.sql', 'order by a desc, b ->> c')).toEqual(['order by a asc, b ->> c']);
  expect(all('a.sql', 'v := 1; return a >= b;')).toEqual([
    'v := 0; return a >= b;',
    'v := 2; return a >= b;',
    'v := 1; return a > b;',
  ]);
});

test('there is code in every place from which mutants are drawn', () => {
  expect(where.filter((place) => globSync(place, { cwd: root }).length === 0)).toEqual([]);
});
