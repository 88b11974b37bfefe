import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';
import { useRecommended } from './queries.ts';
import { Recommended } from './Recommended.tsx';

/** So many are shown until more are asked for. */
const FIRST = 3;

/** What the member may read next, also without a network; nothing where there is nothing to recommend. */
export function ForYou() {
  const t = useT();
  const list = useRecommended();
  const kept = useKeptFocus();
  const [all, setAll] = useState(false);
  if (!list || list.length === 0) return null;
  const shown = all ? list : list.slice(0, FIRST);
  const rest = list.length - shown.length;
  return (
    <section ref={kept} aria-labelledby="pour-vous" className="flex flex-col gap-2">
      <h2 id="pour-vous" tabIndex={-1} data-focus-home className="text-head">
        {t('recommendations.title')}
      </h2>
      <CardList label={t('recommendations.title')}>
        {shown.map((of) => (
          <Recommended key={of.work} of={of} />
        ))}
      </CardList>
      {rest > 0 && (
        <Button variant="plain" className="self-start" onClick={() => setAll(true)}>
          {t('recommendations.more', { n: rest })}
        </Button>
      )}
    </section>
  );
}
