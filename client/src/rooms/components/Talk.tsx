import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Message, Reaction, Room, RoomMember } from '@egoejo/shared/rooms/model.ts';
import { peopleOf, type Person } from '../../comments/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Icon } from '../../ui/pictures/icons.tsx';
import { entriesOf, isUnread } from '../entries.ts';
import { AT_ONCE, useMessages, type RoomActs } from '../queries.ts';
import { useEndInSight, useVisible } from '../use-end.ts';
import { Announced } from './Announced.tsx';
import { Changing, Composer } from './Composer.tsx';
import { Entries } from './Entries.tsx';
import { Higher } from './Higher.tsx';
import { MessageMenu } from './MessageMenu.tsx';

interface Props {
  room: Room;
  mine: RoomMember;
  me: string;
  /** What the room is called. */
  title: string;
  acts: RoomActs;
}

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

const toEnd = (): void => scrollTo(0, document.documentElement.scrollHeight);
const goTo = (id: string): void => {
  const item = document.getElementById(`m-${id}`);
  item?.scrollIntoView({ block: 'center' });
  item?.focus({ preventScroll: true });
};

/** Opens the room at what is new, and keeps its end in sight while messages come. */
function useScrolling(ready: boolean, entries: number, first: string | undefined, atEnd: boolean | null) {
  /** The first message that is shown, and where it stood before older ones came above it. */
  const kept = useRef<{ id: string; top: number } | null>(null);
  const opened = useRef(false);
  const open = useEffectEvent(() => {
    opened.current = true;
    const line = document.getElementById('new-messages');
    if (line) line.scrollIntoView({ block: 'start' });
    else toEnd();
  });
  const grown = useEffectEvent(() => {
    const item = kept.current && document.getElementById(`m-${kept.current.id}`);
    if (item && kept.current) scrollBy(0, item.getBoundingClientRect().top - kept.current.top);
    kept.current = null;
  });
  useLayoutEffect(() => {
    if (!ready) return;
    if (!opened.current) open();
    else if (atEnd) toEnd();
  }, [ready, entries, atEnd]);
  useLayoutEffect(() => grown(), [first]);
  /** Called before older messages are shown. */
  const hold = () => {
    const item = first === undefined ? null : document.getElementById(`m-${first}`);
    kept.current = item && first !== undefined ? { id: first, top: item.getBoundingClientRect().top } : null;
  };
  return hold;
}

/** Tells the server up to which message the member has seen the room, once for each. */
function useReading(room: Room, readTo: number, highest: number, seen: boolean): void {
  const { queue } = useQueueing({ several: true });
  const told = useRef(readTo);
  const tell = useEffectEvent(() => {
    told.current = highest;
    void queue('room.read', { room: room.id, upTo: highest });
  });
  useEffect(() => {
    if (seen && highest > readTo && highest > told.current) tell();
  }, [seen, highest, readTo]);
}

/** What the page of a room shows of its messages: those of this device from a number on, and older ones from the server. */
function useShown(room: Room, readTo: number) {
  const [from, setFrom] = useState<number | null>(null);
  const [fetched, setFetched] = useState<readonly Message[]>([]);
  const stored = useMessages(room.id, readTo, from);
  const first = stored?.messages.find((m) => m.no !== null)?.no ?? null;
  // From now on the same messages stay, however many come.
  if (from === null && first !== null) setFrom(first);
  const messages = useMemo(() => {
    const here = stored?.messages ?? [];
    return [...fetched.filter((m) => m.no !== null && (first === null || m.no < first)), ...here];
  }, [stored, fetched, first]);
  return {
    loaded: stored !== undefined,
    messages,
    lowest: messages.find((m) => m.no !== null)?.no ?? null,
    /** Older ones are on this device. */
    here: first !== null && stored?.lowest !== null && (stored?.lowest ?? 0) < first,
    showMore: () => setFrom(Math.max(1, (first ?? 1) - AT_ONCE)),
    take: (older: readonly Message[]) => setFetched([...older, ...fetched]),
  };
}

/** The messages of a room, and the field to write one. */
export function Talk({ room, mine, me, title, acts }: Props) {
  const t = useT();
  // What was new when the member opened the room stays marked.
  const [readTo] = useState(mine.readTo);
  const shown = useShown(room, readTo);
  const { messages } = shown;
  const people = usePeople(room, messages, me);
  const end = useRef<HTMLDivElement>(null);
  const atEnd = useEndInSight(end);
  const visible = useVisible();
  const [menu, setMenu] = useState<Message | null>(null);
  const [answers, setAnswers] = useState<Message | null>(null);
  const [changing, setChanging] = useState<Message | null>(null);
  const [again, setAgain] = useState<{ text: string; of: string } | null>(null);
  const { queue } = useQueueing({ several: true });
  const entries = useMemo(
    () => entriesOf({ messages, refused: acts.refused, readTo, me }),
    [messages, acts.refused, readTo, me],
  );
  const highest = messages.reduce((most, { no }) => Math.max(most, no ?? 0), 0);
  useReading(room, mine.readTo, highest, atEnd === true && visible);
  const hold = useScrolling(shown.loaded, entries.length, messages[0]?.id, atEnd);
  const unread = messages.filter((m) => isUnread(m, mine.readTo, me)).length;
  const react = (message: Message, of: Reaction, on: boolean) =>
    void queue('message.react', { message: message.id, of, on }, title);
  if (!shown.loaded) return null;
  return (
    <>
      <div className="flex min-h-[calc(100dvh-var(--thumb-bar)-10rem)] flex-col justify-end rail:min-h-[calc(100dvh-10rem)]">
        {shown.lowest !== null && shown.lowest > 1 && (
          <Higher
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
          me={me}
          people={people}
          acts={acts.byMessage}
          onGo={goTo}
          onMenu={setMenu}
          onReact={room.closed ? null : react}
          onRewrite={room.closed ? null : (text, of) => setAgain({ text, of })}
        />
        <div ref={end} className="h-px" />
      </div>
      <Announced messages={messages} me={me} />
      {atEnd === false && <Down n={unread} />}
      {!room.closed &&
        (changing ? (
          <Changing key={changing.id} message={changing} onDone={() => setChanging(null)} />
        ) : (
          <Composer
            room={room}
            title={title}
            people={people}
            answers={answers}
            again={again}
            onStop={() => setAnswers(null)}
            onSent={() => {
              setAnswers(null);
              setAgain(null);
              toEnd();
            }}
          />
        ))}
      {menu && (
        <MessageMenu
          message={messages.find((m) => m.id === menu.id) ?? menu}
          me={me}
          open={!room.closed}
          mayWriteTo={room.community !== null || room.people.length > 2}
          onReact={(of, on) => react(menu, of, on)}
          onReply={() => {
            setAnswers(menu);
            setMenu(null);
          }}
          onEdit={() => {
            setChanging(menu);
            setMenu(null);
          }}
          onClose={() => setMenu(null)}
        />
      )}
    </>
  );
}

/** Goes to the end of the messages; says how many are new there. */
function Down({ n }: { n: number }) {
  const t = useT();
  return (
    <div className="pointer-events-none sticky bottom-[calc(var(--thumb-bar)+5rem)] z-10 -my-3 flex h-0 items-end justify-end rail:bottom-20">
      <button
        type="button"
        aria-label={t('rooms.down', { n })}
        className="pointer-events-auto flex min-h-11 min-w-11 items-center justify-center gap-1 rounded-full border border-line bg-surface px-3 text-small font-strong text-leaf shadow-card"
        onClick={toEnd}
      >
        {n > 0 && <span className="num">{n}</span>}
        <Icon name="down" className="size-5" />
      </button>
    </div>
  );
}
