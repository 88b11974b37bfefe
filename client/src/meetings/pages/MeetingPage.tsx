import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { icsOf } from '@egoejo/shared/meetings/ics.ts';
import { endOf, freePlaces, type Meeting } from '@egoejo/shared/meetings/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { dayAndHour, hour, zoneName } from '../../i18n/when.ts';
import { ActSpot } from '../../activity/model.ts';
import { ReportButton, Sanctioned } from '../../moderation/model.ts';
import { saveFile } from '../../platform/device/file.ts';
import { ShareButton } from '../../platform/device/ShareButton.tsx';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState, Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { Icon, type IconName } from '../../ui/pictures/icons.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { AnswerMeeting } from '../components/AnswerMeeting.tsx';
import { Organise } from '../components/Organise.tsx';
import { useOrganises } from '../queries.ts';

function Fact({ icon, label, children }: { icon: IconName; label: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt>
        <Icon name={icon} className="size-5 text-leaf" />
        <span className="sr-only">{label}</span>
      </dt>
      <dd className="min-w-0 flex-1 break-words">{children}</dd>
    </div>
  );
}

function When({ meeting }: { meeting: Meeting }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const [from, to] = [Date.parse(meeting.startsAt), endOf(meeting)];
  const sameDay = new Date(from).toDateString() === new Date(to).toDateString();
  return (
    <>
      <p className="font-strong">{dayAndHour(locale, from, now)}</p>
      <p className="text-small text-soft">
        {t('meetings.until', { time: sameDay ? hour(locale, to) : dayAndHour(locale, to, now) })}
        {' · '}
        {t('ui.zone', { zone: zoneName(locale) })}
      </p>
    </>
  );
}

function Facts({ meeting }: { meeting: Meeting }) {
  const t = useT();
  const free = freePlaces(meeting);
  return (
    <dl className="flex flex-col gap-3">
      <Fact icon="calendar" label={t('meetings.when')}>
        <When meeting={meeting} />
      </Fact>
      {meeting.place && (
        <Fact icon="place" label={t('meetings.place')}>
          {typeset(meeting.place)}
        </Fact>
      )}
      {meeting.link && (
        <Fact icon="external" label={t('meetings.link')}>
          <a href={meeting.link} target="_blank" rel="noopener noreferrer" className="break-all text-leaf">
            {meeting.link}
          </a>
        </Fact>
      )}
      <Fact icon="people" label={t('meetings.who')}>
        {meeting.yes + meeting.perhaps === 0 ? t('meetings.who.nobody') : t('meetings.coming.n', { n: meeting.yes })}
        {meeting.perhaps > 0 && `, ${t('meetings.perhaps.n', { n: meeting.perhaps })}`}
        {free !== null && meeting.state === 'planned' && (
          <span className="block text-small text-soft">
            {free === 0 ? t('meetings.full') : t('meetings.free', { n: free })}
          </span>
        )}
      </Fact>
      <Fact icon="me" label={t('meetings.organiser')}>
        {meeting.name ? t('meetings.by', { name: meeting.name }) : t('meetings.by.nobody')}
      </Fact>
    </dl>
  );
}

function Keep({ meeting }: { meeting: Meeting }) {
  const t = useT();
  const save = () => {
    const page = new URL(`/rencontres/${meeting.id}`, location.href).href;
    const file = new Blob([icsOf(meeting, page, Date.now())], { type: 'text/calendar;charset=utf-8' });
    saveFile('rencontre.ics', file);
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="quiet" icon="calendar" onClick={save}>
        {t('meetings.calendar')}
      </Button>
      <ShareButton path={`/rencontres/${meeting.id}`} title={meeting.title} />
    </div>
  );
}

function Shown({ meeting }: { meeting: Meeting }) {
  const t = useT();
  const now = useNow();
  const community = useRow('community', meeting.community);
  const organises = useOrganises(meeting);
  const over = endOf(meeting) <= now;
  // The last act that planned, changed or cancelled it and was not answered yet, or was refused.
  const waiting = useActs({ touches: { e: 'meeting', id: meeting.id } }).find(
    (a) => !a.dismissed && a.state !== 'received' && a.name !== 'meeting.answer',
  );
  return (
    <Page
      title={meeting.title}
      back="/rencontres"
      kicker={
        community && (
          <Link to="/communautes/$id" params={{ id: community.id }} className="inline-flex min-h-11 items-center">
            {typeset(community.name)}
          </Link>
        )
      }
    >
      {meeting.state === 'cancelled' && (
        <div className="flex gap-3 rounded-card bg-clay-soft p-3.5 forced-colors:border">
          <Icon name="no" className="size-5 flex-none text-clay" />
          <div className="min-w-0 text-small break-words">
            <p className="font-strong text-clay">{t('meetings.cancelled')}</p>
            <p>{typeset(meeting.reason)}</p>
          </div>
        </div>
      )}
      {meeting.state === 'planned' && over && <Notice icon="clock">{t('meetings.over')}</Notice>}
      <ActSpot act={waiting ?? null} here={meeting.id} />
      <Facts meeting={meeting} />
      {meeting.text && <p className="max-w-prose break-words whitespace-pre-line">{typeset(meeting.text)}</p>}
      {meeting.state === 'planned' && !over && <AnswerMeeting meeting={meeting} />}
      <Keep meeting={meeting} />
      {organises && <Organise meeting={meeting} />}
      <div className="flex">
        <ReportButton kind="meeting" subject={meeting.id} author={meeting.author} title={meeting.title} />
      </div>
    </Page>
  );
}

/** A meeting: when, where, who comes, and whether the member comes. */
export function MeetingPage() {
  const t = useT();
  const { id } = useParams({ from: '/rencontres/$id' });
  const meeting = useRow('meeting', id);
  if (meeting && meeting.state !== 'hidden') return <Shown key={id} meeting={meeting} />;
  return (
    <Page title={t('meetings.one')} back="/rencontres">
      {meeting?.state === 'hidden' && <Sanctioned subject={id} />}
      {meeting !== undefined && (
        <EmptyState
          icon="calendar"
          title={t('meetings.missing')}
          action={<LinkButton to="/rencontres">{t('meetings.all')}</LinkButton>}
        >
          {t(meeting ? 'meetings.hidden' : 'meetings.missing.text')}
        </EmptyState>
      )}
    </Page>
  );
}
