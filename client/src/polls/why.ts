/**
 * A result in sentences that a reader can check against its figures: who won, how ballots count and why that wins, who
 * tied and what decided between them. Pure.
 */
import { toldApart } from '@egoejo/shared/polls/judgment.ts';
import type { Poll, PollResult } from '@egoejo/shared/polls/model.ts';

/** A sentence of the catalogue. */
export interface Reason {
  key:
    | 'polls.verdict.choice'
    | 'polls.verdict.votes'
    | 'polls.verdict.grade'
    | 'polls.verdict.projects'
    | 'polls.verdict.tie'
    | 'polls.verdict.alike'
    | 'polls.verdict.none'
    | 'polls.why.one'
    | 'polls.why.several'
    | 'polls.why.quadratic'
    | 'polls.why.unit'
    | 'polls.why.quorum'
    | 'polls.why.same'
    | 'polls.why.together'
    | 'polls.why.apart'
    | 'polls.why.alike'
    | 'polls.why.order'
    | 'polls.why.file'
    | 'polls.why.preferredTie'
    | 'polls.poster.why.judgment'
    | 'polls.poster.why.shares'
    | 'polls.poster.why.greedy'
    | 'polls.poster.why.noSkip'
    | 'polls.poster.why.rule'
    | 'polls.budget.preferred'
    | 'polls.result.noQuorum';
  params?: Record<string, string | number>;
}
type Asked = Pick<Poll, 'options' | 'method' | 'quorum'>;
type Count = PollResult['counts'][number];
type Budget = Extract<Poll['method'], { kind: 'budget' }>;

/** More names than these are cut. */
const NAMES = 5;
function named(counts: readonly Count[], { options }: Asked, locale: string): string {
  const labels = counts.map((c) => options.find((o) => o.id === c.option)?.label ?? c.option);
  const shown = labels.length > NAMES ? [...labels.slice(0, NAMES), '…'] : labels;
  return new Intl.ListFormat(locale).format(shown);
}

/** Whether the result has several winners, which nothing decides between. Projects of a budget are selected together. */
export const isTied = ({ method }: Pick<Poll, 'method'>, { winners }: PollResult): boolean =>
  method.kind !== 'budget' && winners.length > 1;

/** The result as one sentence to read aloud: who won and by how much, who tied, or why nobody won. */
export function verdictOf(poll: Asked, result: PollResult, locale: string): Reason {
  const { method, quorum } = poll;
  const { ballots: of, quorumMet } = result;
  if (!quorumMet) return { key: 'polls.result.noQuorum', params: { n: quorum ?? 0 } };
  const winners = result.counts.filter((c) => result.winners.includes(c.option));
  const names = named(winners, poll, locale);
  if (method.kind === 'budget') return { key: 'polls.verdict.projects', params: { n: winners.length, names } };
  const [first] = winners;
  if (!first) return { key: 'polls.verdict.none' };
  const n = first.votes;
  if (isTied(poll, result))
    return method.kind === 'judgment'
      ? { key: 'polls.verdict.alike', params: { names } }
      : { key: 'polls.verdict.tie', params: { names, n } };
  if (method.kind === 'choice') return { key: 'polls.verdict.choice', params: { name: names, n, of } };
  if (method.kind === 'quadratic') return { key: 'polls.verdict.votes', params: { name: names, n } };
  return { key: 'polls.verdict.grade', params: { name: names, grade: method.grades[first.grade ?? -1] ?? '' } };
}

/** How ballots count, whether there were enough, and what decided where the verdict does not say it. */
export function reasonsOf(poll: Asked, result: PollResult): Reason[] {
  const { method, quorum } = poll;
  const { ballots: of, quorumMet } = result;
  const first = quorumMet ? result.counts.find((c) => result.winners.includes(c.option)) : undefined;
  const why: Reason[] = [];
  if (method.kind === 'choice' && of > 0)
    why.push(method.max === 1 ? { key: 'polls.why.one' } : { key: 'polls.why.several', params: { max: method.max } });
  if (method.kind === 'quadratic') {
    why.push({ key: 'polls.why.quadratic', params: { credits: method.credits } });
    if (method.unit > 0) why.push({ key: 'polls.why.unit', params: { n: method.unit } });
  }
  if (quorum !== null && quorumMet) why.push({ key: 'polls.why.quorum', params: { n: quorum, of } });
  if (!first || method.kind === 'choice' || method.kind === 'quadratic') return why;
  if (method.kind === 'budget') return [...why, ...budgetReasons(method, result)];
  return [...why, { key: 'polls.poster.why.judgment', params: { grade: method.grades[first.grade ?? -1] ?? '' } }];
}

/** The rule that decided: the one that stands, else the poll's own; an imported rule is only named. */
function budgetReasons({ rule }: Budget, { outcome }: PollResult): Reason[] {
  if (!outcome) return [budgetRule(rule)];
  const greedy = rule === 'greedy-no-skip' ? rule : 'greedy';
  const decided = budgetRule(outcome.stands === 'shares' ? 'equal-shares' : greedy);
  const { preferred } = outcome;
  return preferred
    ? [decided, { key: 'polls.budget.preferred', params: { shares: preferred.shares, greedy: preferred.greedy } }]
    : [decided];
}
function budgetRule(rule: string): Reason {
  if (rule === 'equal-shares') return { key: 'polls.poster.why.shares' };
  if (rule === 'greedy') return { key: 'polls.poster.why.greedy' };
  if (rule === 'greedy-no-skip') return { key: 'polls.poster.why.noSkip' };
  return { key: 'polls.poster.why.rule', params: { rule } };
}

/** Who tied where it matters for winning, and what decided between them; of winners that tie, that nothing does. */
export function tiesOf(poll: Asked, result: PollResult, locale: string): Reason[] {
  const { method } = poll;
  const winners = result.counts.filter((c) => result.winners.includes(c.option));
  if (!result.quorumMet || !winners[0]) return [];
  if (method.kind === 'judgment') return judgmentTies(poll, method.grades, result, locale);
  if (method.kind === 'budget') return budgetTies(poll, method, result, locale);
  return isTied(poll, result) ? [{ key: 'polls.why.together' }] : [];
}

/** Equal majority grades are told apart by removing the grades in the middle (P5). */
function judgmentTies(poll: Asked, grades: readonly string[], result: PollResult, locale: string): Reason[] {
  const [best] = result.counts;
  const tied = result.counts.filter((c) => c.grade === best?.grade);
  const winners = tied.filter((c) => c.rank === 1);
  const second = tied[winners.length];
  const ties: Reason[] = [];
  if (winners.length > 1) ties.push({ key: 'polls.why.alike', params: { names: named(winners, poll, locale) } });
  const apart = best?.grades && second?.grades ? toldApart(best.grades.map(BigInt), second.grades.map(BigInt)) : null;
  if (best && second && apart)
    ties.push({
      key: 'polls.why.apart',
      params: {
        names: named(tied, poll, locale),
        n: Number(apart.removed),
        first: named([best], poll, locale),
        a: grades[apart.grades[0]] ?? '',
        second: named([second], poll, locale),
        b: grades[apart.grades[1]] ?? '',
      },
    });
  return ties;
}

/** Projects with the same figure of which the number of votes selected some and not others (P6). */
function budgetTies(poll: Asked, method: Budget, { counts, outcome }: PollResult, locale: string): Reason[] {
  const { preferred, stands } = outcome ?? {};
  const ties: Reason[] = preferred && preferred.shares === preferred.greedy ? [{ key: 'polls.why.preferredTie' }] : [];
  if (!outcome) return ties;
  const figure = (c: Count): number => c.score ?? c.votes;
  const cost = (c: Count): number => method.costs[c.option] ?? 0;
  const bought = stands === 'shares' ? outcome.bought.map((b) => b.option) : [];
  const race = counts.filter(
    (c) =>
      !bought.includes(c.option) && c.votes > 0 && c.votes >= (method.terms?.support ?? 0) && cost(c) <= method.budget,
  );
  const border = race
    .filter((c) => c.selected)
    .map((c) => race.filter((other) => figure(other) === figure(c)))
    .findLast((same) => same.some((c) => !c.selected));
  if (!border?.[0]) return ties;
  ties.push({ key: 'polls.why.same', params: { names: named(border, poll, locale), n: figure(border[0]) } });
  // Imported elections keep the order of their file, except for what is added to equal shares.
  ties.push({ key: method.terms || stands === 'shares' ? 'polls.why.order' : 'polls.why.file' });
  return ties;
}
