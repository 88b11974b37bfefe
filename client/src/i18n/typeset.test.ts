import { expect, it } from 'vitest';
import { typeset } from './typeset.ts';

it('no line of French ends before its punctuation, and nothing else changes', () => {
  expect(typeset('Un bac : pour qui ? « Pour tous » ; oui !')).toBe(
    'Un bac\u202F: pour qui\u202F? «\u202FPour tous\u202F»\u202F; oui\u202F!',
  );
  expect(typeset('Plus de 50 % des voix')).toBe('Plus de 50\u202F% des voix');
  expect(typeset('Un \u202Efour')).toBe('Un four');
  for (const text of ['Who pays? At 18:30: we do!', 'a :b', 'https://a.org/?b=c:d', 'awa@example.org', ''])
    expect(typeset(text)).toBe(text.replace(' :', '\u202F:'));
});
