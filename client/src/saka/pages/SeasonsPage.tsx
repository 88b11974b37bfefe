import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { useMayRunSeasons, useSeasonRows } from '../queries.ts';
import { NewSeason } from '../components/seasons/NewSeason.tsx';
import { SeasonItem } from '../components/seasons/SeasonItem.tsx';

/**
 * For global animators: open, name and close seasons. It works online only, since only the server knows the current
 * state.
 */
export function SeasonsPage() {
  const t = useT();
  const tends = useMayRunSeasons();
  const seasons = useSeasonRows();
  return (
    <Page title={t('saka.tend')} back="/cycle">
      {tends === false && (
        <EmptyState
          icon="tools"
          title={t('saka.tend.not')}
          action={<LinkButton to="/cycle">{t('saka.title')}</LinkButton>}
        >
          {t('saka.tend.notText')}
        </EmptyState>
      )}
      {tends && (
        <>
          <NewSeason />
          <Section title={t('saka.tend.all')}>
            {seasons?.length === 0 && <p className="text-small text-soft">{t('saka.tend.none')}</p>}
            <ul className="flex flex-col gap-3">
              {seasons?.map((s) => (
                <SeasonItem key={s.id} season={s} />
              ))}
            </ul>
          </Section>
        </>
      )}
    </Page>
  );
}
