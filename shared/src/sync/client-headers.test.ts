import { expect, it } from 'vitest';
import { newId, type MutationKey } from '../platform/ids.ts';
import { MOST_QUARANTINED, readQuarantined, quarantinedHeader } from './client-headers.ts';

const some = (code: string) => ({ key: newId<MutationKey>(), code });

it('S9: the report of quarantined acts is read as written, and is always valid in a header', () => {
  const acts = [some('sync.internal'), some('sync.key_reused')];
  expect(readQuarantined(quarantinedHeader(acts))).toEqual(acts);
  const odd = [some('é\n'), some('a b'), some(''), some('x'.repeat(61))];
  expect(readQuarantined(new Headers({ a: quarantinedHeader(odd) }).get('a') ?? '')).toEqual(
    odd.map(({ key }) => ({ key, code: 'unknown' })),
  );
});

it('S9: malformed entries are ignored, the others are read, at most fifty', () => {
  const good = some('sync.internal');
  for (const bad of [
    '',
    ',',
    'x',
    good.key,
    `${good.key.toUpperCase()} a`,
    `${good.key} a b`,
    `${good.key} <b>`,
    '{}',
    `${good.key}  a`,
  ]) {
    expect(readQuarantined(`${bad}, ${quarantinedHeader([good])}`), bad).toEqual([good]);
  }
  expect(readQuarantined(quarantinedHeader(Array.from({ length: 60 }, () => some('a'))))).toHaveLength(
    MOST_QUARANTINED,
  );
});
