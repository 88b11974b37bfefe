import { expect, it } from 'vitest';
import { shortened, shortKeys } from '../../bundling/short-keys.ts';

const keys = ['moi.titre', 'moi.texte', 'moi.texte.what', 'erreur.un', 'poll.closed', 'nulle.part'];
const texts = ['t(`erreur.${code}`)', 't(`${key}.what`)', "t('moi.titre')"];

it('shortens keys that the sources name whole, in catalogues and in code alike', () => {
  const short = shortKeys(keys, texts);
  expect([...short]).toEqual([
    ['moi.titre', '~0'],
    ['nulle.part', '~1'],
  ]);
  expect(shortened(`t(a ? 'moi.titre' : "moi.texte"); ({ 'nulle.part': 'Voir moi.titre' })`, short)).toBe(
    `t(a ? '~0' : "moi.texte"); ({ '~1': 'Voir moi.titre' })`,
  );
});
