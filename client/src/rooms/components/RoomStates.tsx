import type { Room } from '@egoejo/shared/rooms/model.ts';
import { ActSpot, RefusedAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import type { Act } from '../../sync/api/acts/activity.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState, ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';

/** What the page of conversations is for, and the way to an account. */
export function VisitorRooms({ to }: { to: string }) {
  const t = useT();
  return (
    <EmptyState
      icon="talk"
      title={t('rooms.visitor')}
      action={
        <LinkButton to="/connexion" search={{ suite: to }}>
          {t('rooms.signIn')}
        </LinkButton>
      }
    >
      {t('rooms.visitor.text')}
    </EmptyState>
  );
}

/** The room is not, or no more, on this device. `arriving`: the member is in it. */
export function MissingRoom({ arriving }: { arriving: boolean }) {
  const t = useT();
  if (arriving) return <Notice icon="download">{t('rooms.arriving')}</Notice>;
  return (
    <EmptyState
      icon="talk"
      title={t('rooms.missing')}
      action={<LinkButton to="/conversations">{t('rooms.list')}</LinkButton>}
    >
      {t('rooms.missing.text')}
    </EmptyState>
  );
}

/** What a room is for and who sees what is said in it, before the member joins it. */
export function JoinRoom({ room }: { room: Room }) {
  const t = useT();
  const membership = useRow('membership', room.community);
  const { queue, busy, failed } = useQueueing();
  return (
    <div className="flex flex-col gap-3">
      {room.purpose !== '' && <p className="max-w-prose whitespace-pre-line">{typeset(room.purpose)}</p>}
      <p className="text-small text-soft">{t('rooms.members', { n: room.members })}</p>
      {room.closed && <Notice icon="lock">{t('rooms.closed.text')}</Notice>}
      {membership === null && room.community !== null ? (
        <>
          <Notice icon="people">{t('rooms.join.community')}</Notice>
          <LinkButton block to="/communautes/$id" params={{ id: room.community }}>
            {t('rooms.join.see')}
          </LinkButton>
        </>
      ) : (
        <>
          <Notice icon="eye">{t('rooms.join.text')}</Notice>
          <Button
            block
            icon="talk"
            busy={busy}
            onClick={() => void queue('room.join', { room: room.id, on: true }, room.title)}
          >
            {t('rooms.join')}
          </Button>
        </>
      )}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
    </div>
  );
}

/** What waits or was refused about the room itself. */
export function AboutRoom({ acts, id }: { acts: readonly Act[]; id: string }) {
  const waiting = acts.find((act) => act.verdict === null);
  return (
    <>
      {waiting && <ActSpot act={waiting} here={id} />}
      {acts.map((act) => (
        <RefusedAct key={act.key} act={act} />
      ))}
    </>
  );
}
