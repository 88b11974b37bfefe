/** Ballots and results as lines to be read aloud. Pure. */
import type { BallotContent, Poll, PollResult } from '@egoejo/shared/polls/model.ts';
import type { Translate } from '../i18n/locale.ts';
import { amount } from '../i18n/when.ts';
import { pointsOf } from './form.ts';
import { partOf, resultRows, spentCents } from './result.ts';
import { isTied, reasonsOf, tiesOf, verdictOf } from './why.ts';

type Asked = Pick<Poll, 'method' | 'options'>;

/** What the ballot gives to an option, in words; empty: nothing is said of it. */
function givenTo(t: Translate, { method }: Asked, content: BallotContent, id: string): string {
  if (content.kind === 'choice') return content.options.includes(id) ? t('polls.listen.chosen') : '';
  if (content.kind === 'quadratic') return t('ui.number', { n: content.votes[id] ?? 0 });
  if (content.kind === 'judgment' && method.kind === 'judgment')
    return method.grades[content.grades[id] ?? -1] ?? t('polls.judgment.none');
  if (content.kind !== 'budget') return '';
  const given = pointsOf(content)[id] ?? 0;
  if (content.points) return t('ui.number', { n: given });
  return given > 0 ? t('polls.listen.chosen') : '';
}

/** Each option with its cost and what the ballot gives to it. */
export function spokenBallot(t: Translate, locale: string, poll: Asked, content: BallotContent | null): string[] {
  const { method, options } = poll;
  const points = content?.kind === 'budget' && content.points !== undefined;
  return options.map(({ id, label }) => {
    const name =
      content?.kind === 'quadratic'
        ? t('polls.votes.for', { label })
        : points
          ? t('polls.budget.pointsFor', { label })
          : label;
    const cost =
      method.kind === 'budget' ? amount(locale, { cents: method.costs[id] ?? 0, currency: method.currency }) : '';
    return [name, cost, content ? givenTo(t, poll, content, id) : ''].filter(Boolean).join(', ');
  });
}

/** The verdict, the turnout, then each option, best first, with its figure and whether it won, then why. */
export function spokenResult(
  t: Translate,
  locale: string,
  poll: Pick<Poll, 'method' | 'options' | 'quorum'>,
  result: PollResult,
): string[] {
  const { method } = poll;
  const rows = resultRows(poll, result);
  const grades = new Map(result.counts.map((c) => [c.option, c.grade ?? -1]));
  const money = (cents: number) =>
    method.kind === 'budget' ? amount(locale, { cents, currency: method.currency }) : String(cents);
  const figure = ({ option, score, votes }: (typeof rows)[number]): string => {
    if (method.kind === 'judgment') return method.grades[grades.get(option.id) ?? -1] ?? '';
    const unit = t(score === null ? 'polls.result.votes' : 'polls.result.points');
    return `${unit} ${t('ui.number', { n: score ?? votes })}`;
  };
  const verdict = verdictOf(poll, result, locale);
  return [
    t('polls.result'),
    t(verdict.key, verdict.params),
    t('polls.result.ballots', { n: result.ballots }),
    method.kind === 'budget'
      ? t('polls.result.budget', { spent: money(spentCents(rows)), budget: money(method.budget) })
      : '',
    ...rows.map((row) =>
      [
        row.option.label,
        row.won ? t(isTied(poll, result) ? 'polls.result.tied' : 'polls.result.selected') : '',
        figure(row),
        partOf(locale, poll, result, row.votes),
      ]
        .filter(Boolean)
        .join(', '),
    ),
    ...[...reasonsOf(poll, result), ...tiesOf(poll, result, locale)].map((why) => t(why.key, why.params)),
  ].filter(Boolean);
}
