import { useState } from 'react';
import type { Message, MessageFile, Reaction } from '@egoejo/shared/rooms/model.ts';
import type { Person } from '../../comments/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { dayName } from '../../i18n/when.ts';
import { useNow } from '../../ui/text/clock.ts';
import type { Entry } from '../entries.ts';
import type { MessageActs } from '../queries.ts';
import type { Again } from './Composer.tsx';
import { FoldedMessage } from './FoldedMessage.tsx';
import { MessageItem } from './MessageItem.tsx';
import { RefusedMessage } from './RefusedMessage.tsx';

interface Props {
  entries: readonly Entry[];
  messages: readonly Message[];
  files: ReadonlyMap<string, MessageFile>;
  me: string;
  people: readonly Person[];
  /** Members whose messages are folded. */
  folded: ReadonlySet<string>;
  acts: ReadonlyMap<string, MessageActs>;
  onGo: (id: string) => void;
  onMenu: (message: Message) => void;
  onReact: ((message: Message, of: Reaction, on: boolean) => void) | null;
  onRewrite: ((again: Again) => void) | null;
}

const rule = 'flex items-center gap-3 py-2 text-tiny before:h-px before:flex-1 after:h-px after:flex-1';

/** The messages of a room in their order, with their days. */
export function Entries({ entries, messages, folded, acts, onRewrite, ...rest }: Props) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const isFolded = ({ id, author }: Message) => author !== null && folded.has(author) && !unfolded.has(id);
  const known = new Map<string, Message>(messages.map((m) => [m.id, m]));
  const answered = (id: string | null): Message | undefined => {
    const found = id === null ? undefined : known.get(id);
    return found && isFolded(found) ? { ...found, name: null, text: t('blocks.folded') } : found;
  };
  return (
    <div role="log" aria-live="off" aria-label={t('rooms.said')} className="flex flex-col gap-1">
      {entries.map((entry) => {
        if (entry.kind === 'day')
          return (
            <h2 key={entry.key} className={`${rule} text-soft before:bg-line after:bg-line`}>
              {dayName(locale, Date.parse(entry.at), now)}
            </h2>
          );
        if (entry.kind === 'new')
          return (
            <p
              key={entry.key}
              id="new-messages"
              className={`${rule} scroll-mt-6 font-strong text-leaf before:bg-leaf after:bg-leaf`}
            >
              {t('rooms.new')}
            </p>
          );
        if (entry.kind === 'refused') return <RefusedMessage key={entry.key} act={entry.act} onRewrite={onRewrite} />;
        const { message, lead } = entry;
        if (isFolded(message))
          return (
            <FoldedMessage
              key={message.id}
              id={message.id}
              onShow={() => setUnfolded(new Set([...unfolded, message.id]))}
            />
          );
        return (
          <MessageItem
            key={message.id}
            message={message}
            lead={lead}
            acts={acts.get(message.id)}
            answered={answered(message.replyTo)}
            {...rest}
          />
        );
      })}
    </div>
  );
}
