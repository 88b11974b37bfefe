import { describe, expect, it } from 'vitest';
import { again, run } from './seeds/replay.ts';

describe('the same seed', () => {
  it('S28: gives the same history, byte for byte, whether run alone or after another seed', () => again(1, 2));
  it('S28: gives the same history on a real PostgreSQL', () => again(6, 18));
});

describe('what it finds', () => {
  it('S28: a planted bug breaks an invariant; the report has the step and the history that led there', async () => {
    const outcome = (await run('1,2,4,5', 'plant=delta drained twice')).outcomes.at(-1);
    expect(outcome?.violation?.invariant).toMatch(/^tally \+ deltas/);
    expect(outcome?.violation?.tail.at(-1)).toContain('VIOLATION');
    expect(outcome?.steps).toBeGreaterThan(0);
  });
});
