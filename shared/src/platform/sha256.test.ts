import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import fc, { tries } from '../testing/fast-check.ts';
import { sha256Hex } from './sha256.ts';

const byNode = (text: string): string => createHash('sha256').update(text).digest('hex');

it('S6: hashes as every other SHA-256: texts of each length up to four blocks, and any signs', () => {
  for (let n = 0; n < 260; n++)
    expect(sha256Hex('é'.repeat(n % 2) + 'x'.repeat(n)), `${n}`).toBe(byNode('é'.repeat(n % 2) + 'x'.repeat(n)));
  const signs = fc.string({ unit: 'binary', maxLength: 2_000 });
  fc.assert(
    fc.property(signs, (text) => sha256Hex(text) === byNode(text)),
    { numRuns: tries(300) },
  );
  expect(sha256Hex('\ud83c')).toBe(byNode('\ud83c'));
});
