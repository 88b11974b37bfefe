import { createReadStream, readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { ballotGrouper } from '@egoejo/shared/polls/ballot-groups.ts';
import { budgetOutcome, finished } from '@egoejo/shared/polls/budget-outcome.ts';
import { equalShares, spentOn } from '@egoejo/shared/polls/equal-shares.ts';
import { sharesInput } from '@egoejo/shared/polls/shares-input.ts';
import { exactOf } from '../../platform/files/exact.ts';
import { onRealData } from '../../testing/real-data.ts';
import { budgetCounter } from '../count/count-budget.ts';
import { importedOutcome } from '../count/count-imported.ts';
import { readPabulib } from './pabulib.ts';
import type { PabulibMeta, PabulibProject } from './pabulib-format.ts';

/** A file of approval ballots, read and grouped. */
async function budgetFile(file: string) {
  let head: { meta: PabulibMeta; projects: PabulibProject[] } | undefined;
  let counter: ReturnType<typeof budgetCounter> | undefined;
  for await (const part of readPabulib(createReadStream(file))) {
    if (!part.ok) throw new Error(part.error.code);
    if (part.value.t === 'projects') {
      head = part.value;
      const ids = head.projects.map((p) => p.id);
      counter = budgetCounter(head.meta.kind, ids);
    } else for (const b of part.value.ballots) counter!.add(b);
  }
  return { ...head!, counter: counter! };
}
const WIELICZKA = 'participation/equal-shares/wieliczka-2023-green-budget.pb';

describe('equal shares on real elections', () => {
  onRealData(WIELICZKA, 'P6: Wieliczka 2023 comes out as published: 30 projects for 995,079', async (file) => {
    const { meta, projects, counter } = await budgetFile(file);
    const { rule, budget, threshold } = meta;
    const poll = { rule, budget, threshold, by: 'votes' as const, costs: projects.map((p) => p.cost) };
    const { winners, greedy, outcome } = await importedOutcome(poll, counter.counts(), counter.groups());
    const published = projects.filter((p) => p.selected).map((p) => p.id);
    expect(winners!.toSorted()).toEqual(published.toSorted());
    const cost = (ids: readonly string[]) =>
      projects.reduce((sum, p) => sum + (ids.includes(p.id) ? p.cost : 0n), 0n) / exactOf(1);
    expect([winners!.length, cost(winners!)]).toEqual([30, 995_079n]);
    expect([greedy.length, cost(greedy)]).toEqual([23, 998_997n]);
    // The published steps 154 to 164 all give this outcome, 165 passes the budget.
    expect([outcome?.steps, outcome?.stands]).toEqual([164, 'shares']);
  });
  onRealData(WIELICZKA, 'P6: Wieliczka 2023 with no completion: 21 projects for 450,548', async (file) => {
    const { meta, projects, counter } = await budgetFile(file);
    const input = sharesInput(projects, counter.groups()!, { utility: 'cost', support: 0, budget: meta.budget });
    const { purchases } = finished(equalShares(input, { budget: meta.budget, step: null }));
    expect([purchases.length, spentOn(input, purchases) / exactOf(1)]).toEqual([21, 450_548n]);
  });
  onRealData(
    'participation/approval-committees/L0000.abc.yaml',
    'P6: committees of unit cost: equal shares filled up by greedy choose one of the committees known for it',
    async (file) => {
      for (const name of [
        'L0000',
        'L0001',
        'L0002',
        'L0003',
        'L0004',
        'L0005',
        'L0006',
        'L0007',
        'M0000',
        'M0010',
        'S0000',
        'S0002',
        'VL0000',
        'VL0010',
        'VL0020',
      ]) {
        const text = readFileSync(file.replace('L0000', name), 'utf8');
        const [, profile] = /\nprofile: (\[[\s\S]*?\])\n\w/.exec(text)!;
        const ballots = JSON.parse(profile!) as number[][];
        const candidates = Number(/num_cand: (\d+)/.exec(text)![1]);
        const size = BigInt(/committeesize: (\d+)/.exec(text)![1]!);
        const known = new Set(
          [...text.matchAll(/rule_id: equal-shares-with-av-completion\n {2}result: (\[[\s\S]*?\]\])/g)].flatMap(
            ([, list]) => (JSON.parse(list!) as number[][]).map((won) => won.join()),
          ),
        );
        const grouper = ballotGrouper();
        for (const named of ballots) grouper.add(named.map((c) => [c, 1] as const));
        const projects = Array.from({ length: candidates }, (_, i) => ({ id: String(i), cost: 1n }));
        const { winners } = finished(
          budgetOutcome(projects, grouper.groups(), {
            budget: size,
            rule: 'equal-shares',
            utility: 'cardinality',
            // Without larger shares: a step of 0 would never end, one above all costs ends at once.
            completion: 'add1-greedy',
            step: 1_000_000n,
            comparison: false,
            support: 0,
            by: 'votes',
          }),
        );
        expect([name, known.has(winners.toSorted((a, b) => a - b).join())]).toEqual([name, true]);
      }
    },
  );
});
