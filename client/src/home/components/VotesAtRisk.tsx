import { useLocale, useT } from '../../i18n/locale.ts';
import { duration } from '../../i18n/when.ts';
import { useVotesAtRisk } from '../../polls/votes-at-risk.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { StateChip } from '../../ui/feedback/Chip.tsx';

/** The member's votes that still wait on this device though their polls close within a day, and what to do. */
export function VotesAtRisk() {
  const t = useT();
  const locale = useLocale();
  const risk = useVotesAtRisk();
  if (!risk) return null;
  const { polls, remedy, now } = risk;
  return (
    <Card>
      <div className="flex items-start gap-2.5">
        <h2 className="flex-1 text-head">{t('home.late.title', { n: polls.length })}</h2>
        <StateChip state="queued" />
      </div>
      <p className="mt-1.5 text-small">{t(`home.late.${remedy}`)}</p>
      <ul className="mt-2 flex flex-col gap-2">
        {polls.map((poll) => (
          <li key={poll.id}>
            <LinkButton to="/votes/$id" params={{ id: poll.id }} variant="quiet" block>
              {t('home.late.poll', { title: poll.title, left: duration(locale, Date.parse(poll.closesAt) - now) })}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Card>
  );
}
