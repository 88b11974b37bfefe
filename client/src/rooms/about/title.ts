import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { titleOf } from '../names.ts';
import { useNames } from '../queries.ts';

/** The title of a room. Null while it is being read, and if the room is not on this device. */
export function useRoomTitle(id: string | null | undefined): string | null {
  const t = useT();
  const me = useMember()?.member ?? '';
  const room = useRow('room', id);
  const names = useNames(room ? [room] : []);
  return room && names ? titleOf(t, room, me, names) : null;
}
