import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { RoomMember } from '@egoejo/shared/rooms/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { IconButton, IconLink } from '../../ui/actions/Button.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { Here } from '../components/Present.tsx';
import { RoomDetails } from '../components/RoomDetails.tsx';
import { AboutRoom, JoinRoom, MissingRoom, VisitorRooms } from '../components/RoomStates.tsx';
import { Pinned } from '../components/Pinned.tsx';
import { PastTalk } from '../components/PastTalk.tsx';
import { Talk } from '../components/Talk.tsx';
import { titleOf } from '../names.ts';
import { useGoal, useNames, useRoomActs } from '../queries.ts';

function RoomView({ id, me, message }: { id: string; me: string; message: string | null }) {
  const t = useT();
  const room = useRow('room', id);
  const mine = useRow('roomMember', id);
  const community = useRow('community', room?.community);
  const goal = useGoal(id, message);
  const names = useNames(room ? [room] : []);
  const acts = useRoomActs(id);
  const [open, setOpen] = useState(false);
  if (room === undefined || mine === undefined || names === undefined || goal === undefined)
    return (
      <Page title={t('rooms.one')} back="/conversations">
        {null}
      </Page>
    );
  if (room === null || (mine === null && room.community === null))
    return (
      <Page title={t('rooms.one')} back="/conversations">
        <MissingRoom arriving={mine !== null} />
        <AboutRoom acts={acts.about} id={id} />
      </Page>
    );
  const title = titleOf(t, room, me, names);
  const talk = (joined: RoomMember) => <Talk room={room} mine={joined} me={me} title={title} acts={acts} goal={goal} />;
  const what = t(room.community === null ? 'rooms.details.direct' : 'rooms.details');
  return (
    <Page
      title={title}
      small
      back="/conversations"
      kicker={
        <span className="flex gap-1">
          <span className="min-w-0 truncate">
            {room.community === null ? t('rooms.direct') : community ? typeset(community.name) : '…'}
          </span>
          {mine && <Here room={room} />}
        </span>
      }
      actions={
        mine && (
          <>
            <IconLink icon="search" label={t('rooms.search')} to="/recherche" search={{ conversation: id }} />
            <IconButton icon="people" label={what} onClick={() => setOpen(true)} />
            <Pinned room={room} me={me} title={title} acts={acts.byMessage} />
          </>
        )
      }
    >
      <AboutRoom acts={acts.about} id={id} />
      {mine && room.closed && <Notice icon="lock">{t('rooms.closed.text')}</Notice>}
      {!mine && <JoinRoom room={room} />}
      {mine &&
        (message !== null && goal === null ? (
          <PastTalk room={room} me={me} title={title} message={message} acts={acts.byMessage}>
            {talk(mine)}
          </PastTalk>
        ) : (
          talk(mine)
        ))}
      {open && mine && (
        <RoomDetails room={room} mine={mine} names={names} title={title} me={me} onClose={() => setOpen(false)} />
      )}
    </Page>
  );
}

/** A room of a community, or a direct conversation: its messages, and the field to write one, also without a network. */
export function RoomPage() {
  const t = useT();
  const { id } = useParams({ from: '/conversations/$id' });
  const { message = null } = useSearch({ from: '/conversations/$id' });
  const who = useMember();
  if (who === null)
    return (
      <Page title={t('rooms.one')} back="/conversations">
        <VisitorRooms to={`/conversations/${id}`} />
      </Page>
    );
  return <RoomView key={`${id} ${message}`} id={id} me={who.member} message={message} />;
}
