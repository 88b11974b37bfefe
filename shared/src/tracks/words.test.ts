import { describe, expect, it } from 'vitest';
import { wellFormed } from '../platform/cut.ts';
import { lineAt, linesOf, MOST_WORDS, partsOf, readWords, WORDS } from './words.ts';

describe('words of a track', () => {
  it('L1: reads captions, lyrics, transcripts and plain texts', () => {
    const vtt = [
      'WEBVTT\n\nNOTE made by hand',
      '1\n00:00.500 --> 00:02.000\n<v Awa>Bonjour\n<i>à tous</i>',
      '01:02:03.250 --> 01:02:04.000\nFin &amp; suite\n',
    ].join('\n\n');
    expect(readWords(vtt)).toBe('[0:00.5] Awa: Bonjour à tous\n[62:03.3] Fin & suite');
    expect(
      readWords('1\r\n00:00:01,000 --> 00:00:02,000\r\nUn\r\n\r\n2\r\n00:01:00,000 --> 00:01:02,000\r\nDeux\r\n'),
    ).toBe('[0:01.0] Un\n[1:00.0] Deux');
    expect(readWords('[ar:Awa]\n[00:10.50][00:30.00]Refrain\n[00:20.00]Couplet\n')).toBe(
      '[0:10.5] Refrain\n[0:20.0] Couplet\n[0:30.0] Refrain',
    );
    expect(
      readWords('{"version":"1.0.0","segments":[{"speaker":"A","startTime":0.5,"endTime":1,"body":"Oui"},{"body":3}]}'),
    ).toBe('[0:00.5] Oui');
    const word = (startTime: number, body: string) => ({ startTime, body });
    expect(
      readWords(JSON.stringify({ segments: [word(1, 'Il'), word(2, 'pleut.'), word(3, 'Enfin'), word(4, '!')] })),
    ).toBe('[0:01.0] Il pleut.\n[0:03.0] Enfin !');
    expect(readWords('\uFEFFUn vers\n\nDeux')).toBe('Un vers\n\nDeux');
    expect(readWords('{ chuchoté }\nLa nuit')).toBe('{ chuchoté }\nLa nuit');
  });

  it('L1: typed lines stay in their order, with and without times; a line that is repeated takes what follows along', () => {
    const typed = '[Refrain : tous]\nTitre\n[0:10.0] Un\nsuite sans temps\n\n[Refrain: tous]\n[0:20.0] Deux\nfin';
    expect(readWords(typed)).toBe(typed);
    expect(readWords('[ti:Le puits]\n[la:fr]\nTitre\n[0:10][0:30]Refrain\nà deux\n[0:20]Couplet')).toBe(
      'Titre\n[0:10.0] Refrain\nà deux\n[0:20.0] Couplet\n[0:30.0] Refrain',
    );
  });

  it('L1: of words that are too long, whole lines are kept', () => {
    const read = readWords(`${'a'.repeat(99)}\n`.repeat(MOST_WORDS / 100 + 10));
    expect(read.length).toBeLessThanOrEqual(MOST_WORDS);
    expect(read.split('\n').every((line) => line.length === 99)).toBe(true);
  });

  it('L1: a hostile file costs no more than its length', () => {
    const cue = '00:01.000 --> 00:02.000\n';
    for (const evil of ['<', '<v ', '<v', '{\\', '[0:00]', '<v.a '])
      expect(readWords(cue + evil.repeat(400_000)).length, evil).toBeLessThanOrEqual(MOST_WORDS);
  });

  it('L1: a text is cut into parts between lines, and put together again', () => {
    const words = Array.from({ length: 900 }, (_, i) => `[${i}:00.0] ligne ${i} ${'x'.repeat(i % 50)}`).join('\n');
    const parts = partsOf(words);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.every((part) => part.length <= WORDS.part)).toBe(true);
    expect(parts.join('\n')).toBe(words);
    expect(partsOf('')).toEqual(['']);
    const long = Array.from({ length: 400 }, (_, i) => `mot${i} 🌧️`).join(' ');
    for (const line of [long, long.replaceAll(' ', '')]) {
      const lines = partsOf(line).join('\n').split('\n');
      expect(lines.join('')).toBe(line);
      expect(lines.every((l) => l.length <= WORDS.line && wellFormed(l) === l)).toBe(true);
    }
    expect(
      partsOf(long)
        .join('\n')
        .split('\n')
        .slice(0, -1)
        .every((l) => l.endsWith(' ')),
    ).toBe(true);
    for (const length of [1, 500, 999, 4001, 7999, MOST_WORDS]) {
      const lines = `${'y'.repeat(length)}\n`.repeat(MOST_WORDS / length + 1).slice(0, MOST_WORDS);
      const cut = partsOf(lines);
      expect([cut.length <= WORDS.parts, cut.every((part) => part.length <= WORDS.part)], `${length}`).toEqual([
        true,
        true,
      ]);
      expect(cut.join('').replaceAll('\n', '').length).toBe(lines.replaceAll('\n', '').length);
    }
  });

  it('L4: the line that is heard is the last one that has begun', () => {
    const lines = linesOf('Titre\n[0:10.5] Un\n[0:20.0] Deux\n\n\n[1:00] Trois');
    expect(lines.map(({ text }) => text)).toEqual(['Titre', 'Un', 'Deux', '', 'Trois']);
    expect([0, 10.4, 10.5, 25, 600].map((place) => lineAt(lines, place))).toEqual([-1, -1, 1, 2, 4]);
  });
});
