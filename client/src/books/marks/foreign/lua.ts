/**
 * Reads the data of a Lua file such as KOReader writes beside a book: `return` and one table of texts, numbers, truth
 * values and tables. It is read as data; whatever else the file holds, such as a call, makes it unreadable (B9).
 */
const SPACE = /\s*/y;
const TOKEN = /([{}[\]=,;])|("[^"\\]*(?:\\[^][^"\\]*)*")|(-?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)|([A-Za-z_]\w*)/iy;
const DEEPEST = 32;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v' };
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['nil', undefined],
]);

class NoData extends Error {}

interface Token {
  kind: 'sign' | 'text' | 'number' | 'word';
  value: string;
}

/** Where the next token begins, after space and comments. */
function skipFrom(lua: string, from: number): number {
  const space = new RegExp(SPACE);
  for (let at = from; ;) {
    space.lastIndex = at;
    space.exec(lua);
    if (!lua.startsWith('--', space.lastIndex)) return space.lastIndex;
    const end = lua.indexOf('\n', space.lastIndex);
    at = end < 0 ? lua.length : end;
  }
}

function* tokensOf(lua: string): Generator<Token> {
  const token = new RegExp(TOKEN);
  for (let at = skipFrom(lua, 0); at < lua.length; at = skipFrom(lua, token.lastIndex)) {
    token.lastIndex = at;
    const found = token.exec(lua);
    if (!found) throw new NoData();
    const [, sign, text, number, word] = found;
    if (sign !== undefined) yield { kind: 'sign', value: sign };
    else if (text !== undefined) yield { kind: 'text', value: unquoted(text.slice(1, -1)) };
    else if (number !== undefined) yield { kind: 'number', value: number };
    else yield { kind: 'word', value: word ?? '' };
  }
}

/** Numbers after a backslash are bytes of UTF-8, which several of them may make up. */
function unquoted(text: string): string {
  return text.replaceAll(/((?:\\\d{1,3})+)|\\([^])/g, (_all, bytes: string | undefined, one: string | undefined) =>
    bytes === undefined
      ? (ESCAPES[one ?? ''] ?? one ?? '')
      : new TextDecoder().decode(new Uint8Array(bytes.slice(1).split('\\').map(Number))),
  );
}

/** The value that the file returns, tables as objects with the keys as texts; null: it is no such file. */
export function readLua(lua: string): Record<string, unknown> | null {
  try {
    const tokens = tokensOf(lua);
    const next = (): Token => {
      const token = tokens.next();
      if (token.done === true) throw new NoData();
      return token.value;
    };
    const { kind, value } = next();
    if (kind !== 'word' || value !== 'return') return null;
    const table = valueFrom(next(), next, 0);
    return typeof table === 'object' && tokens.next().done === true ? table : null;
  } catch (cause) {
    if (cause instanceof NoData) return null;
    throw cause;
  }
}

type Value = string | number | boolean | undefined | Record<string, unknown>;
function valueFrom(token: Token, next: () => Token, depth: number): Value {
  if (token.kind === 'text') return token.value;
  if (token.kind === 'number') return Number(token.value);
  if (token.kind === 'word' && WORDS.has(token.value)) return WORDS.get(token.value) as boolean | undefined;
  if (token.kind !== 'sign' || token.value !== '{' || depth > DEEPEST) throw new NoData();
  return tableFrom(next, depth);
}

const isSign = (token: Token, ...signs: string[]): boolean => token.kind === 'sign' && signs.includes(token.value);
function expectSign(token: Token, sign: string): void {
  if (!isSign(token, sign)) throw new NoData();
}

/** The entries of a table after its opening brace: `[key] = value`, `key = value`, or values one after the other. */
function tableFrom(next: () => Token, depth: number): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  let place = 1;
  for (let token = next(); !isSign(token, '}');) {
    let key: string | null = null;
    if (isSign(token, '[')) {
      const named = next();
      if (named.kind !== 'text' && named.kind !== 'number') throw new NoData();
      key = named.value;
      expectSign(next(), ']');
      expectSign(next(), '=');
    } else if (token.kind === 'word' && !WORDS.has(token.value)) {
      key = token.value;
      expectSign(next(), '=');
    }
    const value = valueFrom(key === null ? token : next(), next, depth + 1);
    entries.push([key ?? String(place++), value]);
    token = next();
    if (isSign(token, ',', ';')) token = next();
    else if (!isSign(token, '}')) throw new NoData();
  }
  return Object.fromEntries(entries);
}

/** Whether a file begins as such a file does. */
export const isLua = (file: string): boolean => /^return\b/.test(file.slice(skipFrom(file, 0), skipFrom(file, 0) + 7));
