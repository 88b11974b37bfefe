import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { shortened } from '@egoejo/shared/platform/cut.ts';
import type { Message, MessageFile, Room } from '@egoejo/shared/rooms/model.ts';
import { ActSpot, RefusedAct } from '../../activity/model.ts';
import { useBlocked } from '../../blocks/model.ts';
import { useT, type Translate } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { DateTime } from '../../ui/text/times.tsx';
import { saidOf } from '../files/said.ts';
import { useMayPin, usePins } from '../pins.ts';
import { useFilesOf, type MessageActs } from '../queries.ts';
import { goTo } from '../use-talk.ts';

/** Longest words of a pinned message. */
const SHOWN = 140;

interface Props {
  room: Room;
  me: string;
  /** What the room is called. */
  title: string;
  acts: ReadonlyMap<string, MessageActs>;
}
interface Pin {
  message: Message;
  name: string;
  said: string;
}
/** What is shown of a pinned message; the words of who is blocked stay folded. */
function pinOf(t: Translate, message: Message, files: ReadonlyMap<string, MessageFile>, folded: boolean): Pin {
  if (folded) return { message, name: t('rooms.somebody'), said: t('blocks.folded') };
  return { message, name: message.name ?? t('rooms.somebody'), said: shortened(saidOf(t, message, files), SHOWN) };
}

/** The pinned messages of a room in one line, below its name; a tap lists them all. */
export function Pinned({ room, me, title, acts }: Props) {
  const t = useT();
  const pins = usePins(room.id);
  const files = useFilesOf(pins ?? []);
  const blocked = useBlocked();
  const mayPin = useMayPin(room, me);
  const [open, setOpen] = useState(false);
  const pair = room.community === null && room.people.length <= 2;
  const all = (files ? (pins ?? []) : []).map((message) =>
    pinOf(t, message, files ?? new Map(), !pair && message.author !== null && blocked.has(message.author)),
  );
  const [newest] = all;
  if (!newest) return null;
  return (
    <>
      <div className="min-w-0 basis-full">
        <button
          type="button"
          className="flex min-h-11 w-full items-center gap-2 rounded-inner border border-line bg-surface px-3 text-start text-small"
          onClick={() => setOpen(true)}
        >
          <Icon name="pin" className="size-5 flex-none text-leaf" />
          <span className="sr-only">{t('rooms.pinned.n', { n: all.length })} </span>
          <span dir="auto" className="min-w-0 flex-1 truncate">
            {typeset(newest.said)}
          </span>
          {all.length > 1 && (
            <span aria-hidden="true" className="num flex-none font-strong text-leaf">
              {all.length}
            </span>
          )}
          <Icon name="down" className="size-4 flex-none text-soft" />
        </button>
      </div>
      {open && (
        <Sheet open onClose={() => setOpen(false)} title={t('rooms.pinned')}>
          <ul className="flex flex-col">
            {all.map((pin) => (
              <PinLine
                key={pin.message.id}
                pin={pin}
                title={mayPin ? title : null}
                acts={acts.get(pin.message.id)}
                onClose={() => setOpen(false)}
                onUnpin={() => setOpen(all.length > 1)}
              />
            ))}
          </ul>
        </Sheet>
      )}
    </>
  );
}

/** One pinned message: a tap goes to it. */
function PinLine({
  pin: { message, name, said },
  title,
  acts,
  onClose,
  onUnpin,
}: {
  pin: Pin;
  /** What the room is called; null: the member may not take the pin away. */
  title: string | null;
  acts: MessageActs | undefined;
  onClose: () => void;
  onUnpin: () => void;
}) {
  const t = useT();
  const go = useNavigate();
  const { queue } = useQueueing();
  const { id, room } = message;
  const show = () => {
    // The sheet gives the focus back to the line that opened it; then the message takes it.
    flushSync(onClose);
    if (document.getElementById(`m-${id}`)) goTo(id);
    else void go({ to: '/conversations/$id', params: { id: room }, search: { message: id } });
  };
  const unpin = () => {
    onUnpin();
    void queue('message.pin', { message: id, on: false }, title ?? undefined);
  };
  return (
    <li className="border-b border-line py-1 last:border-b-0">
      <div className="flex items-center gap-1">
        <button
          type="button"
          className="flex min-h-11 min-w-0 flex-1 flex-col justify-center py-1 text-start text-small"
          onClick={show}
        >
          <span className="flex w-full gap-2 text-tiny text-soft">
            <b className="min-w-0 flex-1 truncate text-ink">{typeset(name)} </b>
            <DateTime at={message.createdAt} dayOnly />
          </span>
          <span dir="auto" className="line-clamp-2 break-words">
            {typeset(said)}
          </span>
        </button>
        {title !== null && (
          <IconButton icon="unpin" label={t('rooms.unpin.of', { name, text: said })} onClick={unpin} />
        )}
      </div>
      {acts?.waiting && <ActSpot act={acts.waiting} here={id} />}
      {acts?.refused.map((act) => (
        <RefusedAct key={act.key} act={act} />
      ))}
    </li>
  );
}
