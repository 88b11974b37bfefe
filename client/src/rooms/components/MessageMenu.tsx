import { shortened } from '@egoejo/shared/platform/cut.ts';
import { useState } from 'react';
import { isPinned, type Message, type Reaction } from '@egoejo/shared/rooms/model.ts';
import { BlockButton, useBlocked } from '../../blocks/model.ts';
import { useT } from '../../i18n/locale.ts';
import { ReportButton } from '../../moderation/model.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { copyWords } from '../copy.ts';
import { ReactionRow } from './Reactions.tsx';

interface Props {
  message: Message;
  /** What it says, in one line. */
  said: string;
  me: string;
  /** The room takes messages. */
  open: boolean;
  /** Its author can be written to: it is not a conversation of these two. */
  mayWriteTo: boolean;
  /** The member may pin it. */
  mayPin: boolean;
  /** What the room is called. */
  title: string;
  onReact: (of: Reaction, on: boolean) => void;
  onReply: () => void;
  onEdit: () => void;
  onClose: () => void;
}

/** Pins a message of the room with this title, or takes its pin away. */
function PinButton({
  message,
  title,
  className,
  onDone,
}: Pick<Props, 'message' | 'title'> & { className: string; onDone: () => void }) {
  const t = useT();
  const { queue } = useQueueing();
  const { id } = message;
  const on = !isPinned(message);
  const pin = () => {
    onDone();
    void queue('message.pin', { message: id, on }, title);
  };
  return (
    <Button variant="plain" icon={on ? 'pin' : 'unpin'} className={className} onClick={pin}>
      {t(on ? 'rooms.pin' : 'rooms.unpin')}
    </Button>
  );
}

/** What a member may do about the author of a message. */
function Towards({
  message: { id, author, name: signed },
  said,
  name,
  mayWriteTo,
  className,
  onClose,
}: Pick<Props, 'message' | 'said' | 'mayWriteTo' | 'onClose'> & { name: string; className: string }) {
  const t = useT();
  const blocked = useBlocked();
  return (
    <>
      {author !== null && mayWriteTo && !blocked.has(author) && (
        <LinkButton variant="plain" icon="talk" className={className} to="/conversations/ecrire" search={{ a: author }}>
          {t('rooms.writeTo', { name })}
        </LinkButton>
      )}
      {author !== null && (
        <BlockButton member={author} name={signed} variant="plain" className={className} onDone={onClose} />
      )}
      <div className="flex flex-col ps-4">
        <ReportButton kind="message" subject={id} author={author} title={shortened(said, 40)} />
      </div>
    </>
  );
}

/** What a member may do with one message. */
export function MessageMenu({
  message,
  said,
  me,
  open,
  mayWriteTo,
  mayPin,
  title,
  onReact,
  onReply,
  onEdit,
  onClose,
}: Props) {
  const t = useT();
  const own = message.author === me;
  const name = message.name ?? t('rooms.somebody');
  const [asking, setAsking] = useState(false);
  const { queue } = useQueueing();
  const mine = new Set(message.reactions.filter(({ by }) => by.some((m) => m === me)).map(({ of }) => of));
  const line = 'justify-start!';
  const remove = async () => {
    setAsking(false);
    onClose();
    await queue('message.delete', { message: message.id });
  };
  return (
    <Sheet open onClose={onClose} title={own ? t('rooms.menu.own') : t('rooms.menu', { name })}>
      {open && message.no !== null && (
        <ReactionRow
          mine={mine}
          onPick={(of) => {
            onReact(of, !mine.has(of));
            onClose();
          }}
        />
      )}
      <div className="flex flex-col">
        {open && (
          <Button variant="plain" icon="back" className={line} onClick={onReply}>
            {t('rooms.reply')}
          </Button>
        )}
        {message.text !== '' && (
          <Button
            variant="plain"
            icon="text"
            className={line}
            onClick={() => {
              void copyWords(message.text, t('rooms.copied'));
              onClose();
            }}
          >
            {t('rooms.copy')}
          </Button>
        )}
        {mayPin && message.no !== null && (
          <PinButton message={message} title={title} className={line} onDone={onClose} />
        )}
        {own && open && (
          <Button variant="plain" icon="edit" className={line} onClick={onEdit}>
            {t('rooms.edit')}
          </Button>
        )}
        {own && (
          <Button variant="grave" icon="trash" className={line} onClick={() => setAsking(true)}>
            {t('rooms.delete')}
          </Button>
        )}
        {!own && <Towards {...{ message, said, name, mayWriteTo, onClose }} className={line} />}
      </div>
      <Confirm
        open={asking}
        title={t('rooms.delete.title')}
        text={t('rooms.delete.text')}
        doing={t('rooms.delete')}
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </Sheet>
  );
}
