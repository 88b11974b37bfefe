import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useT } from '../../i18n/locale.ts';
import { followCatalogue } from '../../sync/api/rows/follow.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { ClubLines } from '../components/ClubLines.tsx';
import { useClubs } from '../queries.ts';

/** The clubs on this device, or those of the work that the address names. */
export function ClubsPage() {
  const t = useT();
  const who = useMember();
  const { livre } = useSearch({ from: '/lire/clubs' });
  const work = useRow('work', livre ?? null);
  const clubs = useClubs(livre);
  // Clubs that are open to all come with the catalogue.
  useEffect(() => void followCatalogue(), []);
  const begin =
    livre === undefined ? (
      <LinkButton icon="read" to="/lire/catalogue">
        {t('clubs.choose')}
      </LinkButton>
    ) : (
      who !== null && (
        <LinkButton icon="plus" to="/lire/clubs/nouveau" search={{ livre }}>
          {t('clubs.begin')}
        </LinkButton>
      )
    );
  return (
    <Page title={t('clubs.clubs')} back={livre ? `/lire/catalogue/${livre}` : '/lire'} kicker={work?.title}>
      {clubs && clubs.mine.length + clubs.others.length === 0 && (
        <EmptyState icon="people" title={t('clubs.none')} action={begin}>
          {t('clubs.none.text')}
        </EmptyState>
      )}
      {clubs && clubs.mine.length > 0 && (
        <Section title={t('clubs.mine')}>
          <ClubLines clubs={clubs.mine} label={t('clubs.mine')} />
        </Section>
      )}
      {clubs && clubs.others.length > 0 && (
        <Section title={t('clubs.others')}>
          <ClubLines clubs={clubs.others} label={t('clubs.others')} />
        </Section>
      )}
      {clubs && clubs.mine.length + clubs.others.length > 0 && begin}
    </Page>
  );
}
