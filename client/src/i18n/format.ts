/**
 * The subset of ICU messages that the catalogues use: `{name}`, `{n, number}`, `{n, plural, =0 {…} one {…} other {#
 * …}}`, `{x, select, a {…} other {…}}`, nested, with apostrophes as in French text (a lone ' is a ' ). Numbers and
 * plural forms come from Intl. docs/decisions/10-messages.md says why it is not intl-messageformat.
 */
export type MessageParams = Readonly<Record<string, string | number | boolean | null | undefined>>;

type Part =
  | string
  | { kind: 'value'; name: string; format: 'number' | null }
  | { kind: 'choice'; by: 'plural' | 'select'; name: string; cases: Map<string, Part[]> }
  | { kind: 'hash' };

const parsed = new Map<string, Part[]>();
const numbers = new Map<string, Intl.NumberFormat>();
const plurals = new Map<string, Intl.PluralRules>();

function cached<T>(cache: Map<string, T>, key: string, make: () => T): T {
  let value = cache.get(key);
  if (value === undefined) cache.set(key, (value = make()));
  return value;
}

/** A number as `locale` writes it (grouping by narrow no-break space in French). */
export const formatNumber = (locale: string, n: number): string =>
  cached(numbers, locale, () => new Intl.NumberFormat(locale)).format(n);

/**
 * Puts the narrow no-break spaces of French typography before ; : ! ? » % and after «, in place of the plain spaces that
 * catalogues and members write. Text without such spaces, as in English, stays as it is.
 */
export const frenchSpaces = (text: string): string =>
  text.replaceAll(/ (?=[;:!?»%])/g, '\u202F').replaceAll('« ', '«\u202F');

/** Marks that turn what follows around, which texts stored long ago may have. */
const TURNS = /[\u202A-\u202E]/g;
/**
 * Words of members inside a line of the interface, with the spaces of French typography. In a language written from the
 * right they stand in Unicode's isolates (first strong isolate, pop), so that they keep their own direction and do not
 * turn the order of the line.
 */
export function isolated(locale: string, text: string): string {
  const spaced = frenchSpaces(text.replaceAll(TURNS, ''));
  return locale.startsWith('ar') && text !== '' ? `\u2068${spaced}\u2069` : spaced;
}

class Reader {
  private at = 0;
  private readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  fail(): never {
    throw new SyntaxError(`bad message at ${this.at}: ${this.text}`);
  }
  private word(): string {
    const match = /\s*([\w=]+)\s*/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text) ?? this.fail();
    this.at = match.lastIndex;
    return found[1] ?? this.fail();
  }
  private eat(c: string): boolean {
    if (this.text[this.at] !== c) return false;
    this.at++;
    return true;
  }
  /** Reads to the closing brace of this level (not consumed) or to the end. */
  parts(inPlural: boolean): Part[] {
    const out: Part[] = [];
    let literal = '';
    const flush = () => {
      if (literal) out.push(literal);
      literal = '';
    };
    while (this.at < this.text.length && this.text[this.at] !== '}') {
      if (this.eat('{')) {
        flush();
        out.push(this.argument());
      } else if (inPlural && this.eat('#')) {
        flush();
        out.push({ kind: 'hash' });
      } else literal += this.text[this.at++];
    }
    flush();
    return out;
  }
  private argument(): Part {
    const name = this.word();
    if (this.eat('}')) return { kind: 'value', name, format: null };
    if (!this.eat(',')) this.fail();
    const kind = this.word();
    if (kind === 'number' && this.eat('}')) return { kind: 'value', name, format: 'number' };
    if ((kind !== 'plural' && kind !== 'select') || !this.eat(',')) this.fail();
    const cases = new Map<string, Part[]>();
    while (!this.eat('}')) {
      const label = this.word();
      if (!this.eat('{')) this.fail();
      cases.set(label, this.parts(kind === 'plural'));
      if (!this.eat('}')) this.fail();
      while (this.eat(' ') || this.eat('\n'));
    }
    if (!cases.has('other')) this.fail();
    return { kind: 'choice', by: kind, name, cases };
  }
  whole(): Part[] {
    const out = this.parts(false);
    return this.at === this.text.length ? out : this.fail();
  }
}

/**
 * Parses `message` (a test parses every catalogue).
 * @throws a SyntaxError when it is malformed.
 */
export const parseMessage = (message: string): Part[] => cached(parsed, message, () => new Reader(message).whole());

function render(locale: string, parts: readonly Part[], params: MessageParams, hash: number): string {
  let out = '';
  for (const part of parts) {
    if (typeof part === 'string') out += part;
    else if (part.kind === 'hash') out += Number.isNaN(hash) ? '' : formatNumber(locale, hash);
    else if (part.kind === 'value') {
      const value = params[part.name];
      out += typeof value === 'number' ? formatNumber(locale, value) : isolated(locale, String(value ?? ''));
    } else {
      const value = params[part.name];
      const n = Number(value);
      const rule = () => cached(plurals, locale, () => new Intl.PluralRules(locale)).select(n);
      const chosen =
        part.by === 'select' ? part.cases.get(String(value)) : (part.cases.get(`=${n}`) ?? part.cases.get(rule()));
      out += render(locale, chosen ?? part.cases.get('other') ?? [], params, part.by === 'plural' ? n : hash);
    }
  }
  return out;
}

/** The formatted message. A missing parameter is shown as nothing; numbers are grouped for the locale. */
export const formatMessage = (locale: string, message: string, params: MessageParams = {}): string =>
  render(locale, parseMessage(message), params, 0);
