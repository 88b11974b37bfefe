import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { useT } from '../../i18n/locale.ts';
import { useRow, useRows } from '../../sync/api/rows/live.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';

/** For members of its community: the way to the room about a club, or to opening one. */
export function RoomAboutClub({ club, community }: { club: string; community: CommunityId | null }) {
  const t = useT();
  const membership = useRow('membership', community);
  const room = useRows('room')?.find((r) => r.about?.kind === 'club' && r.about.id === club && !r.closed);
  if (!membership) return null;
  return room ? (
    <LinkButton variant="quiet" icon="talk" to="/conversations/$id" params={{ id: room.id }}>
      {t('rooms.about.see')}
    </LinkButton>
  ) : (
    <LinkButton variant="quiet" icon="talk" to="/conversations/nouveau" search={{ club }}>
      {t('rooms.about.open')}
    </LinkButton>
  );
}
