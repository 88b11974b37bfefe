import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentChecks, flagsOf, readWords, wordCheck } from './check.ts';
import { WORDS } from './words.ts';

const checks = contentChecks(WORDS);
const names = (text: string, recent = 1) => flagsOf(checks, { text, recent }).map((f) => f.check);

describe('automatic checks of a text', () => {
  it('read a word through what nobody sees in it', () =>
    expect(wordCheck(['connard']).find({ text: 'con\u200Bn\u00ADard', recent: 1 })).toBe('connard'));
  it.each([
    'Espèce de CONNARD !',
    'bande de connards',
    'c0nnard',
    'connaaaard',
    'Fils   de\npute',
    'you are an Asshole.',
    'bitches',
    'enculé',
  ])('finds the insult in %j', (text) => {
    expect(names(text)).toEqual(['words']);
  });

  it.each([
    'Un four à pain pour le quartier.',
    'Le concours de la connaissance',
    'A classic assembly in Scunthorpe, with cocktails',
    'La salopette du jardinier',
    'Le fumeur de la rive',
    'Voir https://example.org',
    'ONU, UNESCO, SAKA et EGOEJO',
    '',
  ])('finds nothing in %j', (text) => {
    expect(names(text)).toEqual([]);
  });

  it('counts links, texts in ten minutes, and capitals', () => {
    expect(names('https://a.b https://c.d http://e.f')).toEqual([]);
    expect(names('https://a.b https://c.d http://e.f www.g.h')).toEqual(['links']);
    expect(names('Un puits', 5)).toEqual([]);
    expect(names('Un puits', 6)).toEqual(['rate']);
    expect(names('VENEZ TOUS ACHETER MES PRODUITS AU MARCHÉ DEMAIN MATIN')).toEqual(['shouting']);
  });

  it('tells what it found', () => {
    expect(flagsOf(checks, { text: 'connard, salope', recent: 9 })).toEqual([
      { check: 'words', found: 'connard, salope' },
      { check: 'rate', found: '9 / 10 min' },
    ]);
  });

  const listOf = (locale: string): URL =>
    new URL(`../../../../shared/data/moderation/ldnoobw-${locale}.txt`, import.meta.url);
  it.each(
    ['fr', 'en'].map((locale) => ({
      locale,
      title: existsSync(listOf(locale))
        ? `takes an operator’s list: finds every word of a public one (${locale})`
        : `is absent here: ../shared/data/moderation/ldnoobw-${locale}.txt`,
    })),
  )('$title', ({ locale }) => {
    if (!existsSync(listOf(locale))) return;
    const words = readWords(readFileSync(listOf(locale), 'utf8'));
    expect(words.length).toBeGreaterThan(40);
    const check = wordCheck(words);
    expect(words.filter((w) => check.find({ text: `Tu dis « ${w} » ici`, recent: 1 }) === null)).toEqual([]);
  });
});
