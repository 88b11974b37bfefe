import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useWide } from '../../platform/wide.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/feedback.tsx';
import { Page } from '../../ui/Page.tsx';
import { TabsOrColumns } from '../../ui/TabsOrColumns.tsx';
import { PollsPart } from '../components/PollsPart.tsx';
import { ProposalsPart } from '../components/ProposalsPart.tsx';
import { useAnimated } from '../queries.ts';

/** Of those who animate more, the page of each community leads to its concepts. */
const FEW = 5;

/** For animators of a community: proposals to decide on, polls to prepare, open and cancel. */
export function AnimatePage() {
  const t = useT();
  const animated = useAnimated();
  const wide = useWide();
  const [tab, setTab] = useState<'proposals' | 'polls'>('proposals');
  return (
    <Page title={t('animate.title')} back="/moi" wide={wide && animated !== null}>
      {animated === null && (
        <EmptyState
          icon="tools"
          title={t('animate.not.title')}
          action={<LinkButton to="/projets">{t('animate.not.go')}</LinkButton>}
        >
          {t('animate.not.text')}
        </EmptyState>
      )}
      {animated && (
        <div className="flex flex-wrap gap-2">
          <LinkButton variant="quiet" icon="warning" to="/animer/signalements" className="self-start">
            {t('moderation.queue')}
          </LinkButton>
          {animated.communities.slice(0, FEW).map((c) => (
            <LinkButton
              key={c.id}
              variant="quiet"
              icon="stars"
              to="/communautes/$id/constellation"
              params={{ id: c.id }}
              className="self-start text-start"
            >
              {t('concepts.of', { name: c.name })}
            </LinkButton>
          ))}
        </div>
      )}
      {animated && (
        <TabsOrColumns
          label={t('animate.title')}
          value={tab}
          onValue={setTab}
          parts={[
            { value: 'proposals', label: t('animate.proposals'), content: <ProposalsPart animated={animated} /> },
            { value: 'polls', label: t('animate.polls'), content: <PollsPart animated={animated} /> },
          ]}
        />
      )}
    </Page>
  );
}
