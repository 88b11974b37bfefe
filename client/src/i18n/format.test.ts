import { describe, expect, it } from 'vitest';
import { messageParams } from '../testing/message-params.ts';
import { formatMessage, parseMessage } from './format.ts';

const NNBSP = '\u202f';

describe('messages', () => {
  it('fill in names and group numbers for the locale', () => {
    expect(formatMessage('fr', 'Bonjour {name}', { name: 'Awa' })).toBe('Bonjour Awa');
    expect(formatMessage('fr', '{n, number} grains', { n: 2430 })).toBe(`2${NNBSP}430 grains`);
    expect(formatMessage('en', '{n} grains', { n: 2430 })).toBe('2,430 grains');
  });
  it('let no line of French end before the punctuation of a title', () => {
    expect(formatMessage('fr', 'Le résultat de {title}', { title: 'Quel jour ?' })).toBe(
      `Le résultat de Quel jour${NNBSP}?`,
    );
  });
  it('keep the direction of names inside Arabic, and still choose by them', () => {
    expect(formatMessage('ar-u-nu-latn', 'مشروع {title}', { title: 'Le four ?' })).toBe(
      `مشروع \u2068Le four${NNBSP}?\u2069`,
    );
    expect(formatMessage('ar-u-nu-latn', '{x, select, a {أ} other {ب}} {n, number}', { x: 'a', n: 1200 })).toBe(
      'أ 1,200',
    );
  });
  it('choose the plural of the language: zero is singular in French, plural in English', () => {
    const message = '{n, plural, one {# act} other {# acts}}';
    expect([0, 1, 2].map((n) => formatMessage('fr', message, { n }))).toEqual(['0 act', '1 act', '2 acts']);
    expect([0, 1, 2].map((n) => formatMessage('en', message, { n }))).toEqual(['0 acts', '1 act', '2 acts']);
  });
  it('prefer an exact number over the plural form, and nest', () => {
    const message =
      '{n, plural, =0 {nobody} one {{name} alone} other {{name} and {k, plural, one {# other} other {# others}}}}';
    expect(formatMessage('en', message, { n: 0 })).toBe('nobody');
    expect(formatMessage('en', message, { n: 1, name: 'Awa' })).toBe('Awa alone');
    expect(formatMessage('en', message, { n: 3, name: 'Awa', k: 2 })).toBe('Awa and 2 others');
    expect(messageParams(message)).toEqual(['k', 'n', 'name']);
  });
  it('select by keyword, with a default case', () => {
    const message = '{kind, select, story {histoire} other {texte}}';
    expect(formatMessage('fr', message, { kind: 'story' })).toBe('histoire');
    expect(formatMessage('fr', message, { kind: 'link' })).toBe('texte');
  });
  it('take the six plural forms of Arabic from Intl', () => {
    const message = '{n, plural, zero {z} one {o} two {t} few {f} many {m} other {x}}';
    expect([0, 1, 2, 3, 11, 100].map((n) => formatMessage('ar', message, { n }))).toEqual([
      'z',
      'o',
      't',
      'f',
      'm',
      'x',
    ]);
  });
  it.each(['{n', 'a } b', '{n, plural, one {x}}', '{n, date}', '{n, plural, other {x}'])(
    'refuse %j as malformed',
    (message) => {
      expect(() => parseMessage(message)).toThrow(SyntaxError);
    },
  );
});
