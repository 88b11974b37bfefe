import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readBooks, readRatings } from './rating-files.ts';

async function* bytes(content: string | Uint8Array, piece = 7): AsyncGenerator<Uint8Array> {
  const all = typeof content === 'string' ? Buffer.from(content) : content;
  for (let at = 0; at < all.length; at += piece) yield all.subarray(at, at + piece);
}
const BOOKS =
  'book,title,original_title,authors,language,genres\r\n' +
  '10,"Storm Front (The Dresden Files, #1)",x,"Jim Butcher,  James Marsters",eng,fantasy|urban\r\n' +
  '9,Une vie (éd. #),x,Guy de Maupassant,,\r\n' +
  '11,"All (Box Set #1-3)",x,,fre,"a||b"\r\n';
const books = await readBooks(bytes(BOOKS));
const ratings = async (text: string | Uint8Array) => readRatings(bytes(text), books.ok ? books.value : []);

describe('books', () => {
  it('come by number, with the series that their title names', () => {
    expect(books).toEqual({
      ok: true,
      value: [
        {
          id: '9',
          title: 'Une vie',
          authors: ['Guy de Maupassant'],
          subjects: [],
          language: null,
          series: { name: 'éd.', number: null },
        },
        {
          id: '10',
          title: 'Storm Front',
          authors: ['Jim Butcher', 'James Marsters'],
          subjects: ['fantasy', 'urban'],
          language: 'eng',
          series: { name: 'The Dresden Files', number: 1 },
        },
        {
          id: '11',
          title: 'All',
          authors: [],
          subjects: ['a', 'b'],
          language: 'fre',
          series: { name: 'Box Set', number: 1 },
        },
      ],
    });
  });
  it.each([
    ['no column', 'book,title,authors,language\n1,a,b,c\n', 'recommend.no_column', 1],
    ['a cell too few', `${BOOKS}12,a,b\n`, 'recommend.ragged_row', 5],
    ['no number', `${BOOKS}x1,a,b,c,d,e\n`, 'recommend.bad_book', 5],
    ['a number twice', `${BOOKS}010,a,b,c,d,e\n`, 'recommend.book_twice', 5],
    ['no book', BOOKS.slice(0, BOOKS.indexOf('\n') + 1), 'recommend.empty', 1],
    ['nothing', '', 'recommend.empty', 1],
    ['a quote without end', `${BOOKS}12,"a,b,c,d,e\n`, 'file.unclosed_quote', 5],
  ])('are refused with code and line: %s', async (_, text, code, line) => {
    expect(await readBooks(bytes(text))).toMatchObject({ ok: false, error: { code, params: { line } } });
  });
});

describe('ratings', () => {
  const text = 'user,book,rating\n1,10,4\n1,9,3\n2,9,4.5\n';
  const read = {
    ok: true,
    value: [
      { reader: '1', work: '10', weight: 1, time: 0 },
      { reader: '1', work: '9', weight: 0.6, time: 1 },
      { reader: '2', work: '9', weight: 1, time: 2 },
    ],
  };
  it.each([
    ['plain', text],
    ['with a byte-order mark', `\uFEFF${text}`],
    ['with semicolons and other line ends', text.replaceAll(',', ';').replaceAll('\n', '\r\n')],
    ['in another order of columns', 'rating,x,book,user\n4,,10,1\n3,,9,1\n4.5,,9,2\n'],
    ['compressed', gzipSync(text)],
    ['compressed, with a byte-order mark', gzipSync(`\uFEFF${text}`)],
  ])('are read %s', async (_, content) => {
    expect(await ratings(content)).toEqual(read);
  });
  it.each([
    ['no reader', `${text},10,4\n`, 'recommend.no_reader', 5],
    ['no number of a book', `${text}3,ten,4\n`, 'recommend.bad_book', 5],
    ['a book that is not known', `${text}3,12,4\n`, 'recommend.unknown_book', 5],
    ['a rating above 5', `${text}3,10,6\n`, 'recommend.bad_rating', 5],
    ['a rating below 1', `${text}3,10,0\n`, 'recommend.bad_rating', 5],
    ['a rating in words', `${text}3,10,good\n`, 'recommend.bad_rating', 5],
    ['a book rated twice', `${text}1,010,5\n`, 'recommend.rated_twice', 5],
    ['a cell too many', `${text}3,10,4,4\n`, 'recommend.ragged_row', 5],
    ['other columns', 'user,item,rating\n1,10,4\n', 'recommend.no_column', 1],
    ['no line', 'user,book,rating\n', 'recommend.empty', 1],
    ['bytes that are no text', Buffer.from([...Buffer.from(text), 0xff, 0x0a]), 'file.not_utf8', expect.any(Number)],
    ['a compressed file cut short', gzipSync(text).subarray(0, -9), 'recommend.bad_gzip', 0],
    ['a compressed file with a damaged byte', damaged(gzipSync(text)), 'recommend.bad_gzip', 0],
  ])('are refused with code and line: %s', async (_, content, code, line) => {
    expect(await ratings(content)).toMatchObject({ ok: false, error: { code, params: { line } } });
  });
  it('an error in reading the file is thrown', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield gzipSync(text).subarray(0, 12);
      throw new Error('disk');
    }
    await expect(readRatings(broken(), [])).rejects.toThrow('disk');
  });
});

/** The checksum at the end no longer fits. */
function damaged(packed: Buffer): Buffer {
  packed.writeUInt8(packed.readUInt8(packed.length - 6) ^ 1, packed.length - 6);
  return packed;
}
