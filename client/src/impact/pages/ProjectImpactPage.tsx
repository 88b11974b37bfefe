import { typeset } from '../../i18n/typeset.ts';
import { useParams } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { FourP } from '../components/FourP.tsx';
import { usePledged, useProjectGrains } from '../queries.ts';

/** The 4P of a project, from the data on this device. */
export function ProjectImpactPage() {
  const t = useT();
  const { id } = useParams({ from: '/projets/$id/impact' });
  const pledged = usePledged();
  const g = useProjectGrains(id);
  return (
    <Page title={t('impact.project')} back={`/projets/${id}`} small>
      {g && <p className="font-strong">{typeset(g.title)}</p>}
      <p className="max-w-prose text-small text-soft">{t('impact.text')}</p>
      {g === null && (
        <EmptyState
          icon="project"
          title={t('projects.missing.title')}
          action={<LinkButton to="/projets">{t('projects.missing.all')}</LinkButton>}
        >
          {t('projects.missing.text')}
        </EmptyState>
      )}
      {g && (
        <FourP
          figures={{
            pledged,
            grains: [{ word: t('ui.cycle.planted'), n: g.planted }],
            people: { word: t('impact.supporters'), n: g.supporters },
            meaning: [{ word: t('impact.votes'), n: g.votes }],
          }}
        />
      )}
    </Page>
  );
}
