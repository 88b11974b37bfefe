import { expect, test } from 'vitest';
import { mutated, mutationsOf } from './mutations.ts';

const all = (path: string, text: string): string[] => mutationsOf(path, text).map((m) => mutated(text, m));

test('a TypeScript mutation changes operators, constants, conditions, `!` and `await`, never types, strings or comments', () => {
  expect(all('a.ts', 'const a: Map<1, true> = f<2>("1 < 2", x) as 3; // 4 < 5')).toEqual([]);
  expect(all('a.ts', 'const a = b < 1')).toEqual(['const a = b <= 1', 'const a = b < 0', 'const a = b < 2']);
  expect(all('a.ts', 'if (!a) b++;')).toEqual(['if (a) b++;', 'if (!(!a)) b++;', 'if (!a) b--;']);
  expect(all('a.ts', 'await f(a && true)')).toEqual(['f(a && true)', 'await f(a || true)', 'await f(a && false)']);
  expect(all('a.ts', 'const a = (b as number) - -0;')).toEqual([
    'const a = (b as number) + -0;',
    'const a = (b as number) - -(-1);',
    'const a = (b as number) - -1;',
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
