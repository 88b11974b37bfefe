import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { newId, type MemberId, type MessageId } from '@egoejo/shared/platform/ids.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { MOST_MENTIONED, type Message, type Room } from '@egoejo/shared/rooms/model.ts';
import { mentionedIn, type Person } from '../../comments/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { plainOf } from '../markdown/markdown.ts';
import { Compose, ComposeAbout } from './Compose.tsx';

/** Writes a message. What is typed is kept on the device until it is sent. */
export function Composer({
  room,
  title,
  people,
  answers,
  again,
  above,
  onStop,
  onSent,
}: {
  room: Room;
  /** What the room is called. */
  title: string;
  people: readonly Person[];
  /** The message that this one answers. */
  answers: Message | null;
  /** Words of a refused message, to be written again. */
  again: { text: string; of: string } | null;
  /** What floats above it. */
  above: ReactNode;
  /** It answers nothing any more. */
  onStop: () => void;
  onSent: () => void;
}) {
  const t = useT();
  const [text, setText, clear, loaded] = useDraft(`room:${room.id}`, '');
  const [chosen, setChosen] = useState<ReadonlySet<MemberId>>(new Set());
  const { queue, failed } = useQueueing({ fresh: 'id' });
  useDirtyForm(isVisible(text));
  const begin = useEffectEvent((words: string) => setText(text.trim() === '' ? words : `${text}\n${words}`));
  useEffect(() => {
    if (again) begin(again.text);
  }, [again]);
  if (!loaded) return null;
  const mentions = mentionedIn(text, people, chosen);
  const send = async () => {
    const key = await queue(
      'message.send',
      { id: newId<MessageId>(), room: room.id, text: text.trim(), replyTo: answers?.id ?? null, mentions, file: null },
      title,
    );
    if (key === null) return;
    await clear();
    setChosen(new Set());
    onSent();
  };
  return (
    <Compose
      label={t('rooms.message')}
      doing={t('rooms.send')}
      text={text}
      onText={setText}
      onSend={() => void send()}
      failed={failed}
      people={people}
      onMention={({ id }) => setChosen(new Set([...chosen, id]))}
      fault={mentions.length > MOST_MENTIONED ? t('rooms.tooMany', { most: MOST_MENTIONED }) : undefined}
      above={above}
      focusOn={answers?.id ?? again?.of ?? null}
    >
      {answers && (
        <ComposeAbout
          title={t('rooms.answering', { name: answers.name ?? t('rooms.somebody') })}
          text={plainOf(answers.text)}
          stop={t('rooms.answering.no')}
          onStop={onStop}
        />
      )}
    </Compose>
  );
}

/** Changes a message of the member, in the same place; the draft of another one stays. */
export function Changing({ message, above, onDone }: { message: Message; above: ReactNode; onDone: () => void }) {
  const t = useT();
  const [text, setText] = useState(message.text);
  const { queue, failed } = useQueueing();
  useDirtyForm(text !== message.text);
  const save = async () => {
    const words = text.trim();
    if (words === message.text || (await queue('message.edit', { message: message.id, text: words })) !== null)
      onDone();
  };
  return (
    <Compose
      label={t('rooms.change')}
      doing={t('rooms.save')}
      text={text}
      onText={setText}
      onSend={() => void save()}
      failed={failed}
      people={[]}
      fault={undefined}
      above={above}
      focusOn={message.id}
    >
      <ComposeAbout
        title={t('rooms.changing')}
        text={plainOf(message.text)}
        stop={t('rooms.changing.no')}
        onStop={onDone}
      />
    </Compose>
  );
}
