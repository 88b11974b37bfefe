import fc from '../testing/fast-check.ts';
import { describe, expect, it } from 'vitest';
import { DelimitedReader, guessDelimiter } from './delimited.ts';

/** Reads a text in pieces of `size` characters. */
function read(text: string, size = 3) {
  const reader = new DelimitedReader(';', 1000);
  for (let at = 0; at < text.length; at += size) reader.take(text.slice(at, at + size));
  reader.end();
  return { rows: reader.records().map((r) => [r.line, ...r.fields]), fault: reader.fault };
}

describe('delimited text', () => {
  // What Python's csv.reader gives, with spaces at the ends of cells taken away.
  it.each<[string, (string | number)[][]]>([
    [
      '"Zielony" skwer;2\nSkwer "Zielony";3\n',
      [
        [1, 'Zielony skwer', '2'],
        [2, 'Skwer "Zielony"', '3'],
      ],
    ],
    [
      '"a" "b;c\nd;e\n',
      [
        [1, 'a "b', 'c'],
        [2, 'd', 'e'],
      ],
    ],
    [' "a;b";c', [[1, '"a', 'b"', 'c']]],
    [
      '"a;1" ;"say ""hé"""\r\n\r\n"two\r\nlines";""\rlast;4',
      [
        [1, 'a;1', 'say "hé"'],
        [2, ''],
        [3, 'two\r\nlines', ''],
        [5, 'last', '4'],
      ],
    ],
    ['\uFEFF"a";b', [[1, 'a', 'b']]],
    [
      'a;\n;b',
      [
        [1, 'a', ''],
        [2, '', 'b'],
      ],
    ],
    ['', []],
  ])('%j reads as in Python', (text, rows) => expect(read(text)).toEqual({ rows, fault: null }));

  it.each([
    ['a;b\n"c;d\ne;f\n', 'file.unclosed_quote', 2],
    ['a\n"b\nc";"d\ne', 'file.unclosed_quote', 3],
    ['a\n"b;c\nd;"e";f\n', 'file.quote_over_lines', 2],
    ['a\nb\0', 'file.control_character', 2],
    [`a\n${'b'.repeat(1001)}`, 'file.line_too_long', 2],
  ])('%j is a fault: %s in line %i', (text, code, line) => {
    const { rows, fault } = read(text);
    expect(fault).toEqual({ code, line });
    expect(rows[0]?.at(-1)).toMatch(/^[ab]$/);
  });
  it('no text is lost without a fault, however it is split', () => {
    const signs = fc.string({ unit: fc.constantFrom('a', 'é', '"', ';', '\n', '\r', ' ', '😀'), maxLength: 20 });
    fc.assert(
      fc.property(signs, fc.integer({ min: 1, max: 9 }), (text, size) => {
        const whole = read(text, 1000);
        expect(read(text, size)).toEqual(whole);
        const kept = whole.rows.flatMap((r) => r.slice(1)).join('');
        if (!whole.fault) expect(kept.match(/[aé😀]/gu)).toEqual(text.match(/[aé😀]/gu));
      }),
    );
  });
  it('its delimiter is the one that a header has most of outside quotes', () => {
    expect(['id;a;b', 'id,a,b', 'a\tb', '"a;b;c",d', 'alone'].map(guessDelimiter)).toEqual([';', ',', '\t', ',', ',']);
  });
});
