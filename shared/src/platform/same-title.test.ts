import { expect, it } from 'vitest';
import { titleKey } from './same-title.ts';

it.each([
  ["L'eau pour tous", 'L’eau pour tous', 'Lʼeau pour tous', 'L‘EAU POUR TOUS', 'L´eau pour tous', 'L’ eau  pour tous'],
  ['Le puits', 'Le  puits', ' le\u00A0puits ', 'Le\u202Fpuits', 'Le pu\u00ADits'],
  ['Un cœur vert', 'UN CŒUR VERT', 'un coeur vert'],
  ['Été à la ﬁn', 'E\u0301te\u0301 a\u0300 la fin', 'ete a la fin', 'ÉTÉ À LA FIN'],
  ['Ex æquo', 'EX ÆQUO', 'ex aequo'],
  ['Un rendez-vous !', 'Un rendez‑vous\u202F!', 'Un rendez–vous!'],
])('%s is one title however it is written', (...titles) => {
  expect(new Set(titles.map(titleKey)).size).toBe(1);
});
it('other words are other titles', () => {
  const titles = [
    'Le puits',
    'Les puits',
    'Le puits 2',
    'L’eau',
    'Leau',
    '井戸',
    '广场',
    'باحة',
    '!',
    'दिन',
    'दान',
    'बाना',
    'мой',
    'мои',
    'かぎ',
    'かき',
  ];
  expect(new Set(titles.map(titleKey)).size).toBe(titles.length);
});
