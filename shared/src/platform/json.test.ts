import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { JSON_DEPTH, jsonFault } from './json.ts';

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

it('detects values nested deeper than recursion can go, in linear time', () => {
  expect(jsonFault(nested(JSON_DEPTH))).toBeNull();
  expect(jsonFault(nested(JSON_DEPTH + 2))).toBe('depth');
  expect(jsonFault({ args: { a: nested(100_000) } })).toBe('depth');
  expect(() => canonicalJson(nested(100_000))).toThrow(RangeError);
});

it('detects numbers that are not finite, at any position', () => {
  for (const text of ['1e400', '-1e400', '{"a":[1,{"b":1e999}]}'])
    expect(jsonFault(JSON.parse(text)), text).toBe('number');
  for (const text of ['1e308', '-0', 'null', '"1e400"', '{"__proto__":{"a":1}}', '[]'])
    expect(jsonFault(JSON.parse(text)), text).toBeNull();
});

it('walks wide values', () => {
  expect(jsonFault(Array.from({ length: 300_000 }, (_, i) => i))).toBeNull();
});
