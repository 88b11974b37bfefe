import fc from '@egoejo/shared/testing/fast-check.ts';
import { expect, it } from 'vitest';
import { MAX_RECORD } from './decoded-text.ts';
import { readRecords } from './delimited.ts';

async function* bytes(text: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const all = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let i = 0; i < all.length; i += size) yield all.slice(i, i + size);
}
async function read(text: string | Uint8Array, delimiter: ',' | ';' | 'guess' = ';', size?: number) {
  const rows: string[][] = [];
  const lines: number[] = [];
  for await (const r of readRecords(bytes(text, size), delimiter)) {
    if (!r.ok) return { rows, lines, code: r.error.code, line: r.error.params['line'] };
    for (const { fields, line } of r.value) {
      rows.push(fields);
      lines.push(line);
    }
  }
  return { rows, lines, code: null };
}

it('reads quotes, CRLF, a byte-order mark and a last line without an end, and leaves empty lines out', async () => {
  const text = '\uFEFFa;b\r\n"x;1";"say ""hé""" \r\n\r\nsay "no";2\r\n"two\nlines";3\nlast;4';
  expect(await read(text)).toEqual({
    rows: [
      ['a', 'b'],
      ['x;1', 'say "hé"'],
      ['say "no"', '2'],
      ['two\nlines', '3'],
      ['last', '4'],
    ],
    lines: [1, 2, 4, 5, 7],
    code: null,
  });
});
it('yields the same records however the bytes are split', async () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', 'é', '"', ';', ',', '\n', '😀'), maxLength: 6 })
    .map((s) => s.trim());
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 9 }),
      async (rows, size) => {
        const text = rows.map((r) => r.map((f) => `"${f.replaceAll('"', '""')}"`).join(';')).join('\n');
        expect((await read(text, ';', size)).rows).toEqual(rows);
      },
    ),
  );
});
it('guesses the delimiter from the first line', async () => {
  expect((await read('a,b\n1;5,2', 'guess')).rows).toEqual([
    ['a', 'b'],
    ['1;5', '2'],
  ]);
});
it('refuses input that is not UTF-8, with its line', async () => {
  expect(await read(Uint8Array.from([97, 10, 98, 10, 0xff, 10]), ';', 2)).toMatchObject({
    code: 'file.not_utf8',
    line: 3,
  });
  expect(await read(Uint8Array.from([97, 10, 0xc3]), ';', 2)).toMatchObject({ code: 'file.not_utf8' });
});
it('refuses an unclosed quote, one that swallows lines, and a NUL', async () => {
  expect(await read('a;b\n"c;d\ne;"f";g\n')).toMatchObject({
    code: 'file.quote_over_lines',
    line: 2,
    rows: [['a', 'b']],
  });
  expect(await read('a;b\n"c;d\n')).toMatchObject({ code: 'file.unclosed_quote', line: 2 });
  expect(await read(`"c${'\n'.repeat(2000)}`, ';', 500)).toMatchObject({ code: 'file.unclosed_quote', line: 1 });
  expect(await read('a;b\nc;\0\n')).toMatchObject({ code: 'file.control_character', line: 2 });
});
it('refuses an endless line before it fills the memory', async () => {
  let sent = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    const chunk = new Uint8Array(65_536).fill(97);
    for (; sent < 100 * 1024 * 1024; sent += chunk.length) yield chunk;
  }
  for await (const r of readRecords(endless(), ';')) {
    if (r.ok) expect(r.value).toEqual([]);
    else expect(r.error.code).toBe('file.line_too_long');
  }
  expect(sent).toBeLessThan(2 * MAX_RECORD);
});
