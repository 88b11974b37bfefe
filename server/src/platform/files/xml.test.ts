import { expect, it } from 'vitest';
import { childOf, parseXml } from './xml.ts';

it('many namespaces, a long one and great depth cost no more than their length', () => {
  const n = 20_000;
  const declared = Array.from({ length: n }, (_, i) => ` xmlns:p${i}="urn:${i}"`).join('');
  const many = parseXml(`<root${declared}>${'<p7:a xmlns:b="u" p8:c="d"/>'.repeat(n)}</root>`);
  expect(many?.children).toHaveLength(n);
  expect(many?.children.at(-1)).toMatchObject({ ns: 'urn:7', name: 'a', attributes: { '{urn:8}c': 'd' } });

  const names = Array.from({ length: 5000 }, (_, i) => ` x:q${i}=""`).join('');
  const long = childOf(parseXml(`<root xmlns:x="${'u'.repeat(1_000_000)}"><a${names}/></root>`), 'a');
  expect(long?.attributes).toMatchObject({ '{}q0': '', q4999: '' });

  expect(parseXml('<a>'.repeat(1_000_000) + '</b>'.repeat(1_000_000))).toBeNull();
});
