import { useState } from 'react';
import { useLocale, useT } from '../../i18n/locale.ts';
import { dayName } from '../../i18n/when.ts';
import type { Act } from '../../sync/api/acts/activity.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Listen } from '../../ui/text/Listen.tsx';
import { Switch } from '../../ui/forms/Switch.tsx';
import { isHidden, isTechnical, partsOf } from '../days.ts';
import { actTitle } from '../labels.ts';
import { actLine, actNotes } from '../line.ts';
import { useActsInWords } from '../queries.ts';
import { ActRow } from './ActRow.tsx';

const STEP = 50;

/** The acts of a day, or those that wait, under a head that stays in sight. */
function Part({ at, acts, waits }: { at: number | null; acts: readonly Act[]; waits: number }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const day = at === null ? '' : dayName(locale, at, now);
  return (
    <section>
      <h2 className="sticky top-0 z-10 bg-paper py-1.5 text-tiny font-strong text-soft">
        {at === null ? t('activity.waiting') : day}
      </h2>
      {acts.length > 0 && (
        <CardList label={at === null ? t('activity.list.waiting') : t('activity.list.day', { day })}>
          {acts.map((act) => (
            <ActRow key={act.key} act={act} keepsFocus />
          ))}
        </CardList>
      )}
      {waits > 0 && (
        <p className="px-3.5 pt-1.5 text-tiny text-wait">{t('activity.technical.waiting', { n: waits })}</p>
      )}
    </section>
  );
}

/** The member's acts by day; settings and positions only on demand, or when something happened to them. */
export function Acts() {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const acts = useActsInWords();
  const [all, setAll] = useState(false);
  const [shown, setShown] = useState(STEP);
  const seen = all ? acts : acts.filter((act) => !isHidden(act));
  // The badge counts them too.
  const waits = all ? 0 : acts.filter((act) => act.verdict === null && isHidden(act)).length;
  const parts = partsOf(seen.slice(0, shown));
  return (
    <>
      {seen.length > 0 && (
        <Listen
          read={(part) =>
            part > 0
              ? null
              : seen
                  .slice(0, shown)
                  .flatMap((act) => [actTitle(t, act), actLine(t, locale, act, now), ...actNotes(t, act)])
          }
        />
      )}
      {waits > 0 && parts[0]?.at !== null && <Part at={null} acts={[]} waits={waits} />}
      {parts.map(({ key, at, acts: some }) => (
        <Part key={key} at={at} acts={some} waits={at === null ? waits : 0} />
      ))}
      {seen.length === 0 && (
        <EmptyState
          icon="send"
          title={t('activity.empty.title')}
          action={<LinkButton to="/projets">{t('activity.empty.go')}</LinkButton>}
        >
          {t('activity.empty.text')}
        </EmptyState>
      )}
      {seen.length > shown && (
        <Button variant="plain" block onClick={() => setShown(shown + STEP)}>
          {t('activity.more')}
        </Button>
      )}
      {acts.some(isTechnical) && <Switch label={t('activity.technical')} checked={all} onValue={setAll} />}
    </>
  );
}
