import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Notification, NotificationKind } from '@egoejo/shared/notifications/model.ts';
import { errorText } from '../../../i18n/error-text.ts';
import { useLocale, useT } from '../../../i18n/locale.ts';
import { typeset } from '../../../i18n/typeset.ts';
import { relative } from '../../../i18n/when.ts';
import type { Act } from '../../../sync/api/acts/activity.ts';
import { useLive, useRow } from '../../../sync/api/rows/live.ts';
import { useNow } from '../../../ui/text/clock.ts';
import { Icon, type IconName } from '../../../ui/pictures/icons.tsx';
import type { Entry } from '../../days.ts';

const icons: Record<NotificationKind, IconName> = {
  answer: 'text',
  mention: 'me',
  news: 'project',
  comment: 'text',
  published: 'ok',
  declined: 'no',
  withdrawn: 'no',
  pollOpened: 'vote',
  pollResult: 'chart',
  pollClosed: 'chart',
  announcement: 'people',
  proposed: 'project',
  reported: 'warning',
  appealed: 'warning',
  moderated: 'lock',
  newWork: 'read',
  newText: 'text',
  meetingPlanned: 'calendar',
  meetingChanged: 'calendar',
  meetingCancelled: 'no',
  meetingSoon: 'bell',
  topicPost: 'text',
  clubPart: 'read',
  challengeReached: 'ok',
  manuscriptMoved: 'edit',
  roomMention: 'me',
  roomAnswer: 'talk',
  roomDirect: 'talk',
  newEpisode: 'sound',
  newRelease: 'sound',
};

/** One notification, or one refused vote. */
export function Line({ entry, fresh }: { entry: Entry; fresh: boolean }) {
  return entry.row ? (
    <Told row={entry.row} at={entry.at} fresh={fresh} />
  ) : (
    <RefusedVote act={entry.act} at={entry.at} />
  );
}

/**
 * How the poll of a `pollResult` ended: whether it was cancelled, for a result has no reason, and the grains that came
 * back to the member since.
 */
function useEnd({ kind, poll, text, createdAt }: Notification): { cancelled: boolean; grains: number } {
  const about = kind === 'pollResult' ? poll : null;
  const state = useRow('poll', about)?.state;
  const cancelled = about !== null && (state === 'cancelled' || text !== '');
  const back = useLive(
    async (db) =>
      cancelled
        ? db.transfer
            .where('at')
            .aboveOrEqual(createdAt)
            .filter((m) => m.poll === about && m.reason === 'poll_refund')
            .toArray()
        : [],
    [about, cancelled, createdAt],
  );
  return { cancelled, grains: (back ?? []).reduce((n, m) => n + m.amount, 0) };
}

/** The words of a notification. For a decision of moderators they tell its present state. */
function useSaying({ id, kind }: Notification, cancelled: boolean) {
  const sanction = useRow('sanction', kind === 'moderated' ? id : null);
  if (kind === 'announcement') return null;
  if (!sanction) return `notifications.say.${cancelled ? 'pollCancelled' : kind}` as const;
  if (sanction.answer !== null) return 'notifications.say.moderatedAnswered';
  return sanction.hidden ? 'notifications.say.moderatedHidden' : 'notifications.say.moderatedShown';
}

function Told({ row, at, fresh }: { row: Notification; at: number; fresh: boolean }) {
  const t = useT();
  const { cancelled, grains } = useEnd(row);
  const comment = useRow('comment', row.comment);
  // What is said of a part of a club stays folded until the member has read so far.
  const folded = useRow('topic', row.subject ?? null)?.club;
  const community = useRow('community', row.kind === 'announcement' ? row.community : null);
  const message = useRow('message', row.message ?? null);
  const blocked = useRow('blockedMember', message?.author ?? null);
  const name = comment?.name ?? message?.name ?? t('comments.somebody');
  const saying = useSaying(row, cancelled);
  const words = row.text || (folded ? '' : comment?.text) || (blocked ? '' : message?.text) || '';
  const announced = row.kind === 'announcement';
  const untitled = row.kind === 'moderated' || row.kind === 'newText' || row.kind === 'roomDirect';
  if (message?.state === 'hidden' || (row.title === '' && !untitled))
    return <Shape icon="warning" at={at} fresh={fresh} from={null} title={t('notifications.hidden')} />;
  return (
    <Shape
      icon={cancelled ? 'no' : icons[row.kind]}
      at={at}
      fresh={fresh}
      from={announced ? (community?.name ?? t(row.community ? 'notifications.community' : 'notifications.all')) : null}
      title={
        <To row={row}>
          {saying === null ? typeset(row.title) : t(saying, { title: row.title || t('notifications.own'), name })}
        </To>
      }
    >
      {words && (
        <p className={`text-small text-soft ${announced ? 'whitespace-pre-line' : 'line-clamp-3'}`}>{typeset(words)}</p>
      )}
      {grains > 0 && <p className="text-small">{t('notifications.grainsBack', { n: grains })}</p>}
    </Shape>
  );
}

/** The pages where something is decided, where an author reads a decision and may appeal, and where news are listed. */
type Place = '/animer' | '/animer/signalements' | '/moi/activite' | '/lire/suivis';
const PLACES: Partial<Record<NotificationKind, Place>> = {
  proposed: '/animer',
  reported: '/animer/signalements',
  appealed: '/animer/signalements',
  moderated: '/moi/activite',
  newWork: '/lire/suivis',
  newText: '/lire/suivis',
};

function To({ row, children }: { row: Notification; children: ReactNode }) {
  const look = 'covers no-underline';
  const place = PLACES[row.kind];
  if (place)
    return (
      <Link to={place} className={look}>
        {children}
      </Link>
    );
  if (row.subject && row.message)
    return (
      <Link to="/conversations/$id" params={{ id: row.subject }} search={{ message: row.message }} className={look}>
        {children}
      </Link>
    );
  if (row.subject && row.kind === 'newEpisode')
    return (
      <Link to="/ecouter/emissions/$id" params={{ id: row.subject }} className={look}>
        {children}
      </Link>
    );
  if (row.subject && row.kind === 'newRelease')
    return (
      <Link to="/ecouter/$id" params={{ id: row.subject }} className={look}>
        {children}
      </Link>
    );
  if (row.subject && (row.kind === 'challengeReached' || row.kind === 'manuscriptMoved'))
    return (
      <Link
        to={row.kind === 'manuscriptMoved' ? '/lire/manuscrits/{-$id}' : '/lire/defis/{-$id}'}
        params={{ id: row.subject }}
        className={look}
      >
        {children}
      </Link>
    );
  if (row.subject)
    return (
      <Link
        to={row.kind.startsWith('meeting') ? '/rencontres/$id' : '/forum/$id'}
        params={{ id: row.subject }}
        className={look}
      >
        {children}
      </Link>
    );
  if (row.poll)
    return (
      <Link to="/votes/$id" params={{ id: row.poll }} className={look}>
        {children}
      </Link>
    );
  if (row.project)
    return (
      <Link to="/projets/$id" params={{ id: row.project }} className={look}>
        {children}
      </Link>
    );
  return children;
}

function RefusedVote({ act, at }: { act: Act; at: number }) {
  const t = useT();
  return (
    <Shape
      icon="no"
      at={at}
      fresh={!act.dismissed}
      from={null}
      title={
        <Link to="/moi/activite" className="covers no-underline">
          {t('notifications.say.refused', { title: act.subject ?? '' })}
        </Link>
      }
    >
      {act.verdict?.status === 'rejected' && <p className="text-small text-soft">{errorText(act.verdict)}</p>}
    </Shape>
  );
}

function Shape({
  icon,
  at,
  fresh,
  from,
  title,
  children,
}: {
  icon: IconName;
  at: number;
  fresh: boolean;
  /** Who announces. */
  from: string | null;
  title: ReactNode;
  children?: ReactNode;
}) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  return (
    <li className="relative flex gap-3 py-3" data-new={fresh || undefined}>
      <span
        className={`grid size-9 flex-none place-items-center rounded-inner ${fresh ? 'bg-leaf-soft text-leaf' : 'bg-sunk text-soft'}`}
      >
        <Icon name={icon} className="size-5" />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-0.5 break-words">
        <p className={`text-[0.9375rem] leading-snug ${fresh ? 'font-strong' : ''}`}>{title}</p>
        {children}
        <p className="text-tiny text-soft">
          {fresh && <b className="font-strong text-leaf">{t('notifications.new')} · </b>}
          {from && `${typeset(from)} · `}
          {relative(locale, Math.min(at, now), now)}
        </p>
      </div>
    </li>
  );
}
