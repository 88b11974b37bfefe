import { describe, expect, it } from 'vitest';
import { openingOf, openingOfPage } from './opening.ts';

describe('first words of a text', () => {
  it('come from the row of a story, with its references to characters resolved', () => {
    expect(openingOf('Le puits &amp; la pluie.')).toBe('Le puits & la pluie.');
    expect(openingOf(null)).toBe('');
    expect(openingOf(undefined)).toBe('');
  });
  it('end after a whole word where more follows, and never in half a reference', () => {
    expect(openingOf(`${'mot '.repeat(39)}mots`)).toBe(`${'mot '.repeat(39).trim()}…`);
    expect(openingOf(`${'mot '.repeat(38)}fin &am`)).toBe(`${'mot '.repeat(38)}fin`);
  });
  it('end between signs where a text has no spaces', () => {
    expect(openingOf('🌱'.repeat(100))).toBe(`${'🌱'.repeat(80)}…`);
    expect(openingOf(`a${'🌱'.repeat(100)}`)).toBe(`a${'🌱'.repeat(79)}…`);
  });
  it('come from the page of an article without its headings', () => {
    expect(openingOfPage('<h1>Titre</h1><p>Un <em>mot</em>,<br>deux.</p><p>Trois.</p>')).toBe('Un mot, deux. Trois.');
  });
});
