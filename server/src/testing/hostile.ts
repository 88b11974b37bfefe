/** Hostile JSON texts and header values, and sample inputs generated from a schema. */
import * as z from 'zod';
import { newId } from '@egoejo/shared/platform/ids.ts';

const DEEP = 10_000;
/** JSON texts instead of values, because JSON.stringify cannot produce `1e400` or deep nesting. */
export const HOSTILE_JSON: readonly string[] = [
  String.raw`"\u0000"`,
  String.raw`"a\ud800"`,
  String.raw`"\udc00\ud800"`,
  '1e400',
  '-1e400',
  '1e308',
  '-0',
  '1e-400',
  '9007199254740993',
  '-1',
  '0.5',
  `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  '{"__proto__":{"a":1}}',
  '{"constructor":{"prototype":{}}}',
  `"community:${'-'.repeat(36)}"`,
  `"${'-'.repeat(36)}"`,
  `"member:${'-'.repeat(36)}"`,
  '"é"',
  '"__proto__"',
  '"toString"',
  '"\'; drop table member; --"',
  '""',
  '[]',
  '{}',
  'null',
  'true',
  `"${'x'.repeat(20_000)}"`,
  `"${newId().toUpperCase()}"`,
  '"10000-01-01T00:00:00Z"',
  '"0000-00-00T00:00:00Z"',
  '"2026-02-31T25:61:61Z"',
];

/** Values of headers and cookies; non-ASCII bytes arrive as Latin-1. */
export const HOSTILE_HEADERS: readonly string[] = [
  'é',
  '\xff\xfe',
  `${newId()}.é`,
  `${newId()}.${'A'.repeat(43)}`,
  '-'.repeat(36),
  '%00',
  '%E0%A4%A',
  'a.b.c',
  'eyJhbGciOiJub25lIn0.e30.',
  'eyJraWQiOm51bGx9.e30.x',
  `eyJhbGciOiJIUzI1NiIsImtpZCI6Ilx1MDAwMCJ9.e30.x`,
  'x'.repeat(3000),
  '__proto__',
  '~'.repeat(500),
  '"',
  '',
];

interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  format?: string;
  pattern?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  minItems?: number;
}
export const schemaOf = (schema: z.core.$ZodType): Schema =>
  z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Schema;

/**
 * A value that matches a schema in nearly all cases, so that a call with it passes the first checks. A type that JSON
 * Schema cannot express is assumed to be an id.
 */
export function sampleOf(s: Schema): unknown {
  const [alternative] = s.anyOf ?? s.oneOf ?? [];
  if (alternative) return sampleOf(alternative);
  if (s.const !== undefined) return s.const;
  if (s.enum) return s.enum[0];
  switch (Array.isArray(s.type) ? s.type[0] : s.type) {
    case 'object':
      return Object.fromEntries(Object.entries(s.properties ?? {}).map(([k, inner]) => [k, sampleOf(inner)]));
    case 'array':
      return s.items && s.minItems ? [sampleOf(s.items)] : [];
    case 'number':
    case 'integer':
      return s.minimum ?? (s.exclusiveMinimum ?? 0) + 1;
    case 'boolean':
      return false;
    case 'null':
      return null;
    case 'string':
      return textOf(s);
    default:
      return newId();
  }
}
function textOf({ format, pattern = '', minLength = 0 }: Schema): string {
  if (format === 'email') return 'a@example.org';
  if (pattern.includes('T')) return '2026-01-01T00:00:00Z';
  if (pattern.includes('[0-9]{8}')) return '12345678';
  return 'https://example.org'.padEnd(minLength, 'a');
}

/** All variants of a sample in which one of its values, at any depth, is replaced by a hostile text. */
export function* hostileTexts(sample: unknown, hostile: readonly string[] = HOSTILE_JSON): Generator<string> {
  yield* hostile;
  if (typeof sample !== 'object' || sample === null) return;
  const entries = Object.entries(sample);
  const shape = (parts: string[]): string =>
    Array.isArray(sample)
      ? `[${parts.join(',')}]`
      : `{${parts.map((p, i) => `${JSON.stringify(entries[i]?.[0])}:${p}`).join(',')}}`;
  const plain = entries.map(([, v]) => JSON.stringify(v));
  for (const [i, [, v]] of entries.entries())
    for (const text of hostileTexts(v, hostile)) yield shape(plain.map((p, at) => (at === i ? text : p)));
  if (!Array.isArray(sample))
    for (const text of ['{"a":1}', '1e400'])
      yield `{"__proto__":${text}${plain.map((p, i) => `,${JSON.stringify(entries[i]?.[0])}:${p}`).join('')}}`;
}
