import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { RefusedAct } from '../../activity/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { followCommunity } from '../../sync/api/rows/follow.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { RoomLines } from '../components/RoomLines.tsx';
import { VisitorRooms } from '../components/RoomStates.tsx';
import { useRoomLines } from '../queries.ts';

/** The ways to begin a conversation. */
function Begin({ community }: { community: string | undefined }) {
  const t = useT();
  return (
    <div className="flex flex-wrap gap-2">
      <LinkButton icon="plus" className="flex-auto" to="/conversations/nouveau" search={{ communaute: community }}>
        {t('rooms.open')}
      </LinkButton>
      <LinkButton variant="quiet" icon="edit" className="flex-auto" to="/conversations/ecrire">
        {t('rooms.write')}
      </LinkButton>
    </div>
  );
}

const BEGINS: ReadonlySet<string> = new Set(['room.open', 'room.direct']);
/** Conversations that this device began and the server refused. */
function RefusedRooms() {
  const refused = useActs().filter(
    ({ name, here, dismissed, verdict }) => BEGINS.has(name) && here && !dismissed && verdict?.status === 'rejected',
  );
  return refused.map((act) => (
    <div key={act.key} className="flex flex-col gap-2">
      {act.subject !== null && <p className="border-s border-line ps-3 text-soft">{act.subject}</p>}
      <RefusedAct act={act} />
    </div>
  ));
}

function Lists({ community, me }: { community: string | undefined; me: string }) {
  const t = useT();
  const lines = useRoomLines(community);
  if (!lines) return null;
  const mine = lines.filter((l) => l.mine !== null);
  const others = community === undefined ? [] : lines.filter((l) => l.mine === null && !l.room.closed);
  if (mine.length + others.length === 0)
    return (
      <EmptyState
        icon="talk"
        title={t(community === undefined ? 'rooms.none' : 'rooms.none.here')}
        action={<Begin community={community} />}
      >
        {t(community === undefined ? 'rooms.none.text' : 'rooms.none.here.text')}
      </EmptyState>
    );
  return (
    <>
      <Begin community={community} />
      {community === undefined && <RoomLines lines={mine} me={me} label={t('rooms.list')} />}
      {community !== undefined && mine.length > 0 && (
        <Section title={t('rooms.mine')}>
          <RoomLines lines={mine} me={me} label={t('rooms.mine')} />
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t('rooms.others')}>
          <RoomLines lines={others} me={me} label={t('rooms.others')} />
        </Section>
      )}
    </>
  );
}

/** The conversations of the member, or the rooms of the community in the address, those to join among them. */
export function RoomsPage() {
  const t = useT();
  const who = useMember();
  const { communaute } = useSearch({ from: '/conversations' });
  const community = useRow('community', communaute ?? null);
  useEffect(() => {
    if (communaute !== undefined) void followCommunity(communaute);
  }, [communaute]);
  return (
    <Page
      title={t('home.rooms')}
      back={communaute === undefined ? '/moi' : `/communautes/${communaute}`}
      kicker={community?.name}
    >
      {who === null ? (
        <VisitorRooms to="/conversations" />
      ) : (
        <>
          <RefusedRooms />
          <Lists community={communaute} me={who.member} />
        </>
      )}
    </Page>
  );
}
