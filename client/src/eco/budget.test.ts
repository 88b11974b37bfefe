import { describe, expect, it } from 'vitest';
import { budgetState } from './budget.ts';

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
});
