import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/feedback.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { PollLines } from '../../ui/PollLines.tsx';
import { usePollList } from '../queries.ts';

/** All polls on this device: those to vote in, those voted in, those being prepared, those that have ended. */
export function PollsPage() {
  const t = useT();
  const list = usePollList();
  const none = list && Object.values(list).every((polls) => polls.length === 0);
  return (
    <Page title={t('polls.title')} back="/">
      {none && (
        <EmptyState
          icon="vote"
          title={t('polls.none')}
          action={<LinkButton to="/communautes">{t('polls.none.go')}</LinkButton>}
        >
          {t('polls.none.text')}
        </EmptyState>
      )}
      {(['open', 'voted', 'coming', 'ended'] as const).map((part) => {
        const polls = list?.[part] ?? [];
        if (polls.length === 0) return null;
        return (
          <Section key={part} title={t(`polls.list.${part}`)}>
            <PollLines polls={polls} label={t(`polls.list.${part}`)} />
          </Section>
        );
      })}
    </Page>
  );
}
