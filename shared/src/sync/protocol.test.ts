import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { entities, mutations } from '../registry.ts';
import { upcast } from './mutation.ts';
import { exchangeRequest, LIMITS, PAGE, PROTOCOL } from './protocol.ts';
import { SHIPPED } from './shipped.ts';

const print = (schema: z.core.$ZodType): unknown => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

/*
 * What devices in the field rely on. When a hash changes, the shape did: give the mutation or entity a new version (and a mutation an
 * upcaster from the old one), or the protocol a new number, then write the new hash beside the old. Never change a shipped one.
 */
describe('the shapes devices rely on', () => {
  it('S24: a change of the protocol, of a mutation or of an entity forces a new version', () => {
    const now: Record<string, string> = { [`protocol@${PROTOCOL}`]: hashOf([print(exchangeRequest), LIMITS, PAGE]) };
    for (const m of Object.values(mutations)) now[`${m.name}@${m.version}`] = hashOf(print(m.args));
    for (const [name, e] of Object.entries(entities)) now[`entity ${name}@${e.version}`] = hashOf([print(e.row), e.scope]);
    expect(SHIPPED).toMatchObject(now);
  });

  it('S24: every version ever shipped is still read', () => {
    for (const shipped of Object.keys(SHIPPED).filter((k) => !k.startsWith('protocol@') && !k.startsWith('entity '))) {
      const [name, version] = shipped.split('@') as [keyof typeof mutations, string];
      expect(upcast(mutations[name], Number(version), {}), shipped).toBeDefined();
    }
  });

  it('S24: an upcaster chain is walked from any old version, and an unknown version is none', () => {
    const def = { version: 3, upcast: { 1: (a: Record<string, unknown>) => ({ ...a, b: 2 }), 2: (a: Record<string, unknown>) => ({ ...a, c: 3 }) } };
    expect(upcast(def, 1, { a: 1 })).toEqual({ a: 1, b: 2, c: 3 });
    expect(upcast(def, 3, { a: 1 })).toEqual({ a: 1 });
    expect(upcast(def, 4, {})).toBeUndefined();
    expect(upcast(def, 0, {})).toBeUndefined();
  });
});
