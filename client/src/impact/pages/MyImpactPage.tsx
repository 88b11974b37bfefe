import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { FourP } from '../components/FourP.tsx';
import { useMyGrains, usePledged } from '../queries.ts';

/** The member's own 4P, from their device. No one else sees it. */
export function MyImpactPage() {
  const t = useT();
  const pledged = usePledged();
  const g = useMyGrains();
  return (
    <Page title={t('impact.mine')} back="/cycle">
      <p className="max-w-prose text-small text-soft">
        {t('impact.text')} {t('impact.own')}
      </p>
      {g === null && (
        <EmptyState
          icon="leaf"
          title={t('saka.visitor.title')}
          action={
            <LinkButton to="/inscription" search={{ suite: '/moi/impact' }}>
              {t('saka.visitor.join')}
            </LinkButton>
          }
        >
          {t('saka.visitor.text')}
        </EmptyState>
      )}
      {g && (
        <FourP
          figures={{
            pledged,
            grains: [
              { word: t('ui.cycle.harvested'), n: g.harvested },
              { word: t('ui.cycle.planted'), n: g.planted },
              { word: t('ui.cycle.composted'), n: g.composted },
            ],
            people: { word: t('impact.supported'), n: g.supported },
            meaning: [
              { word: t('impact.voted'), n: g.voted },
              { word: t('impact.read'), n: g.read },
            ],
          }}
        />
      )}
    </Page>
  );
}
