import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { MessageId } from '@egoejo/shared/platform/ids.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { MESSAGES_PAGE, type Message, type MessageFile, type Room } from '@egoejo/shared/rooms/model.ts';
import { useBlocked } from '../../blocks/model.ts';
import { peopleOf } from '../../comments/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { call, NETWORK } from '../../platform/network/api.ts';
import { useOffline } from '../../sync/api/status/status.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { entriesOf } from '../entries.ts';
import { saidOf } from '../files/said.ts';
import { useMayPin, usePins, withPins } from '../pins.ts';
import type { MessageActs } from '../queries.ts';
import { goTo, useScrolling, type Older } from '../use-talk.ts';
import { Entries } from './Entries.tsx';
import { Higher } from './Higher.tsx';
import { MessageMenu } from './MessageMenu.tsx';

interface Props {
  room: Room;
  me: string;
  /** What the room is called. */
  title: string;
  /** The message that the member wants to see. */
  message: string;
  acts: ReadonlyMap<string, MessageActs>;
  /** What is shown if the server does not give the message. */
  children: ReactNode;
}
/** The longest wait for the messages around one, ms. After it, the room is shown with what this device has. */
const LATE_MS = 3000;
const NOBODY: ReadonlySet<string> = new Set();

/** Shows the messages around one that this device does not keep. They can be read, and pinned. */
export function PastTalk({ children, ...props }: Props) {
  const t = useT();
  const { room, message } = props;
  const [found, setFound] = useState<Older | Failure | null>(null);
  const [late, setLate] = useState(false);
  const offline = useOffline();
  const come = found !== null && 'messages' in found;
  useEffect(() => {
    if (come) return undefined;
    let gone = false;
    void call((api) => api.rooms.around.query({ room: room.id, message: message as MessageId })).then((answer) => {
      if (!gone) setFound(answer.ok ? answer.value : answer.error);
    });
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
    // It is asked for again when the network is back.
  }, [room.id, message, offline, come]);
  if (found === null) return late || offline ? children : null;
  // A late answer must not replace what the member reads or writes by then.
  if (come && !late) return <Past {...props} first={found} />;
  if ('messages' in found)
    return (
      <>
        <Button variant="quiet" block onClick={() => setLate(false)}>
          {t('rooms.past')}
        </Button>
        {children}
      </>
    );
  return (
    <>
      <Notice icon="offline">{found.code === NETWORK ? t('rooms.higher.offline') : errorText(found)}</Notice>
      {children}
    </>
  );
}

function Past({ room, me, title, message, acts, first }: Omit<Props, 'children'> & { first: Older }) {
  const t = useT();
  const [shown, setShown] = useState(first);
  const [menu, setMenu] = useState<Message | null>(null);
  const [atEnd, setAtEnd] = useState(false);
  // Older ones may have been erased.
  const [atStart, setAtStart] = useState(first.messages[0]?.no === 1);
  const blocked = useBlocked();
  const pins = usePins(room.id);
  const mayPin = useMayPin(room, me);
  const messages = useMemo(() => withPins(shown.messages, pins ?? []), [shown, pins]);
  const files = useMemo(() => new Map<string, MessageFile>(shown.files.map((f) => [f.message, f])), [shown]);
  const entries = useMemo(() => entriesOf({ messages, refused: [], readTo: Infinity, me }), [messages, me]);
  const hold = useScrolling(true, messages[0]?.id, false, message);
  const [lowest, highest] = [messages[0]?.no ?? 1, messages.at(-1)?.no ?? 1];
  const take = (more: Older) => {
    const known = new Set(messages.map((m) => m.id));
    const all = [...messages, ...more.messages.filter((m) => !known.has(m.id))];
    setShown({ messages: all.toSorted((a, b) => (a.no ?? 0) - (b.no ?? 0)), files: [...shown.files, ...more.files] });
  };
  return (
    <div className="flex flex-col gap-3">
      {!atStart && (
        <Higher
          label={t('rooms.higher')}
          room={room.id}
          before={lowest}
          onFetched={(older) => {
            hold();
            take(older);
            setAtStart(older.messages.length === 0 || older.messages[0]?.no === 1);
          }}
        />
      )}
      <Entries
        entries={entries}
        messages={messages}
        files={files}
        me={me}
        people={useMemo(() => peopleOf(messages), [messages])}
        folded={room.community === null && room.people.length <= 2 ? NOBODY : blocked}
        acts={acts}
        onGo={goTo}
        onMenu={setMenu}
        onReact={null}
        onRewrite={null}
      />
      {!atEnd && (
        <Higher
          label={t('rooms.later')}
          room={room.id}
          before={highest + MESSAGES_PAGE + 1}
          onFetched={(later) => {
            take(later);
            setAtEnd((later.messages.at(-1)?.no ?? 0) < highest + MESSAGES_PAGE);
          }}
        />
      )}
      <LinkButton block to="/conversations/$id" params={{ id: room.id }}>
        {t('rooms.down', { n: 0 })}
      </LinkButton>
      {menu && (
        <MessageMenu
          message={messages.find((m) => m.id === menu.id) ?? menu}
          said={saidOf(t, menu, files)}
          me={me}
          open={false}
          mayWriteTo={room.community !== null || room.people.length > 2}
          mayPin={mayPin}
          title={title}
          onReact={() => undefined}
          onReply={() => undefined}
          onEdit={() => undefined}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  );
}
