import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { entities, mutations } from '../registry.ts';
import { requestHash, upcast } from './mutation.ts';
import { END_OF_REV, exchangeRequest, LIMITS, PAGE, PROTOCOL, scopePattern } from './protocol.ts';
import { SHIPPED } from './shipped.ts';

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

/*
 * The shapes that devices in the field rely on. When a hash changes, the shape has changed: give the mutation or entity
 * a new version (and a mutation an upcaster from the old one), or the protocol a new number, then add the new hash
 * beside the old. Never change a shipped hash.
 */
/**
 * The source text of the types of the answer's lines: nothing checks them at run time, so no other test would notice a
 * change. The layout is left out, because the formatter may change it.
 */
function wireDown(): string {
  const text = readFileSync(new URL('./protocol.ts', import.meta.url), 'utf8');
  const types = text.slice(text.indexOf('export interface Note'), text.indexOf('/** Header every state-changing call'));
  return types
    .replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s*([^\w\s])\s*/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?<=[=(<:])\||[;,](?=[}\])>])/g, '')
    .trim();
}

function shapesNow(): Record<string, string> {
  const now: Record<string, string> = {
    [`protocol@${PROTOCOL}`]: hashOf([print(exchangeRequest), LIMITS, PAGE, scopePattern.source, END_OF_REV]),
    [`answer@${PROTOCOL}`]: hashOf(wireDown()),
  };
  for (const m of Object.values(mutations)) now[`${m.name}@${m.version}`] = hashOf([print(m.args), m.convergent]);
  for (const [name, e] of Object.entries(entities))
    now[`entity ${name}@${e.version}`] = hashOf([print(e.row), e.scope]);
  return now;
}
const fixtures = new URL('./fixtures/', import.meta.url);
interface Versioned {
  name: string;
  version: number;
}
const isMutation = (shipped: string): boolean => !/^(protocol@|answer@|entity |fixtures )/.test(shipped);

describe('shapes that devices depend on', () => {
  it('S24: a change of the protocol, of a mutation or of an entity forces a new version', () => {
    expect(SHIPPED).toMatchObject(shapesNow());
  });

  it('S24: every version ever shipped can still be read', () => {
    for (const shipped of Object.keys(SHIPPED).filter(isMutation)) {
      const [name, version] = shipped.split('@') as [keyof typeof mutations, string];
      expect(upcast(mutations[name], Number(version), {}), shipped).toBeDefined();
    }
  });

  it('S24: what each shipped version wrote and sent is kept unchanged, and covers every mutation ever shipped', () => {
    const kept = readdirSync(fixtures).toSorted();
    expect(kept).toContain(String(PROTOCOL));
    const frozen = kept.map((n) => [
      `fixtures ${n}`,
      hashOf(['device', 'exchange'].map((file) => readFileSync(new URL(`${n}/${file}.json`, fixtures), 'utf8'))),
    ]);
    expect(Object.fromEntries(frozen)).toEqual(
      Object.fromEntries(Object.entries(SHIPPED).filter(([name]) => name.startsWith('fixtures '))),
    );
    const recorded = kept.flatMap((n) => {
      const device = JSON.parse(readFileSync(new URL(`${n}/device.json`, fixtures), 'utf8')) as {
        stores: { name: string; rows: Versioned[] }[];
      };
      const exchange = JSON.parse(readFileSync(new URL(`${n}/exchange.json`, fixtures), 'utf8')) as {
        mutations: Versioned[];
      };
      return [...exchange.mutations, ...(device.stores.find((s) => s.name === 'outbox')?.rows ?? [])].map(
        (m) => `${m.name}@${m.version}`,
      );
    });
    // A missing recording is made by client/src/sync/testing/record.ts.
    expect(
      Object.keys(SHIPPED)
        .filter(isMutation)
        .filter((name) => !recorded.includes(name)),
    ).toEqual([]);
  });

  it('S6: a key’s hash is RFC 8785 JSON with SHA-256, as shipped', () => {
    for (const n of readdirSync(fixtures)) {
      const device = JSON.parse(readFileSync(new URL(`${n}/device.json`, fixtures), 'utf8')) as {
        stores: { name: string; rows: (Versioned & { args: unknown; hash: string })[] }[];
      };
      const outbox = device.stores.find((s) => s.name === 'outbox')?.rows ?? [];
      expect(outbox.map((row) => requestHash(row))).toEqual(outbox.map((row) => row.hash));
      expect(outbox.length).toBeGreaterThan(0);
    }
  });

  it('S24: a chain of upcasters runs from any old version; an unknown version has none', () => {
    const def = {
      version: 3,
      upcast: {
        1: (a: Record<string, unknown>) => ({ ...a, b: 2 }),
        2: (a: Record<string, unknown>) => ({ ...a, c: 3 }),
      },
    };
    expect(upcast(def, 1, { a: 1 })).toEqual({ a: 1, b: 2, c: 3 });
    expect(upcast(def, 3, { a: 1 })).toEqual({ a: 1 });
    expect(upcast(def, 4, {})).toBeUndefined();
    expect(upcast(def, 0, {})).toBeUndefined();
  });
});
