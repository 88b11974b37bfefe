/** Who else is in the room now, and who writes: known only while the live channel is open (T4). */
import type { Room } from '@egoejo/shared/rooms/model.ts';
import { roomScope } from '@egoejo/shared/sync/protocol.ts';
import { useBlocked } from '../../blocks/model.ts';
import type { Person } from '../../comments/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useSignals } from '../../sync/api/rows/open-scope.ts';

/** How many people have the room open, the member too; nothing when they are alone, or when it is not known. */
export function Here({ room }: { room: Room }) {
  const t = useT();
  const { here, count } = useSignals(roomScope(room.id));
  const blocked = useBlocked();
  const n = count - here.filter((member) => blocked.has(member)).length;
  return n > 1 && <span className="shrink-0">· {t('rooms.here', { n })}</span>;
}

/** Who writes, in a line of its own below the messages, whose place is kept when nobody does. */
export function Writing({
  room,
  people,
  me,
  blocked,
}: {
  room: Room;
  people: readonly Person[];
  me: string;
  blocked: ReadonlySet<string>;
}) {
  const t = useT();
  const { typing } = useSignals(roomScope(room.id));
  const others = typing.filter((member) => member !== me && !blocked.has(member));
  const [one, other] = others.map((member) => people.find(({ id }) => id === member)?.name);
  const words =
    others.length === 0
      ? null
      : others.length === 1
        ? t('rooms.writes', { name: one ?? t('rooms.somebody') })
        : others.length === 2 && one !== undefined && other !== undefined
          ? t('rooms.writes.two', { one, other })
          : t('rooms.writes.many');
  return (
    <p aria-live="polite" className="h-6 truncate text-tiny text-soft">
      {words}
    </p>
  );
}
