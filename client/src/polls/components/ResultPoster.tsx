import { typeset } from '../../i18n/typeset.ts';
import type { Poll, PollResult } from '@egoejo/shared/polls/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { amount, day } from '../../i18n/when.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Icon } from '../../ui/pictures/icons.tsx';
import { QrCode } from '../../ui/pictures/QrCode.tsx';
import { posterOf, type PosterLine } from '../poster.ts';
import { resultRows, spentCents } from '../result.ts';
import '../../ui/poster.css';

/** The figure of a line: its cost in a budget poll, its majority grade, or its votes. */
function Figure({ poll, line }: { poll: Poll; line: PosterLine }) {
  const t = useT();
  const locale = useLocale();
  if (poll.method.kind === 'budget' && line.cost !== null)
    return amount(locale, { cents: line.cost, currency: poll.method.currency });
  return line.grade ? typeset(line.grade) : t('polls.poster.votes', { n: line.score ?? line.votes });
}

/** Question, community, dates, turnout, winners and why, the other figures, and the QR code of the poll's page. */
export function ResultPoster({ poll, result }: { poll: Poll; result: PollResult }) {
  const t = useT();
  const locale = useLocale();
  const community = useRow('community', poll.community);
  const { verdict, winners, others, left, why } = posterOf(poll, result, locale);
  const url = new URL(`/votes/${poll.id}`, location.origin).href;
  const closed = day(locale, Date.parse(poll.closesAt));
  const { method } = poll;
  // Selected projects are listed; a winner alone is named by the verdict.
  const listed = method.kind === 'budget' && result.quorumMet;
  return (
    <section className="poster flex flex-col gap-4 rounded-card border border-line bg-surface p-[min(1.25rem,20px)]">
      <header className="flex flex-col gap-1.5">
        <p className="text-small text-soft">{community ? typeset(community.name) : t('polls.poster.everywhere')}</p>
        <h2 className="text-title">{typeset(poll.title)}</h2>
        <p className="text-small text-soft">
          {poll.opensAt
            ? t('polls.poster.dates', { from: day(locale, Date.parse(poll.opensAt)), to: closed })
            : t('polls.poster.closed', { to: closed })}{' '}
          · {t('polls.turnout', { n: result.ballots })}
          {poll.quorum !== null && ` · ${t('polls.quorum', { n: poll.quorum })}`}
        </p>
      </header>
      <div className="flex flex-col gap-2 rounded-card border border-line bg-leaf-soft p-[min(1rem,16px)]">
        <h3 className={listed ? 'text-small font-strong text-leaf' : 'text-head'}>
          {listed ? t('polls.poster.selected', { n: winners.length + left.winners }) : t(verdict.key, verdict.params)}
        </h3>
        {(listed || winners.length > 1) && (
          <ul className="flex flex-col gap-1">
            {winners.map((line) => (
              <li
                key={line.id}
                className={`flex flex-wrap items-baseline gap-x-2 ${winners.length > 3 ? 'text-small' : 'text-head'}`}
              >
                <Icon name="ok" className="size-4 flex-none text-leaf" />
                <span className="min-w-0 flex-1 basis-32 break-words">{typeset(line.label)}</span>
                <span className="num text-small">
                  <Figure poll={poll} line={line} />
                </span>
              </li>
            ))}
          </ul>
        )}
        {left.winners > 0 && <p className="text-small">{t('polls.poster.more', { n: left.winners })}</p>}
        {method.kind === 'budget' && (
          <p className="num text-small">
            {t('polls.result.budget', {
              spent: amount(locale, { cents: spentCents(resultRows(poll, result)), currency: method.currency }),
              budget: amount(locale, { cents: method.budget, currency: method.currency }),
            })}
          </p>
        )}
        {why.map((reason) => (
          <p key={reason.key} className="max-w-prose text-small text-soft">
            {t(reason.key, reason.params)}
          </p>
        ))}
      </div>
      {others.length > 0 && (
        <ul className="divide-y divide-line text-small">
          {others.map((line) => (
            <li key={line.id} className="flex flex-wrap gap-x-2 py-1.5">
              <span className="min-w-0 flex-1 basis-36 break-words">{typeset(line.label)}</span>
              <span className="num">
                <Figure poll={poll} line={line} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {left.others > 0 && <p className="text-small text-soft">{t('polls.poster.more', { n: left.others })}</p>}
      <footer className="flex flex-wrap items-center gap-4">
        <div className="w-[min(9rem,160px)] flex-none">
          <QrCode text={url} label={t('polls.poster.qr', { title: poll.title })} />
        </div>
        <p className="min-w-0 flex-1 basis-36 text-small">
          {t('polls.poster.how')}
          <span className="block wrap-anywhere text-soft" translate="no">
            {location.host}
          </span>
        </p>
      </footer>
    </section>
  );
}
