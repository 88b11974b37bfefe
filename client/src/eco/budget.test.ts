import { describe, expect, it } from 'vitest';
import { budgetState } from './budget.ts';
import { savedBy } from './saved.ts';

describe('the monthly data budget', () => {
  it('warns from 80 %, is exceeded above 100 %, and shows nothing without a budget', () => {
    expect([0, 79_999_999, 80_000_000, 100_000_000, 100_000_001].map((n) => budgetState(n, 100))).toEqual([
      'fine',
      'fine',
      'near',
      'near',
      'over',
    ]);
    expect(budgetState(1e12, 0)).toBe('fine');
  });
  it('counts only pictures that did not cross the network as saved', () => {
    const entry = { name: 'https://x.example/media/pictures/a-s.webp', transferSize: 0, encodedBodySize: 700 };
    expect(savedBy(entry)).toBe(700);
    expect(savedBy({ ...entry, transferSize: 1000 })).toBe(0);
    expect(savedBy({ ...entry, name: 'https://x.example/assets/app.js' })).toBe(0);
  });
});
