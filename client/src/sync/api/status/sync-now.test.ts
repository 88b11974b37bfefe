import { describe, expect, it } from 'vitest';
import { kindOfEnd } from './sync-now.ts';

const NOW = 1_000;
describe('what a tap on « Synchroniser » came to', () => {
  it.each([
    ['idle', 0, true, 'done'],
    // The answer came although the browser thinks that there is no network.
    ['idle', 0, false, 'done'],
    ['waiting', 0, true, 'silent'],
    ['waiting', 0, false, 'offline'],
    ['waiting', NOW + 1, true, 'read-only'],
    ['waiting', NOW - 1, true, 'silent'],
    ['refused', 0, true, 'refused'],
    ['paused-auth', 0, true, 'sign-in'],
    ['upgrade', 0, true, 'upgrade'],
  ] as const)('phase %s, read-only until %s, online %s: %s', (phase, readOnlyUntil, online, kind) =>
    expect(kindOfEnd({ phase, readOnlyUntil }, NOW, online)).toBe(kind),
  );
});
