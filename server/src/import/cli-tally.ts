/** `egoejo tally …`: counting ballots from files, without a poll. */
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { tallyBudget, type BudgetTally } from '../polls/count/tally-budget.ts';
import { tallyQuadratic } from '../polls/files/tally-files.ts';
import {
  jsonWithBigNumbers,
  tallyJudgmentCsv,
  tallyJudgmentJson,
  type JudgmentTally,
} from '../polls/count/tally-judgment.ts';
import { EXIT, type Command, type CommandContext } from '../platform/command.ts';
import { bad, faultText, onPath } from './on-path.ts';
import { remarksOn } from './pabulib-remarks.ts';

/** Options with a value, and the other words; every value is a text. */
function read(
  argv: string[],
  names: readonly string[],
): { values: Record<string, string | undefined>; words: string[] } {
  const { values, positionals } = parseArgs({
    args: argv,
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    allowPositionals: true,
    strict: false,
  });
  // An option without its value is read as `true`.
  const text = (v: unknown): string | undefined => (v === undefined ? undefined : typeof v === 'string' ? v : '');
  return {
    values: Object.fromEntries(names.map((name) => [name, text(values[name])])),
    words: [
      ...positionals,
      ...Object.keys(values)
        .filter((key) => !names.includes(key))
        .map((key) => `--${key}`),
    ],
  };
}
function say(ctx: CommandContext, name: string, faults: readonly { error: Failure }[]): number {
  for (const f of faults) ctx.err(faultText(name, f.error));
  return EXIT.badInput;
}
const failures = (faults: readonly ({ ok: true } | { ok: false; error: Failure })[]): { error: Failure }[] =>
  faults.flatMap((f) => (f.ok ? [] : [f]));

const quadratic: Command = {
  help:
    'tally quadratic FILE.csv --credits N\nsums the votes of quadratic ballots; N: most credits (Σ v²) of one ' +
    'ballot',
  database: false,
  run(ctx, argv) {
    const { values, words } = read(argv, ['credits']);
    const credits = Number(values['credits']);
    if (!/^\d{1,15}$/.test(values['credits'] ?? '') || credits < 1)
      return Promise.resolve(bad(ctx, '--credits wants a whole number from 1 on'));
    return onPath(ctx, words, 'tally quadratic FILE.csv --credits N', async (path, name) => {
      const { tally, faults } = await tallyQuadratic(createReadStream(path), credits);
      if (!tally) return say(ctx, name, failures(faults));
      const lines = tally.options.map((o) => `${o.rank}. ${o.label}: ${o.votes}`);
      ctx.out(ctx.json ? JSON.stringify(tally) : [...lines, `${tally.participants} ballots`].join('\n'));
      return EXIT.done;
    });
  },
};

const JUDGMENT = 'tally majority-judgment FILE.csv|FILE.json [--default GRADE]';
const judgment: Command = {
  help:
    `${JUDGMENT}\nranks options by majority judgment; grades are numbers from 0 = worst to 9. CSV: one row for each ` +
    'ballot. JSON: {participants, tallies: [[count per grade, worst first], …]}. GRADE: what ungraded counts as (0)',
  database: false,
  run(ctx, argv) {
    const { values, words } = read(argv, ['default']);
    const ungraded = values['default'] ?? '0';
    if (!/^\d$/.test(ungraded)) return Promise.resolve(bad(ctx, '--default wants the number of a grade, 0 to 9'));
    return onPath(ctx, words, JUDGMENT, async (path, name) => {
      const count = name.toLowerCase().endsWith('.json') ? tallyJudgmentJson : tallyJudgmentCsv;
      const { tally, faults } = await count(createReadStream(path), Number(ungraded));
      if (!tally) return say(ctx, name, failures(faults));
      ctx.out(ctx.json ? jsonWithBigNumbers(tally) : judgmentText(tally));
      return EXIT.done;
    });
  },
};
const judgmentText = ({ options, participants }: JudgmentTally): string =>
  [
    ...options.map((o) => `${o.rank}. ${o.label}: majority grade ${o.grade ?? 'none'} (${o.counts.join(' ')})`),
    `${participants} ballots`,
  ].join('\n');

const BUDGET = 'tally budget FILE.pb [--rule NAME] [--utility cost|cardinality]';
const budget: Command = {
  help:
    `${BUDGET}\ncounts a participatory budget by equal shares and by greedy, and compares with the file's own ` +
    'winners. NAME: equalshares, equalshares/add1, equalshares/add1-greedy, equalshares-comparison/add1, greedy, ' +
    'greedy-no-skip (the file’s own)',
  database: false,
  run(ctx, argv) {
    const { values, words } = read(argv, ['rule', 'utility']);
    const { rule = null, utility = 'cost' } = values;
    if (utility !== 'cost' && utility !== 'cardinality')
      return Promise.resolve(bad(ctx, '--utility wants cost or cardinality'));
    return onPath(ctx, words, BUDGET, async (path, name) => {
      const counted = await tallyBudget(createReadStream(path), { rule, utility });
      if (!counted.ok) return say(ctx, name, [counted]);
      const tally = counted.value;
      ctx.out(ctx.json ? JSON.stringify(tally) : budgetText(tally));
      for (const text of remarksOn(name, tally)) ctx.err(text);
      if (!tally.result)
        ctx.err(`${name}: rule ${tally.rule} is not known, so the file's own winners are not verified`);
      // Another rule than the file's need not choose the same.
      return rule === null && tally.result && (tally.published?.differs.length ?? 0) > 0 ? EXIT.failed : EXIT.done;
    });
  },
};
function budgetText({ rule, ballots, budget: all, result, shares, greedy, published }: BudgetTally): string {
  const line = (what: string, won: { winners: string[]; cost: string }): string =>
    `${what}: ${won.winners.length} projects for ${won.cost}: ${won.winners.join(', ')}`;
  const steps = shares && shares.steps > 0 ? `, ${shares.steps} steps` : '';
  return [
    `${ballots} ballots, budget ${all}, rule ${rule}`,
    ...(result ? [line('result', result)] : []),
    ...(shares ? [line(`equal shares${steps}`, shares)] : []),
    ...(shares?.preferred
      ? [`${shares.preferred.shares} ballots gain more from equal shares, ${shares.preferred.greedy} from greedy`]
      : []),
    line('greedy', greedy),
    ...(published ? [line('published', published)] : []),
    ...(published && result
      ? [
          published.differs.length === 0
            ? 'the result is the published one'
            : `differs in: ${published.differs.join(', ')}`,
        ]
      : []),
  ].join('\n');
}

export const tallyCommands: Readonly<Record<string, Command>> = {
  'tally quadratic': quadratic,
  'tally majority-judgment': judgment,
  'tally budget': budget,
};
