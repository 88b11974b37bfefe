import { describe, expect, it } from 'vitest';
import { mutations } from '../registry.ts';
import { recordedMutations, recordedOutbox, recordingHashes, recordingNames, shapesNow } from '../testing/shapes.ts';
import { requestHash, upcast } from './mutation.ts';
import { PROTOCOL } from './protocol.ts';
import { SHIPPED } from './shipped.ts';

const isMutation = (shipped: string): boolean => !/^(protocol@|answer@|entity |fixtures )/.test(shipped);

/*
 * When a hash changes, the shape has changed: give the mutation or entity a new version (and a mutation an upcaster
 * from the old one), or the protocol a new number; `npm run generate` then adds the new hash beside the old. Never
 * change a shipped hash.
 */
describe('shapes that devices depend on', () => {
  it('S24: a change of the protocol, of a mutation or of an entity forces a new version', () => {
    expect(SHIPPED, 'for a new name: npm run generate').toMatchObject(shapesNow());
  });

  it('S24: every version ever shipped can still be read', () => {
    for (const shipped of Object.keys(SHIPPED).filter(isMutation)) {
      const [name, version] = shipped.split('@') as [keyof typeof mutations, string];
      expect(upcast(mutations[name], Number(version), {}), shipped).toBeDefined();
    }
  });

  it('S24: what each shipped version wrote and sent is kept unchanged, and covers every mutation ever shipped', () => {
    expect(recordingNames()).toContain(String(PROTOCOL));
    expect(recordingHashes()).toEqual(
      Object.fromEntries(Object.entries(SHIPPED).filter(([name]) => name.startsWith('fixtures '))),
    );
    const recorded = recordedMutations();
    expect(
      Object.keys(SHIPPED)
        .filter(isMutation)
        .filter((name) => !recorded.has(name)),
      'mend: npm run generate',
    ).toEqual([]);
  });

  it('S6: a key’s hash is RFC 8785 JSON with SHA-256, as shipped', () => {
    for (const n of recordingNames()) {
      const outbox = recordedOutbox(n);
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
