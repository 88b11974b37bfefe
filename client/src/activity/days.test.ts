import { describe, expect, it } from 'vitest';
import type { Act } from '../sync/api/acts/activity.ts';
import { isHidden, partsOf } from './days.ts';

const applied: Act['verdict'] = { status: 'applied', notes: [] };
const refused: Act['verdict'] = { status: 'rejected', code: 'sync.bad_args', params: {} };
const takenBack: Act['verdict'] = { status: 'rejected', code: 'sync.cancelled', params: {} };
type Some = Pick<Act, 'name' | 'state' | 'verdict' | 'at' | 'madeAt'> & { id: string };
const act = (id: string, day: number | null, hour = 9): Some => ({
  id,
  name: 'project.boost',
  state: day === null ? 'queued' : 'received',
  verdict: day === null ? null : applied,
  at: day === null ? null : new Date(2026, 2, day, hour).toISOString(),
  madeAt: new Date(2026, 2, 1, hour).toISOString(),
});

describe('the acts of Activité', () => {
  it('are in parts: what waits, then each local day of a verdict, in the order given', () => {
    const acts = [act('waits', null), act('evening', 29, 23), act('morning', 29, 0), act('before', 28, 23)];
    expect(partsOf(acts).map((p) => [p.at === null, p.acts.map((a) => a.id)])).toEqual([
      [true, ['waits']],
      [false, ['evening', 'morning']],
      [false, ['before']],
    ]);
    expect(partsOf([])).toEqual([]);
  });
  it('S26: hide settings and positions, but never their refusal, nor one set aside or lost', () => {
    const position = { name: 'reading.progress', verdict: applied, state: 'received' } as const;
    expect(isHidden(position)).toBe(true);
    expect(isHidden({ ...position, state: 'queued', verdict: null })).toBe(true);
    expect(isHidden({ ...position, state: 'refused', verdict: refused })).toBe(false);
    expect(isHidden({ ...position, state: 'refused', verdict: takenBack })).toBe(true);
    for (const state of ['quarantined', 'waiting-upgrade', 'again', 'lost'] as const)
      expect(isHidden({ ...position, state, verdict: null }), state).toBe(false);
    expect(isHidden({ ...position, name: 'project.boost' })).toBe(false);
  });
});
