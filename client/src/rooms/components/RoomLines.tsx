import { Link } from '@tanstack/react-router';
import { shortened } from '@egoejo/shared/platform/cut.ts';
import { MESSAGES_KEPT, type MessageFile } from '@egoejo/shared/rooms/model.ts';
import { useBlocked } from '../../blocks/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip, StateChip } from '../../ui/feedback/Chip.tsx';
import { RelativeTime } from '../../ui/text/times.tsx';
import { saidOf } from '../files/said.ts';
import { titleOf, type Names } from '../names.ts';
import { useFilesOf, useNames, type RoomLine } from '../queries.ts';

/** How many messages are new, for the eye and for screen readers. */
function Unread({ n, muted }: { n: number; muted: boolean }) {
  const t = useT();
  const many = n >= MESSAGES_KEPT;
  return (
    <span
      className={`num grid h-6 min-w-6 flex-none place-items-center rounded-full px-1.5 text-tiny font-strong forced-colors:border ${
        muted ? 'bg-sunk text-soft' : 'bg-leaf text-on-leaf'
      }`}
    >
      <span aria-hidden="true">{many ? t('rooms.many', { n: MESSAGES_KEPT }) : n}</span>
      <span className="sr-only">{many ? t('rooms.unread.many', { n: MESSAGES_KEPT }) : t('rooms.unread', { n })}</span>
    </span>
  );
}

type Files = ReadonlyMap<string, MessageFile>;

/** What the last message says, in one line; for a room that the member can join, what it is for. */
function useExcerpt({ room, mine, last }: RoomLine, files: Files, me: string): string {
  const t = useT();
  const blocked = useBlocked();
  if (mine === null) return room.purpose;
  if (last === null) return t('rooms.quiet');
  if (last.state !== 'shown') return t(last.state === 'hidden' ? 'rooms.hidden' : 'rooms.deleted');
  const two = room.community === null && room.people.length <= 2;
  if (!two && last.author !== null && blocked.has(last.author)) return t('blocks.folded');
  const text = shortened(saidOf(t, last, files), 120);
  if (last.author === me) return t('rooms.you', { text });
  return two ? text : t('rooms.by', { name: last.name ?? t('rooms.somebody'), text });
}

interface LineProps {
  line: RoomLine;
  /** Of the last messages. */
  files: Files;
  me: string;
  place: string;
  names: Names;
}
function Line({ line, files, me, place, names }: LineProps) {
  const t = useT();
  const { room, mine, last, unread, waits } = line;
  const title = titleOf(t, room, me, names);
  const excerpt = useExcerpt(line, files, me);
  const hasNew = mine !== null && unread > 0;
  const isNew = hasNew && !mine.muted;
  return (
    <li className="relative flex items-center gap-3 py-3">
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <p className="flex items-baseline gap-2 text-tiny text-soft">
          <span className="min-w-0 flex-1 truncate">{place}</span>
          {mine && last && (
            <span className="flex-none">
              <RelativeTime at={Date.parse(last.createdAt)} />
            </span>
          )}
        </p>
        <Link
          to="/conversations/$id"
          params={{ id: room.id }}
          className={`break-words covers no-underline ${mine === null || isNew ? 'font-strong' : ''}`}
        >
          {typeset(title)}
        </Link>
        {excerpt !== '' && (
          <p dir="auto" className={`line-clamp-2 text-small break-words ${isNew ? 'text-ink' : 'text-soft'}`}>
            {typeset(excerpt)}
          </p>
        )}
        {(waits || room.closed || mine === null || mine.muted) && (
          <p className="flex flex-wrap items-center gap-1.5 text-tiny text-soft">
            {mine === null && t('rooms.members', { n: room.members })}
            {waits && <StateChip state="queued" />}
            {mine?.muted && <Chip icon="mute">{t('rooms.muted')}</Chip>}
            {room.closed && <Chip icon="lock">{t('rooms.closed')}</Chip>}
          </p>
        )}
      </div>
      {hasNew && <Unread n={unread} muted={mine.muted} />}
    </li>
  );
}

/** Conversations as lines: where, what was said last and when, and how much of it is new. */
export function RoomLines({ lines, me, label }: { lines: readonly RoomLine[]; me: string; label: string }) {
  const t = useT();
  const communities = new Map<string, string>((useRows('community') ?? []).map((c) => [c.id, c.name]));
  const names = useNames(lines.map((l) => l.room));
  const files = useFilesOf(lines.flatMap(({ last }) => last ?? []));
  if (!names || !files) return null;
  return (
    <CardList label={label}>
      {lines.map((line) => (
        <Line
          key={line.room.id}
          line={line}
          files={files}
          me={me}
          names={names}
          place={line.room.community === null ? t('rooms.direct') : typeset(communities.get(line.room.community) ?? '')}
        />
      ))}
    </CardList>
  );
}
