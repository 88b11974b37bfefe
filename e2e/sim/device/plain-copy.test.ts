import { expect, it } from 'vitest';
import { plainCopy } from './plain-copy.ts';

const circle: Record<string, unknown> = { name: 'itself' };
circle['self'] = circle;
const values: [string, unknown][] = [
  [
    'nested rows',
    { id: 'a', list: [1, null, undefined, { deep: ['é', -0, Number.NaN, 3n] }], empty: {}, none: undefined },
  ],
  ['a date and bytes', { at: new Date(5), bytes: new Uint8Array([1, 2]), map: new Map([['k', { v: 1 }]]) }],
  ['an object without a prototype', Object.assign(Object.create(null), { a: 1 })],
  ['a key that names the prototype', JSON.parse('{"__proto__": {"a": 1}}')],
  ['data that contains itself', circle],
  ['text', 'text'],
];

it.each(values)('a copy of %s equals that of structuredClone', (_, value) => {
  const made = plainCopy(value);
  expect(made).toEqual(structuredClone(value));
  if (typeof value === 'object') expect(made).not.toBe(value);
});
it.each([
  ['a function', { run: () => 1 }],
  ['a symbol', Symbol('s')],
])('%s cannot be copied, as with structuredClone', (_, value) => {
  expect(() => plainCopy(value)).toThrow(DOMException);
});
