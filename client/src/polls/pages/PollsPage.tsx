import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { ListDetail, useShowsFirst } from '../../ui/layout/ListDetail.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { PollLines } from '../components/PollLines.tsx';
import { usePollList } from '../queries.ts';
import { PollView } from './PollPage.tsx';

const firstOf = (list: ReturnType<typeof usePollList>) =>
  list && [...list.open, ...list.voted, ...list.coming, ...list.ended][0];

/** All polls on this device: those to vote in, those voted in, those being prepared, those that have ended. */
export function PollsPage() {
  const t = useT();
  const list = usePollList();
  const first = firstOf(list);
  const showsFirst = useShowsFirst('/votes');
  const none = list && Object.values(list).every((polls) => polls.length === 0);
  return (
    <ListDetail at="/votes" title={t('polls.title')} back="/">
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
            <PollLines polls={polls} label={t(`polls.list.${part}`)} shown={showsFirst ? first?.id : undefined} />
          </Section>
        );
      })}
    </ListDetail>
  );
}

/** On a wide screen, shows the first poll of the list until the member chooses one. */
export function FirstPoll() {
  const first = firstOf(usePollList());
  return first && <PollView key={first.id} id={first.id} />;
}
