import { expect, it } from 'vitest';
import { newId, type MutationKey } from '../platform/ids.ts';
import { MOST_TOLD, readQuarantined, tellQuarantined } from './told.ts';

const some = (code: string) => ({ key: newId<MutationKey>(), code });

it('S9: what a device tells of its quarantined acts is read as told, and can always stand in a header', () => {
  const acts = [some('sync.internal'), some('sync.key_reused')];
  expect(readQuarantined(tellQuarantined(acts))).toEqual(acts);
  const odd = [some('é\n'), some('a b'), some(''), some('x'.repeat(61))];
  expect(readQuarantined(new Headers({ a: tellQuarantined(odd) }).get('a') ?? '')).toEqual(odd.map(({ key }) => ({ key, code: 'unknown' })));
});

it('S9: an entry of another form is left out, the others are read, and no more than fifty', () => {
  const good = some('sync.internal');
  for (const bad of ['', ',', 'x', good.key, `${good.key.toUpperCase()} a`, `${good.key} a b`, `${good.key} <b>`, '{}', `${good.key}  a`]) {
    expect(readQuarantined(`${bad}, ${tellQuarantined([good])}`), bad).toEqual([good]);
  }
  expect(readQuarantined(tellQuarantined(Array.from({ length: 60 }, () => some('a'))))).toHaveLength(MOST_TOLD);
});
