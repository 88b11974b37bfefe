import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { CaseCard } from '../components/CaseCard.tsx';
import { useModerates, useQueue } from '../queries.ts';

/** What waits for this member's decision, and what was decided. It is read and decided without a network, too. */
export function QueuePage() {
  const t = useT();
  const may = useModerates();
  const queue = useQueue();
  return (
    <Page title={t('moderation.queue')} back="/moi">
      {may && !may.moderates && (
        <EmptyState
          icon="lock"
          title={t('moderation.not.title')}
          action={<LinkButton to="/communautes">{t('moderation.not.go')}</LinkButton>}
        >
          {t('moderation.not.text')}
        </EmptyState>
      )}
      {may?.moderates && queue && queue.open.length === 0 && (
        <EmptyState icon="ok" title={t('moderation.none.title')}>
          {t('moderation.none.text')}
        </EmptyState>
      )}
      {queue && queue.open.length > 0 && (
        <Section title={t('moderation.open')}>
          <ul className="flex flex-col gap-3">
            {queue.open.map((c) => (
              <CaseCard key={c.id} found={c} />
            ))}
          </ul>
        </Section>
      )}
      {queue && queue.done.length > 0 && (
        <Section title={t('moderation.done')}>
          <ul className="flex flex-col gap-3">
            {queue.done.map((c) => (
              <CaseCard key={c.id} found={c} />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
