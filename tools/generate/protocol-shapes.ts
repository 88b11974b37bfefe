/** Zod schemas in the compact notation of docs/protocol.md, which reads like TypeScript. */
import * as z from 'zod';
import { preferencesValue, visibility } from '@egoejo/shared/accounts/model.ts';
import { channelsValue } from '@egoejo/shared/channels/model.ts';
import { ballotContent, pollMethod, pollOption, pollResult } from '@egoejo/shared/polls/model.ts';
import { UUID_SHAPE } from '@egoejo/shared/platform/ids.ts';
import { cost } from '@egoejo/shared/projects/model.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/** Shapes used in several places: the page describes each once and uses its name elsewhere. */
export const namedShapes: Readonly<Record<string, z.core.$ZodType>> = {
  Method: pollMethod,
  Option: pollOption,
  Ballot: ballotContent,
  Result: pollResult,
  Cost: cost,
  Visibility: visibility,
  Preferences: preferencesValue,
  Channels: channelsValue,
};
/** Custom rules that JSON Schema cannot express, by their message in the schema. */
const OWN_RULES: Readonly<Record<string, string>> = {
  id: 'id',
  grains: 'grains',
  cents: 'cents',
  'votable method': 'Method, budget only with terms and with rule and ballots that fit them',
};
/** Every pattern in the schemas. A missing one fails the test, so that no pattern is described as another. */
const PATTERNS: readonly [pattern: string, words: string][] = [
  [String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$`, 'instant'],
  [String.raw`^https?:\/\/\S+$`, 'http or https address, at most 2000 characters'],
  [String.raw`^(https:\/\/[^\s/]+\.[^\s/]\S*)?$`, 'https address of at most 300 characters, or nothing'],
  ['^([A-Z]{2})?$', 'two capital letters (ISO 3166-1), or nothing'],
  ['^[A-Z]{3}$', 'three capital letters (ISO 4217)'],
  ['^[A-Za-z0-9_.-]{1,60}$', '1–60 of A–Z a–z 0–9 _ . -'],
  ['^[0-9a-f]{64}$', '64 hex digits'],
  ['^[A-Za-z0-9_-]{22,64}$', '22–64 of A–Z a–z 0–9 _ -'],
  ['^[a-z]{2,3}$', 'two or three small letters (ISO 639)'],
  ['^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$', 'language tag (BCP 47), at most 35 characters'],
  ['^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$', '1–40 of a–z 0–9 -, without - at the ends'],
  [String.raw`^epubcfi\(\/[^\s\p{Cc}]+\)$`, 'CFI, at most 500 characters'],
  [String.raw`^\d{4}-\d\d-\d\d$`, 'YYYY-MM-DD'],
  [String.raw`^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`, 'day'],
  [String.raw`^2\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`, 'day from the year 2000 on'],
  [`^${UUID_SHAPE}(:\\d{1,3})?$`, 'id of a text of a note'],
  ['^[A-Za-z][0-9A-Za-z]*$', 'a letter, then letters and digits, at most 100'],
  ['^[0-9A-HJKMNP-TV-Z]{16}$', '16 digits and capital letters without I, L, O, U'],
];

const SAFE = Number.MAX_SAFE_INTEGER;
function numberWords({ type, minimum, exclusiveMinimum, maximum }: Schema): string {
  if (type === 'number') return 'number';
  const above = typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : -SAFE;
  const [from, to] = [Math.max(minimum ?? -SAFE, above), maximum ?? SAFE];
  if (from === -SAFE && to === SAFE) return 'integer';
  return to === SAFE ? `integer from ${from}` : `${from}…${to}`;
}
function textWords({ pattern, minLength, maxLength }: Schema): string {
  if (pattern !== undefined) {
    const known = PATTERNS.find(([p]) => p === pattern);
    if (!known) throw new Error(`the pattern ${pattern} has no words in protocol-shapes.ts`);
    return known[1].replace('{size}', `${minLength ?? 0}–${maxLength}`);
  }
  return maxLength === undefined ? 'text' : `text ${minLength ?? 0}–${maxLength}`;
}
function listWords({ items, minItems, maxItems }: Schema): string {
  const many = maxItems === undefined ? '' : ` × ${minItems ?? 0}–${maxItems}`;
  return `[${words(items as Schema)}]${many}`;
}
function objectWords(s: Schema): string {
  const fields = Object.entries(s.properties ?? {});
  const { required = [], additionalProperties: others } = s;
  if (fields.length === 0 && typeof others === 'object') return `{ [name]: ${words(others)} }`;
  const named = fields.map(
    ([name, one]) => `${name}${required.includes(name) ? '' : '?'}: ${timeOr(name, words(one as Schema))}`,
  );
  return named.length === 0 ? '{}' : `{ ${named.join(', ')} }`;
}
/** All times in rows are instants, although their schema only says text. */
const timeOr = (name: string, what: string): string =>
  /(At|^at)$/.test(name) ? what.replace(/^text\b/, 'instant') : what;

function words(s: Schema): string {
  if (typeof s.$comment === 'string') return s.$comment;
  if (s.const !== undefined) return JSON.stringify(s.const);
  if (s.enum) return s.enum.map((v) => JSON.stringify(v)).join(' | ');
  const some = s.anyOf ?? s.oneOf;
  if (some) return [...new Set(some.map(words))].join(' | ');
  if (Array.isArray(s.type)) return s.type.map((type) => words({ ...s, type })).join(' | ');
  if (s.type === 'integer' || s.type === 'number') return numberWords(s);
  if (s.type === 'string') return textWords(s);
  if (s.type === 'array') return listWords(s);
  if (s.type === 'object') return objectWords(s);
  return s.type ?? 'anything';
}

/** The name of a custom rule of this schema, found as its message or as a check. */
function ownRule({ _zod: { def } }: z.core.$ZodType): string | undefined {
  const custom = [def, ...(def.checks ?? []).map((check) => check._zod.def)].filter(
    (d) => ('type' in d && d.type === 'custom') || ('check' in d && d.check === 'custom'),
  );
  const [message]: unknown[] = custom.map(({ error }) => error?.({} as never));
  return typeof message === 'string' ? OWN_RULES[message] : undefined;
}

/** Describes the type of a schema. @param whole true: describe a named shape instead of naming it */
export function describe(schema: z.core.$ZodType, whole = false): string {
  return words(
    z.toJSONSchema(schema, {
      unrepresentable: 'any',
      io: 'input',
      override({ zodSchema, jsonSchema }) {
        const isNamed = !(whole && zodSchema === schema);
        const [named] = Object.entries(namedShapes).find(([, shape]) => isNamed && shape === zodSchema) ?? [];
        const name = named ?? ownRule(zodSchema);
        if (name !== undefined) jsonSchema.$comment = name;
      },
    }),
  );
}
/** The fields of a row, as a comma-separated list of `name: type`. */
export const describeFields = (schema: z.core.$ZodType): string => describe(schema, true).replace(/^\{ (.*) \}$/, '$1');
