/** Reads the section META of a `.pb` file. */
import { fault } from '../../platform/files/file-fault.ts';
import type { FileRecord } from '../../platform/files/delimited.ts';
import { parseExact } from '../../platform/files/exact.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { BudgetBallots } from '../count/count-budget.ts';
import { short, type PabulibCode, type PabulibMeta, type State } from './pabulib-format.ts';

const KINDS: Readonly<Record<string, BudgetBallots>> = {
  approval: 'approval',
  'choose-1': 'approval',
  cumulative: 'cumulative',
  ordinal: 'ordinal',
};

/** A description may contain an unquoted `;`: the rest of the line is its value. */
export function takeKey(s: State, { fields, line }: FileRecord): Result<null, PabulibCode> {
  const key = (fields[0] ?? '').toLowerCase();
  if (fields.length < 2) return fault('pabulib.ragged_row', line, `key ${key} has no value`);
  if (s.meta.has(key)) return fault('pabulib.key_twice', line, `key ${key} stands twice`);
  s.meta.set(key, fields.slice(1).join(';').replace(/;+$/, ''));
  return ok(null);
}

/** Reads the keys once the section is complete. `line`: its last line, for messages. */
export function readMeta(meta: ReadonlyMap<string, string>, line: number): Result<PabulibMeta, PabulibCode> {
  const text = (key: string): string => meta.get(key) ?? '';
  const missing =
    ['budget', 'vote_type'].find((key) => text(key) === '') ??
    (['country', 'unit', 'instance'].every((key) => text(key) === '') ? 'unit' : undefined);
  if (missing) return fault('pabulib.no_key', line, `META has no ${missing}`);
  const budget = parseExact(text('budget'));
  if (budget === undefined)
    return fault('pabulib.bad_number', line, `the budget ${short(text('budget'))} is not a number ≥ 0`);
  const threshold = parseExact(text('min_project_score_threshold') || '0');
  if (threshold === undefined)
    return fault(
      'pabulib.bad_number',
      line,
      `min_project_score_threshold ${short(text('min_project_score_threshold'))} is not a number ≥ 0`,
    );
  const type = text('vote_type').toLowerCase();
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (!kind)
    return fault('pabulib.vote_type', line, `vote type ${short(type)} is not one of ${Object.keys(KINDS).join(', ')}`);
  return ok({
    all: Object.fromEntries(meta),
    kind,
    chooseOne: type === 'choose-1',
    budget,
    budgetText: text('budget'),
    rule: text('rule').toLowerCase() || 'unknown',
    threshold,
  });
}
