/** The part of a poll's form that is about its method: what is still wrong with it, and the method itself. Pure. */
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { centsOf, typedCents } from '../platform/values/amounts.ts';
import { DEFAULT_GRADES, QUADRATIC_DEFAULTS, type PollMethod } from '@egoejo/shared/polls/model.ts';

type Budget = Extract<PollMethod, { kind: 'budget' }>;
type Terms = NonNullable<Budget['terms']>;
export interface MethodForm {
  kind: 'choice' | 'quadratic' | 'judgment' | 'budget';
  max: number;
  credits: number;
  unit: number;
  /** One grade a line, best first. */
  grades: string;
  /** The line of the grade that ungraded options get, from the last one: 0 is the worst. */
  ungraded: number;
  /** As typed, in whole units of the currency or with decimals. */
  budget: string;
  currency: string;
  rule: 'equal-shares' | 'greedy' | 'greedy-no-skip';
  utility: Terms['utility'];
  completion: Terms['completion'];
  comparison: boolean;
  /** As typed; '' for none. */
  support: string;
  /** Points of a ballot, as typed; '': ballots approve. */
  points: string;
}
export const EMPTY_METHOD: MethodForm = {
  kind: 'choice',
  max: 1,
  credits: QUADRATIC_DEFAULTS.credits,
  unit: QUADRATIC_DEFAULTS.unit,
  grades: DEFAULT_GRADES.toReversed().join('\n'),
  ungraded: 0,
  budget: '',
  currency: 'EUR',
  rule: 'equal-shares',
  utility: 'cost',
  completion: 'add1-greedy',
  comparison: false,
  support: '',
  points: '',
};
/** An option with the cost that was typed for it. */
interface PricedOption {
  id: string;
  cost: string;
}

export type MethodFault = 'max' | 'credits' | 'unit' | 'grades' | 'budget' | 'costs' | 'support' | 'points';
const within = (n: number, min: number, max: number): boolean => Number.isInteger(n) && n >= min && n <= max;

/** Cents of an amount above zero; null for anything else. */
const pricedCents = (typed: string, currency: string): number | null => centsOf(typed, currency) || null;
/** Grades as they are stored: worst first, without empty lines. */
export const gradesOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(isVisible)
    .toReversed();

const goodGrades = (grades: readonly string[]): boolean =>
  within(grades.length, 2, 10) && grades.every((g) => g.length <= 60) && new Set(grades).size === grades.length;
const goodCost = (cost: string, currency: string, budget: number | null): boolean => {
  const cents = pricedCents(cost, currency);
  return cents !== null && (budget === null || cents <= budget);
};

/** What is wrong with the method; `options`: those that are filled in. */
export function methodFaults(form: MethodForm, options: readonly PricedOption[]): MethodFault[] {
  const faults: MethodFault[] = [];
  const fault = (what: MethodFault, bad: boolean): void => void (bad && faults.push(what));
  if (form.kind === 'choice') fault('max', !within(form.max, 1, 100));
  if (form.kind === 'quadratic') {
    fault('credits', !within(form.credits, 1, 10_000));
    fault('unit', !within(form.unit, 0, 1000));
  }
  if (form.kind === 'judgment') fault('grades', !goodGrades(gradesOf(form.grades)));
  if (form.kind === 'budget') {
    const budget = pricedCents(form.budget, form.currency);
    fault('budget', budget === null);
    fault(
      'costs',
      options.some((o) => !goodCost(o.cost, form.currency, budget)),
    );
    fault('support', !/^\d{0,9}$/.test(form.support.trim()));
    fault('points', form.points.trim() !== '' && !within(Number(form.points), 1, 1000));
  }
  return faults;
}

/** The method; call it only without faults. */
export function methodOf(form: MethodForm, options: readonly PricedOption[]): PollMethod {
  switch (form.kind) {
    case 'choice':
      return { kind: 'choice', max: Math.min(form.max, options.length) };
    case 'quadratic':
      return { kind: 'quadratic', credits: form.credits, unit: form.unit };
    case 'judgment': {
      const grades = gradesOf(form.grades);
      return { kind: 'judgment', grades, ungraded: Math.min(form.ungraded, grades.length - 1) };
    }
    default: {
      const points = form.points.trim() === '' ? null : Number(form.points);
      const { rule, utility, completion, comparison, currency } = form;
      return {
        kind: 'budget',
        rule,
        ballots: points === null ? 'approval' : 'cumulative',
        budget: pricedCents(form.budget, currency) ?? 0,
        currency,
        costs: Object.fromEntries(options.map((o) => [o.id, pricedCents(o.cost, currency) ?? 0])),
        terms: { utility, completion, comparison, support: Number(form.support), points },
      };
    }
  }
}

/** The form of an existing method. */
export function methodFormOf(method: PollMethod): Partial<MethodForm> {
  switch (method.kind) {
    case 'choice':
      return { kind: 'choice', max: method.max };
    case 'quadratic':
      return { kind: 'quadratic', credits: method.credits, unit: method.unit };
    case 'judgment':
      return { kind: 'judgment', grades: method.grades.toReversed().join('\n'), ungraded: method.ungraded };
    default: {
      const { terms, rule, budget, currency } = method;
      if (!terms) return {};
      return {
        kind: 'budget',
        budget: typedCents(budget),
        currency,
        rule: rule === 'greedy' || rule === 'greedy-no-skip' ? rule : 'equal-shares',
        utility: terms.utility,
        completion: terms.completion,
        comparison: terms.comparison,
        support: terms.support === 0 ? '' : String(terms.support),
        points: terms.points === null ? '' : String(terms.points),
      };
    }
  }
}
