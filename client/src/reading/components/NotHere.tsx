import { Link } from '@tanstack/react-router';
import { typeset } from '../../i18n/typeset.ts';
import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { useReadables } from '../queries.ts';

/** Most texts in the list. All of them are on the page *Lire*. */
const NAMED = 6;

/** Texts that open without a network: those not read yet come first. */
export function ReadHere() {
  const t = useT();
  const all = useReadables();
  const here = new Map([...(all?.queue ?? []), ...(all?.shelf ?? [])].filter((r) => r.here).map((r) => [r.id, r]));
  if (here.size === 0) return null;
  const named = [...here.values()].toSorted((a, b) => Number(a.finished) - Number(b.finished)).slice(0, NAMED);
  return (
    <Section title={t('reading.hereList')}>
      <CardList label={t('reading.hereList')}>
        {named.map(({ id, item, story, title }) => (
          <li key={id} className="relative flex min-h-11 items-center py-2">
            <Link
              to="/lire/$id"
              params={{ id: item?.id ?? id }}
              className="font-strong covers no-underline"
              lang={story?.language}
              dir="auto"
            >
              {typeset(title)}
            </Link>
          </li>
        ))}
      </CardList>
    </Section>
  );
}

/** Shown when a text is not on this device and there is no network. Lists texts that do open. */
export function NotHere() {
  const t = useT();
  return (
    <>
      <EmptyState
        icon="offline"
        title={t('reading.missing')}
        action={<LinkButton to="/lire">{t('reading.missing.go')}</LinkButton>}
      >
        {t('reading.away')}
      </EmptyState>
      <ReadHere />
    </>
  );
}
