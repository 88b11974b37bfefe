/**
 * The shapes that devices in the field rely on, as hashes, and what each shipped version of the app wrote and sent.
 * `npm run generate` writes new ones into shipped.ts; protocol.test.ts compares them.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { entities, mutations, type EntityName } from '../registry.ts';
import { rows } from '../rows.ts';
import { END_OF_REV, exchangeRequest, LIMITS, PAGE, PROTOCOL, scopePattern } from '../sync/protocol.ts';

/** Custom rules that JSON Schema cannot express (ids, grains, `refine`), by the names they have in their messages. */
const ownRules = (def: z.core.$ZodTypeDef): string[] =>
  [def, ...(def.checks ?? []).map((check) => check._zod.def)].flatMap((d) => {
    const custom = ('type' in d && d.type === 'custom') || ('check' in d && d.check === 'custom');
    const words: unknown = d.error;
    return custom ? [typeof words === 'function' ? String(words({})) : ''] : [];
  });
const print = (schema: z.core.$ZodType): unknown =>
  z.toJSONSchema(schema, {
    unrepresentable: 'any',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const rules = ownRules(zodSchema._zod.def);
      if (rules.length > 0) jsonSchema.$comment = rules.join();
    },
  });
const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

/**
 * The source text of the types of the answer's lines: nothing checks them at run time, so no other test would notice a
 * change. The layout is left out, because the formatter may change it.
 */
function wireDown(): string {
  const text = readFileSync(new URL('../sync/protocol.ts', import.meta.url), 'utf8');
  const types = text.slice(text.indexOf('export interface Note'), text.indexOf('/** Header every state-changing call'));
  return types
    .replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s*([^\w\s])\s*/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?<=[=(<:])\||[;,](?=[}\])>])/g, '')
    .trim();
}

/** The shapes of this build, by name and version. */
export function shapesNow(): Record<string, string> {
  const now: Record<string, string> = {
    [`protocol@${PROTOCOL}`]: hashOf([print(exchangeRequest), LIMITS, PAGE, scopePattern.source, END_OF_REV]),
    [`answer@${PROTOCOL}`]: hashOf(wireDown()),
  };
  for (const m of Object.values(mutations)) now[`${m.name}@${m.version}`] = hashOf([print(m.args), m.convergent]);
  for (const [name, e] of Object.entries(entities))
    now[`entity ${name}@${e.version}`] = hashOf([print(rows[name as EntityName]), e.scope]);
  return now;
}

/** The folder of recordings, one folder for each. */
export const recordings = new URL('../sync/fixtures/', import.meta.url);
const read = (n: string, file: 'device' | 'exchange'): string =>
  readFileSync(new URL(`${n}/${file}.json`, recordings), 'utf8');
export const recordingNames = (): string[] => readdirSync(recordings).toSorted();
/** The hash of each recording. */
export const recordingHashes = (): Record<string, string> =>
  Object.fromEntries(recordingNames().map((n) => [`fixtures ${n}`, hashOf([read(n, 'device'), read(n, 'exchange')])]));

interface RecordedAct {
  name: string;
  version: number;
  args: unknown;
  hash: string;
}
/** The acts in the outbox of a recorded device. */
export function recordedOutbox(n: string): RecordedAct[] {
  const device = JSON.parse(read(n, 'device')) as { stores: { name: string; rows: RecordedAct[] }[] };
  return device.stores.find((s) => s.name === 'outbox')?.rows ?? [];
}
/** Name and version of every mutation in a recording. */
export function recordedMutations(): Set<string> {
  const acts = recordingNames().flatMap((n) => {
    const exchange = JSON.parse(read(n, 'exchange')) as { mutations: RecordedAct[] };
    return [...exchange.mutations, ...recordedOutbox(n)];
  });
  return new Set(acts.map((m) => `${m.name}@${m.version}`));
}
