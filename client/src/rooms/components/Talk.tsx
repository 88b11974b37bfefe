import { useMemo, useRef, useState, type Dispatch, type ReactNode, type SetStateAction } from 'react';
import { roomScope } from '@egoejo/shared/sync/protocol.ts';
import type { Message, MessageFile, Reaction, Room, RoomMember } from '@egoejo/shared/rooms/model.ts';
import { BlockButton, useBlocked } from '../../blocks/model.ts';
import { peopleOf, type Person } from '../../comments/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useOpenScope } from '../../sync/api/rows/open-scope.ts';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { entriesOf, isUnread } from '../entries.ts';
import { useAttached } from '../files/attached.ts';
import { saidOf } from '../files/said.ts';
import { useMayPin } from '../pins.ts';
import type { RoomActs } from '../queries.ts';
import { rulesOf } from '../rules.ts';
import { useEndInSight, useVisible } from '../use-end.ts';
import { goTo, toEnd, useReading, useScrolling, useShown } from '../use-talk.ts';
import { Announced } from './Announced.tsx';
import { Changing, Composer, type Again } from './Composer.tsx';
import { Entries } from './Entries.tsx';
import { Higher } from './Higher.tsx';
import { MessageMenu } from './MessageMenu.tsx';
import { Writing } from './Present.tsx';
import { ErasureNotice } from './RoomRules.tsx';

interface Props {
  room: Room;
  mine: RoomMember;
  me: string;
  /** What the room is called. */
  title: string;
  acts: RoomActs;
  /** The message to which the member comes; null: to what is new. */
  goal: Message | null;
}
const NOBODY: ReadonlySet<string> = new Set();

/** Who can be mentioned: who wrote here, and the people of a direct conversation. */
function usePeople(room: Room, messages: readonly Message[], me: string): readonly Person[] {
  return useMemo(() => {
    const wrote = peopleOf(messages);
    const known = new Set<string>(wrote.map((p) => p.id));
    const others = room.people.flatMap(({ id, name }) =>
      name === null || known.has(id) ? [] : [{ id, name, wrote: '' }],
    );
    return [...wrote, ...others].filter((p) => p.id !== me);
  }, [room.people, messages, me]);
}

/** What the member does in the room. */
interface Doing {
  menu: Message | null;
  /** The message that the next one answers. */
  answers: Message | null;
  changing: Message | null;
  /** A refused message, to be written again. */
  again: Again | null;
}
const NOTHING: Doing = { menu: null, answers: null, changing: null, again: null };

/** The messages of a room, and the field to write one. */
export function Talk({ room, mine, me, title, acts, goal }: Props) {
  const t = useT();
  useOpenScope(roomScope(room.id));
  // What was new when the member opened the room stays marked.
  const [readTo] = useState(mine.readTo);
  const shown = useShown(room, readTo, goal?.no ?? null);
  const { messages, files } = shown;
  const people = usePeople(room, messages, me);
  const end = useRef<HTMLDivElement>(null);
  const atEnd = useEndInSight(end, shown.loaded);
  const visible = useVisible();
  const [doing, setDoing] = useState(NOTHING);
  const blocked = useBlocked();
  // In a conversation of two, the member knows whom they blocked.
  const other = room.community === null && room.people.length <= 2 ? room.people.find((p) => p.id !== me) : undefined;
  const folded = other ? NOBODY : blocked;
  const { queue } = useQueueing({ several: true });
  const entries = useMemo(
    () => entriesOf({ messages, refused: acts.refused, readTo, me }),
    [messages, acts.refused, readTo, me],
  );
  const highest = messages.reduce((most, { no }) => Math.max(most, no ?? 0), 0);
  useReading(room, mine.readTo, highest, atEnd === true && visible);
  const hold = useScrolling(shown.loaded, messages[0]?.id, atEnd === true, goal?.id);
  const react = (message: Message, of: Reaction, on: boolean) =>
    void queue('message.react', { message: message.id, of, on }, title);
  if (!shown.loaded) return null;
  const down = atEnd === false && <Down n={messages.filter((m) => isUnread(m, mine.readTo, me)).length} />;
  return (
    <>
      <div className="flex min-h-[calc(100dvh-var(--thumb-bar)-13rem)] flex-col justify-end rail:min-h-[calc(100dvh-13rem)]">
        {shown.lowest !== null && shown.lowest > 1 && !shown.ended && (
          <Higher
            label={t('rooms.higher')}
            room={room.id}
            before={shown.lowest}
            here={shown.here}
            onHere={() => {
              hold();
              shown.showMore();
            }}
            onFetched={(older) => {
              hold();
              shown.take(older);
            }}
          />
        )}
        {entries.length === 0 && <p className="py-6 text-center text-small text-soft">{t('rooms.said.none')}</p>}
        <Entries
          entries={entries}
          messages={messages}
          files={files}
          me={me}
          people={people}
          folded={folded}
          acts={acts.byMessage}
          onGo={goTo}
          onMenu={(menu) => setDoing({ ...doing, menu })}
          onReact={room.closed ? null : react}
          onRewrite={room.closed ? null : (again) => setDoing({ ...doing, again })}
        />
        <Writing room={room} people={people} me={me} blocked={blocked} />
        <ErasureNotice room={room} />
        <div ref={end} className="h-px" />
      </div>
      <Announced messages={messages} files={files} me={me} folded={folded} />
      {other && blocked.has(other.id) ? (
        <Notice icon="no">
          <span className="block">{t('blocks.pair', { name: title })}</span>
          <BlockButton member={other.id} name={title} />
        </Notice>
      ) : room.closed ? (
        <div className="sticky bottom-[calc(var(--thumb-bar)+1rem)] z-10 self-end rail:bottom-4">{down}</div>
      ) : (
        <Foot {...{ room, title, people, files, doing, setDoing, down }} />
      )}
      {doing.menu && <Menu {...{ room, me, title, messages, files, react, doing, setDoing }} menu={doing.menu} />}
    </>
  );
}

interface DoingProps {
  room: Room;
  files: ReadonlyMap<string, MessageFile>;
  doing: Doing;
  setDoing: Dispatch<SetStateAction<Doing>>;
}
/** The field that writes a message, or changes one. */
function Foot({
  room,
  title,
  people,
  files,
  doing,
  setDoing,
  down,
}: DoingProps & { title: string; people: readonly Person[]; down: ReactNode }) {
  const t = useT();
  const { changing, answers, again } = doing;
  const attached = useAttached(room.id);
  if (changing)
    return (
      <Changing
        key={changing.id}
        above={down}
        message={changing}
        said={saidOf(t, changing, files)}
        filter={rulesOf(room).words}
        onDone={() => setDoing((now) => ({ ...now, changing: null }))}
      />
    );
  return (
    <Composer
      room={room}
      title={title}
      people={people}
      answers={answers}
      answered={answers ? saidOf(t, answers, files) : ''}
      again={again}
      onAgain={() => setDoing((now) => ({ ...now, again: null }))}
      attached={attached}
      above={down}
      onStop={() => setDoing({ ...doing, answers: null })}
      onSent={() => {
        setDoing(NOTHING);
        toEnd();
      }}
    />
  );
}

/** What can be done with one message. */
function Menu({
  room,
  me,
  title,
  menu,
  messages,
  files,
  react,
  doing,
  setDoing,
}: DoingProps & {
  me: string;
  title: string;
  menu: Message;
  messages: readonly Message[];
  react: (message: Message, of: Reaction, on: boolean) => void;
}) {
  const t = useT();
  const mayPin = useMayPin(room, me);
  const close = (what: Partial<Doing> = {}) => setDoing({ ...doing, menu: null, ...what });
  const message = messages.find((m) => m.id === menu.id) ?? menu;
  return (
    <MessageMenu
      message={message}
      said={saidOf(t, message, files)}
      me={me}
      open={!room.closed}
      mayWriteTo={room.community !== null || room.people.length > 2}
      mayPin={mayPin}
      title={title}
      onReact={(of, on) => react(menu, of, on)}
      onReply={() => close({ answers: menu })}
      onEdit={() => close({ changing: menu })}
      onClose={() => close()}
    />
  );
}

/** Goes to the end of the messages; says how many are new there. */
function Down({ n }: { n: number }) {
  const t = useT();
  return (
    <button
      type="button"
      aria-label={t('rooms.down', { n })}
      className="flex min-h-11 min-w-11 items-center justify-center gap-1 rounded-full border border-line bg-surface px-3 text-small font-strong text-leaf shadow-card"
      onClick={toEnd}
    >
      {n > 0 && <span className="num">{n}</span>}
      <Icon name="down" className="size-5" />
    </button>
  );
}
