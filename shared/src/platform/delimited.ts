/**
 * Reads delimited text (CSV and its kin) on devices and the server, as Python's `csv` module does: a quote counts only
 * where a cell begins, and what follows a closing quote belongs to its cell. Python says nothing where a quote swallows
 * lines; here that is a fault. Pure.
 */

export type Delimiter = ',' | ';' | '\t';
export const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

export interface DelimitedRecord {
  /** Where it begins, from 1: LF, CRLF and CR end a line, in quotes too. */
  line: number;
  /** Where it ends. */
  last: number;
  /** Its cells without spaces at their ends; one that is empty on a line without text. */
  fields: string[];
}
type DelimitedCode = 'file.unclosed_quote' | 'file.quote_over_lines' | 'file.line_too_long' | 'file.control_character';
export interface DelimitedFault {
  code: DelimitedCode;
  /** Of a quote: where it opens. */
  line: number;
}

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** The delimiter of a header line: the one that it has most of outside quotes. */
export function guessDelimiter(header: string): Delimiter {
  const bare = header.replaceAll(/"[^"]*"/g, '');
  const cells = (d: Delimiter): number => bare.split(d).length;
  return DELIMITERS.reduce((best, d) => (cells(d) > cells(best) ? d : best));
}

const isLineEnd = (code: number): boolean => code === LF || code === CR;

/** Takes a text in pieces of any size. Memory holds one record. */
export class DelimitedReader {
  readonly #separator: number;
  readonly #most: number;
  #state: 'start' | 'plain' | 'quoted' | 'closing' = 'start';
  #records: DelimitedRecord[] = [];
  #fields: string[] = [];
  #cell = '';
  #fault: DelimitedFault | null = null;
  #first = true;
  #afterCr = false;
  #line = 1;
  /** Where the record begins, and its length so far. */
  #begun = 1;
  #size = 0;
  /** The line of the cell's quote, and the length of the cell where it closed. */
  #opened = 0;
  #closed = -1;

  /** @param most characters of a record */
  constructor(delimiter: Delimiter, most: number) {
    this.#separator = delimiter.charCodeAt(0);
    this.#most = most;
  }

  take(text: string): void {
    let at = this.#first && text.startsWith('\uFEFF') ? 1 : 0;
    this.#first &&= text === '';
    while (at < text.length && !this.#fault) {
      let end = at;
      while (end < text.length && !this.#isSign(text.charCodeAt(end))) end++;
      if (end > at) this.#takeText(text.slice(at, end));
      this.#size += Math.min(end + 1, text.length) - at;
      if (this.#size > this.#most) this.#fault = { code: 'file.line_too_long', line: this.#begun };
      else if (end < text.length) this.#takeSign(text.charCodeAt(end));
      at = end + 1;
    }
  }
  /** Takes the end of the text. */
  end(): void {
    if (this.#fault) return;
    if (this.#state === 'quoted') this.#fault = { code: 'file.unclosed_quote', line: this.#opened };
    else if (this.#state !== 'start' || this.#fields.length > 0) this.#endRecord();
  }
  /** The records that are complete, each once. */
  records(): DelimitedRecord[] {
    const read = this.#records;
    this.#records = [];
    return read;
  }
  /** After a fault nothing more is read; the records before it are right. */
  get fault(): DelimitedFault | null {
    return this.#fault;
  }
  /** Where the record begins that is not complete yet. */
  get line(): number {
    return this.#begun;
  }

  #isSign(code: number): boolean {
    return code === QUOTE || code === this.#separator || isLineEnd(code) || code === 0;
  }
  #takeText(text: string): void {
    if (this.#state === 'closing') this.#closed = this.#cell.length;
    if (this.#state !== 'quoted') this.#state = 'plain';
    this.#cell += text;
    this.#afterCr = false;
  }
  #takeSign(code: number): void {
    const halfOfCrLf = code === LF && this.#afterCr;
    this.#afterCr = code === CR;
    if (code === 0) this.#fault = { code: 'file.control_character', line: this.#line };
    else if (code === QUOTE) this.#takeQuote();
    else if (this.#state === 'quoted') this.#cell += String.fromCharCode(code);
    else if (code === this.#separator) this.#endCell();
    else if (!halfOfCrLf) this.#endRecord();
    if (isLineEnd(code) && !halfOfCrLf) this.#line++;
    if (this.#fields.length === 0 && this.#state === 'start') this.#begun = this.#line;
  }
  #takeQuote(): void {
    if (this.#state === 'start') {
      this.#opened = this.#line;
      this.#state = 'quoted';
    } else if (this.#state === 'quoted') this.#state = 'closing';
    else {
      this.#cell += '"';
      if (this.#state === 'closing') this.#state = 'quoted';
    }
  }
  #endCell(): void {
    if (this.#closed >= 0 && this.#opened < this.#line && this.#cell.slice(this.#closed).trim() !== '')
      this.#fault = { code: 'file.quote_over_lines', line: this.#opened };
    this.#fields.push(this.#cell.trim());
    this.#cell = '';
    this.#closed = -1;
    this.#state = 'start';
  }
  #endRecord(): void {
    this.#endCell();
    if (!this.#fault) this.#records.push({ line: this.#begun, last: this.#line, fields: this.#fields });
    this.#fields = [];
    this.#size = 0;
  }
}
