import { Link } from '@tanstack/react-router';
import { freePlaces, type Meeting, type MeetingAnswer } from '@egoejo/shared/meetings/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { dayAndHour } from '../../i18n/when.ts';
import { useUnsettled } from '../../sync/api/acts/activity.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip, Settled, StateChip, type ActState } from '../../ui/feedback/Chip.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { usePlanned, type MeetingLists } from '../queries.ts';
import { MeetingDate } from './MeetingDate.tsx';

const ANSWERING: ReadonlySet<string> = new Set(['meeting.answer']);
const TONES = { yes: 'leaf', perhaps: 'wait', no: 'plain' } as const;

function Line({
  meeting,
  answer,
  state,
  planning,
}: {
  meeting: Meeting;
  answer: MeetingAnswer | undefined;
  /** Of the member's queued answer. */
  state: ActState | undefined;
  /** Of the queued act that plans it. */
  planning: ActState | undefined;
}) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const community = useRow('community', meeting.community);
  const off = meeting.state === 'cancelled';
  const free = freePlaces(meeting);
  return (
    <li className="relative flex items-start gap-3 py-3">
      <MeetingDate startsAt={meeting.startsAt} off={off} />
      <div className="min-w-0 flex-1">
        <Link to="/rencontres/$id" params={{ id: meeting.id }} className="font-strong covers no-underline">
          {typeset(meeting.title)}
        </Link>
        <p className="text-small">
          {[dayAndHour(locale, Date.parse(meeting.startsAt), now), meeting.place].filter(Boolean).join(' · ')}
        </p>
        {community && <p className="text-tiny text-soft">{typeset(community.name)}</p>}
        <p className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
          {planning && <StateChip state={planning} />}
          {off && (
            <Chip tone="clay" icon="no">
              {t('meetings.cancelled')}
            </Chip>
          )}
          {answer && !planning && (
            <Settled state={state}>
              <Chip tone={TONES[answer.answer]}>{t(`meetings.mine.${answer.answer}`)}</Chip>
            </Settled>
          )}
          {!off && meeting.yes > 0 && <Chip icon="people">{t('meetings.coming.n', { n: meeting.yes })}</Chip>}
          {!off && free === 0 && answer?.answer !== 'yes' && <Chip tone="clay">{t('meetings.full')}</Chip>}
        </p>
      </div>
    </li>
  );
}

/** Meetings as lines, each with its day and what the member answered. */
export function MeetingLines({
  meetings,
  answers,
  label,
}: {
  meetings: readonly Meeting[];
  answers: MeetingLists['answers'];
  label: string;
}) {
  const answering = useUnsettled(ANSWERING, 'meeting');
  const planning = usePlanned();
  return (
    <CardList label={label}>
      {meetings.map((meeting) => (
        <Line
          key={meeting.id}
          meeting={meeting}
          answer={answers.get(meeting.id)}
          state={answering.get(meeting.id)}
          planning={planning.get(meeting.id)}
        />
      ))}
    </CardList>
  );
}
