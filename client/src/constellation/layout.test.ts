import { describe, expect, it } from 'vitest';
import { arrange, centreOf, fraction, type Star } from './layout.ts';

const star = (id: string, community: string, category: string, score: number): Star => ({
  id,
  title: id,
  community,
  category,
  score,
});
const sky = Array.from({ length: 120 }, (_, i) => star(`p${i}`, `c${i % 6}`, `k${i % 4}`, i * 10));

describe('constellation', () => {
  it('is stable: the same projects in any order get the same positions', () => {
    const a = new Map(arrange(sky).map((p) => [p.id, [p.x, p.y, p.z]]));
    for (const p of arrange([...sky].reverse())) expect([p.x, p.y, p.z]).toEqual(a.get(p.id));
  });
  it('keeps every point inside the sky, and no size at zero', () => {
    for (const p of arrange(sky)) {
      expect(Math.hypot(p.x, p.y)).toBeLessThan(1.5);
      expect(p.size).toBeGreaterThan(0);
      expect(p.size).toBeLessThanOrEqual(1);
    }
  });
  it('places most projects nearer to their own community than to any other', () => {
    const placed = arrange(sky);
    const names = [...new Set(sky.map((s) => s.community))].sort();
    const near = placed.filter((p) => {
      const distances = names.map((_, n) => Math.hypot(p.x - centreOf(n, 6).x, p.y - centreOf(n, 6).y));
      return distances.indexOf(Math.min(...distances)) === names.indexOf(p.community);
    });
    expect(near.length / placed.length).toBeGreaterThan(0.75);
  });
  it('handles an empty sky and projects without grains', () => {
    expect(arrange([])).toEqual([]);
    expect(arrange([star('a', 'c', '', 0)])[0]?.size).toBeGreaterThan(0);
  });
  it('spreads hash fractions evenly', () => {
    const all = sky.map((s) => fraction(s.id, 1));
    expect(Math.min(...all)).toBeLessThan(0.1);
    expect(Math.max(...all)).toBeGreaterThan(0.9);
  });
});
