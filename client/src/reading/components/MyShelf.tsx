import { Fragment, useState, type ReactNode } from 'react';
import { useEcoRules, useWifiHold } from '../../eco/store.ts';
import { useT } from '../../i18n/locale.ts';
import { useFlag } from '../../saka/model.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { EmptyState, Notice } from '../../ui/feedback/feedback.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { FilterChips } from '../../ui/layout/FilterChips.tsx';
import { stagesOf, type Shelved, type Stage } from '../shelf.ts';
import { AddLink } from './AddLink.tsx';

/** Something to read with how it is drawn. */
export interface OnShelf extends Shelved {
  /** Its line, an `li`. */
  line: () => ReactNode;
  /** Its card, where the member reads on. */
  on: () => ReactNode;
}
type Filter = Stage | 'all';

const FIRST = 10;
const STEP = 40;

/** Why texts do not come by themselves. */
function WhyNotHere() {
  const t = useT();
  const hold = useWifiHold();
  const { texts } = useEcoRules();
  if (!texts) return <Notice icon="download">{t('reading.onOpening')}</Notice>;
  return hold && <Notice icon="offline">{t('reading.wifi')}</Notice>;
}

/** What a shelf without anything says. */
function Nothing() {
  const t = useT();
  const who = useMember();
  const grains = useFlag('ENABLE_SAKA');
  if (who)
    return (
      <EmptyState icon="read" title={t('reading.empty.title')}>
        {t('reading.empty.text')}
      </EmptyState>
    );
  return (
    <EmptyState
      icon="read"
      title={t('reading.visitor.title')}
      action={
        <LinkButton to="/connexion" search={{ suite: '/lire' }}>
          {t('activity.signIn')}
        </LinkButton>
      }
    >
      {t(grains ? 'reading.visitor.text' : 'reading.visitor.textOnly')}
    </EmptyState>
  );
}

/** The lines of one stage, or all, some at a time. */
function Lines({ all }: { all: readonly OnShelf[] }) {
  const t = useT();
  const [shown, setShown] = useState(FIRST);
  return (
    <>
      <CardList label={t('reading.shelf')}>
        {all.slice(0, shown).map(({ key, line }) => (
          <Fragment key={key}>{line()}</Fragment>
        ))}
      </CardList>
      {all.length > shown && (
        <Button variant="plain" block onClick={() => setShown(shown + STEP)}>
          {t('reading.show')}
        </Button>
      )}
    </>
  );
}

/**
 * The texts and books of the member in one list, and how to add to it. `away`: texts of it are not on this device;
 * `addBook` opens a book from a file, once its code is here; `later`: the code of books could not be fetched, and there
 * may be some.
 */
export function MyShelf({
  all,
  first,
  away,
  later,
  addBook,
}: {
  all: readonly OnShelf[];
  first: Filter;
  away: boolean;
  later: boolean;
  addBook: ReactNode;
}) {
  const t = useT();
  const who = useMember();
  const [adding, setAdding] = useState(false);
  const [chosen, setChosen] = useState(first);
  const stages = stagesOf(all);
  const filter = chosen !== 'all' && stages.includes(chosen) ? chosen : 'all';
  return (
    <Section
      title={t('reading.shelf')}
      actions={
        (who ?? addBook) && (
          <Button variant="plain" icon="plus" aria-expanded={adding} onClick={() => setAdding(!adding)}>
            {t('reading.plus')}
          </Button>
        )
      }
    >
      {adding && (
        <div className="flex flex-col gap-4 pb-2">
          {who && <AddLink />}
          {addBook}
        </div>
      )}
      {later && <Notice icon="offline">{t('reading.books.later')}</Notice>}
      {stages.length > 1 && (
        <FilterChips
          label={t('reading.filter')}
          value={filter}
          options={[
            { value: 'all', label: t('reading.filter.all') },
            ...stages.map((value) => ({ value, label: t(`reading.filter.${value}`) })),
          ]}
          onValue={setChosen}
        />
      )}
      {away && <WhyNotHere />}
      {all.length === 0 ? (
        <Nothing />
      ) : (
        <Lines key={filter} all={filter === 'all' ? all : all.filter(({ stage }) => stage === filter)} />
      )}
    </Section>
  );
}
