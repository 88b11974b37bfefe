import { shortened } from '@egoejo/shared/platform/cut.ts';
import { isPinned, type Message, type MessageFile, type Reaction } from '@egoejo/shared/rooms/model.ts';
import { ActSpot, RefusedAct } from '../../activity/model.ts';
import type { Person } from '../../comments/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { dayAndHour, hour } from '../../i18n/when.ts';
import { Sanctioned } from '../../moderation/model.ts';
import { useNow } from '../../ui/text/clock.ts';
import { Icon } from '../../ui/pictures/icons.tsx';
import { isLate } from '../entries.ts';
import { kindOf, saidOf } from '../files/said.ts';
import type { MessageActs } from '../queries.ts';
import { FileOf } from './files/FileOf.tsx';
import { MessageWords } from './MessageWords.tsx';
import { ReactionChips } from './Reactions.tsx';

/** Longest words of a quoted message. */
const QUOTED = 90;

/** When it was written and whether it was changed; when it was long on its way, both times. */
function When({ message, received }: { message: Message; received: boolean }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const [written, arrived] = [Date.parse(message.writtenAt), Date.parse(message.createdAt)];
  return (
    <p className="num flex flex-wrap items-center gap-x-1.5 text-mini text-soft">
      <time dateTime={message.createdAt}>
        {isLate(message)
          ? t('rooms.late', { written: dayAndHour(locale, written, now), arrived: dayAndHour(locale, arrived, now) })
          : hour(locale, arrived)}
      </time>
      {message.editedAt !== null && <span>· {t('rooms.edited')}</span>}
      {isPinned(message) && (
        <>
          <Icon name="pin" className="size-3.5 text-leaf" />
          <span className="sr-only">{t('rooms.pinned.one')}</span>
        </>
      )}
      {received && (
        <>
          <Icon name="ok" className="size-3.5 text-leaf" />
          <span className="sr-only">{t('rooms.received')}</span>
        </>
      )}
    </p>
  );
}

/** The message that another one answers: a tap goes to it. */
function Quote({
  of,
  files,
  onGo,
}: {
  of: Message | undefined;
  files: ReadonlyMap<string, MessageFile>;
  onGo: (() => void) | null;
}) {
  const t = useT();
  const look = 'mb-1 block w-full border-s-2 border-leaf ps-2 text-start text-tiny text-soft';
  if (of?.state !== 'shown') {
    const word = of === undefined ? 'rooms.older' : of.state === 'hidden' ? 'rooms.hidden' : 'rooms.deleted';
    return <p className={`${look} py-1 italic`}>{t(word)}</p>;
  }
  const [name, text] = [of.name ?? t('rooms.somebody'), shortened(saidOf(t, of, files), QUOTED)];
  return (
    <button
      type="button"
      className={`${look} min-h-11`}
      aria-label={t('rooms.quote', { name, text })}
      disabled={onGo === null}
      onClick={() => onGo?.()}
    >
      <b className="block text-ink">{name}</b>
      <span className="line-clamp-2">{typeset(text)}</span>
    </button>
  );
}

interface Props {
  message: Message;
  lead: boolean;
  me: string;
  people: readonly Person[];
  acts: MessageActs | undefined;
  /** The message that it answers, if this device has it. */
  answered: Message | undefined;
  /** Of the messages on the page. */
  files: ReadonlyMap<string, MessageFile>;
  onGo: (id: string) => void;
  onMenu: (message: Message) => void;
  /** Null: the room takes none. */
  onReact: ((message: Message, of: Reaction, on: boolean) => void) | null;
}
const none: ReadonlySet<string> = new Set();

/** One message: who, the words, when, its state, and reactions. The member's own stand at the end of the line. */
export function MessageItem({ message, lead, me, people, acts, answered, files, onGo, onMenu, onReact }: Props) {
  const t = useT();
  const own = message.author === me;
  const name = message.name ?? t('rooms.somebody');
  const shown = message.state === 'shown';
  const file = shown ? files.get(message.id) : undefined;
  const whose = own ? t('rooms.menu.own') : t('rooms.menu', { name });
  const title = file && t('rooms.kind', { kind: kindOf(t, file), whose });
  return (
    <div
      id={`m-${message.id}`}
      tabIndex={-1}
      role={file && 'group'}
      aria-label={title}
      className={`flex flex-col outline-offset-4 ${own ? 'items-end' : 'items-start'} ${lead ? 'pt-2' : ''}`}
    >
      {lead && !own && shown && <b className="px-1 text-tiny text-soft">{name}</b>}
      <div className={`flex max-w-full items-center gap-0.5 ${own ? 'flex-row-reverse' : ''}`}>
        <div
          className={`min-w-0 rounded-card px-3 py-2 forced-colors:border ${
            !shown
              ? 'border border-dashed border-line text-soft'
              : own
                ? 'bg-leaf-soft'
                : 'border border-line bg-surface'
          }`}
        >
          {shown && message.replyTo !== null && (
            <Quote of={answered} files={files} onGo={answered ? () => onGo(answered.id) : null} />
          )}
          {own && <span className="sr-only">{t('rooms.menu.own')}</span>}
          {file && <FileOf {...{ file, message, own, title: title ?? '', waits: acts?.waiting != null }} />}
          {shown ? (
            message.text !== '' && <MessageWords text={message.text} people={people} />
          ) : (
            <p className="text-small italic">{t(message.state === 'hidden' ? 'rooms.hidden' : 'rooms.deleted')}</p>
          )}
          <When message={message} received={own && shown && message.no !== null && !acts?.waiting} />
        </div>
        {shown && (
          <button
            type="button"
            aria-label={own ? t('rooms.more.own') : t('rooms.more', { name })}
            className="grid size-11 flex-none place-items-center rounded-inner text-soft"
            onClick={() => onMenu(message)}
          >
            <Icon name="more" className="size-5" />
          </button>
        )}
      </div>
      {acts?.waiting && <ActSpot act={acts.waiting} here={message.id} />}
      {acts?.refused.map((act) => (
        <RefusedAct key={act.key} act={act} />
      ))}
      {message.state === 'hidden' && <Sanctioned subject={message.id} />}
      <ReactionChips
        reactions={message.reactions}
        me={me}
        waiting={acts?.reacting ?? none}
        onReact={onReact && ((of, on) => onReact(message, of, on))}
      />
    </div>
  );
}
