import { expect, it } from 'vitest';
import { readLua } from './lua.ts';

it('B9: the data of a Lua file are read: tables, texts with their escapes, numbers, truth values', () => {
  const file = `-- /mnt/onboard/books/x.epub
return {
    ["a"] = "un \\"deux\\"\\
trois\\tquatre \\195\\169",
    [1] = { [1] = -0.5, [2] = 1e3, [3] = true, },
    b = { "x", "y"; "z" }, -- a comment
    ["__proto__"] = { ["polluted"] = true },
    ["none"] = nil,
}
`;
  expect(readLua(file)).toEqual({
    a: 'un "deux"\ntrois\tquatre é',
    '1': { '1': -0.5, '2': 1000, '3': true },
    b: { '1': 'x', '2': 'y', '3': 'z' },
    ['__proto__']: { polluted: true },
    none: undefined,
  });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

it.each([
  ['a call', 'return { os.execute("rm -rf /") }'],
  ['a function', 'return { a = function() return 1 end }'],
  ['a sum', 'return { a = 1 + 1 }'],
  ['two texts', 'return { a = "b" .. "c" }'],
  ['more after the table', 'return { a = 1 } print("x")'],
  ['statements before it', 'local a = 1 return { b = a }'],
  ['no table', 'return 4'],
  ['a table cut short', 'return { a = { b = 1 }'],
  ['a text cut short', 'return { a = "b }'],
  ['nothing', ''],
  ['tables in tables without end', `return ${'{'.repeat(10_000)}`],
  ['a key that is a table', 'return { [{}] = 1 }'],
])('B9: a Lua file with %s is not read, and nothing is run', (_what, file) => {
  expect(readLua(file)).toBeNull();
});

it('B9: a long Lua file is read in a moment', () => {
  const file = `return { ["a"] = "${'é\\n'.repeat(500_000)}", ${'["b"] = { 1, 2 }, '.repeat(50_000)} }`;
  const started = process.threadCpuUsage();
  expect(readLua(file)).not.toBeNull();
  expect(readLua(`return {${' '.repeat(2_000_000)}!`)).toBeNull();
  expect(process.threadCpuUsage(started).user).toBeLessThan(20e6);
});
