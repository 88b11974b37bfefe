/** The monthly data budget: it warns, then tightens the automatic level; acts are always sent. */
import type { BudgetState } from '@egoejo/shared/eco/model.ts';

/** `total` bytes this month against `budgetMb` megabytes (10⁶ bytes; 0: no budget). Near from 80 %. */
export function budgetState(total: number, budgetMb: number): BudgetState {
  if (budgetMb <= 0) return 'fine';
  const part = total / (budgetMb * 1_000_000);
  return part > 1 ? 'over' : part >= 0.8 ? 'near' : 'fine';
}
