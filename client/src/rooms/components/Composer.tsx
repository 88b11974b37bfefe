import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { newId, type MemberId, type MessageId } from '@egoejo/shared/platform/ids.ts';
import type { Result } from '@egoejo/shared/platform/result.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { MOST_MENTIONED, type Message, type NewMessageFile, type Room } from '@egoejo/shared/rooms/model.ts';
import { filteredWord } from '@egoejo/shared/rooms/rules.ts';
import { roomScope, type MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { mentionedIn, type Person } from '../../comments/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { dismiss } from '../../sync/api/acts/activity.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { signal } from '../../sync/api/rows/open-scope.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { clockTime } from '../../ui/text/clock-time.ts';
import { toast } from '../../ui/layers/toasts.tsx';
import { attachAgain, attachFile, attachPhoto, type Attached } from '../files/attached.ts';
import { rulesOf, secondsOf, useSlowMode } from '../rules.ts';
import { canRecord } from '../voice/recorder.ts';
import { useVoice } from '../voice/use-voice.ts';
import { AttachedFile } from './files/AttachedFile.tsx';
import { AttachSheet } from './files/AttachSheet.tsx';
import { RecordBar } from './files/RecordBar.tsx';
import { Compose, ComposeAbout } from './Compose.tsx';

/** A refused message that is to be written again: its words, its file, and the key of its act. */
export interface Again {
  text: string;
  file: NewMessageFile | null;
  key: MutationKey;
}

/**
 * Returns the words and the file of a refused message to the composer, once, and removes that message. The words come
 * first and at once: while the file is made ready, the room may close and open again, and another composer shows them.
 */
function useAgain(
  { again, ready, attached }: { again: Again | null; ready: boolean; attached: Attached },
  onTaken: () => void,
  onWords: (text: string) => void,
): void {
  const t = useT();
  const take = useEffectEvent(async ({ text, file, key }: Again) => {
    onTaken();
    if (file && attached.file) return toast(t('rooms.attach.one'), 'clay');
    if (text !== '') onWords(text);
    const kept = file && (await attachAgain(file));
    if (kept) attached.put(kept);
    else if (file) toast(t('rooms.attached.gone'), 'clay');
    await dismiss(key);
  });
  useEffect(() => {
    if (again && ready) void take(again);
  }, [again, ready]);
}

/**
 * The words of the next message, kept on this device. While a message is being stored, its words are not shown, and
 * what is typed then belongs to the next one. Several messages may be being stored at once.
 */
function useWords(room: string) {
  const [text, setText, clear, loaded] = useDraft(`room:${room}`, '');
  /** The draft still holds the words of a message that was sent. */
  const [sent, setSent] = useState(false);
  /** How many messages are being stored. */
  const [storing, setStoring] = useState(0);
  /** How many are, what was typed since the last of them was sent, and the words of those that were not stored. */
  const now = useRef({ storing: 0, typed: null as string | null, back: [] as string[] });
  const words = sent ? '' : text;
  const write = (next: string): void => {
    now.current.typed = next;
    setSent(false);
    setText(next);
  };
  return {
    words,
    loaded,
    storing: storing > 0,
    unsaved: isVisible(text),
    write,
    /** Call it when the message is sent. `stored`: false when it was not stored: its words then come back. */
    async send(stored: Promise<boolean>): Promise<void> {
      const state = now.current;
      state.typed = null;
      state.storing += 1;
      setStoring(state.storing);
      setSent(true);
      if (!(await stored)) state.back.push(words);
      state.storing -= 1;
      setStoring(state.storing);
      if (state.storing > 0) return;
      const back = state.back.splice(0);
      if (back.length > 0) write([...back, state.typed ?? ''].filter(isVisible).join('\n'));
      else if (state.typed === null) await clear().then(() => setSent(false));
    },
  };
}

/** Attaches what the member chooses. `busy`: it is being made ready. `trouble`: why it was not attached, in words. */
function useAttaching(attached: Attached) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const attach = async (ready: Promise<Result<NewMessageFile>>) => {
    setBusy(true);
    const kept = await ready;
    setTrouble(kept.ok ? null : errorText(kept.error));
    if (kept.ok) attached.put(kept.value);
    setBusy(false);
  };
  return {
    busy,
    trouble,
    photo: (file: File) => void attach(attachPhoto(file)),
    file(file: File) {
      if (file.size === 0) setTrouble(t('rooms.attach.empty'));
      else void attach(attachFile(file, t('rooms.file')));
    },
  };
}

/** How long the member has to wait in slow mode, in words; undefined: not at all. */
function useWait(room: Room): string | undefined {
  const t = useT();
  const locale = useLocale();
  const left = useSlowMode(room);
  if (left === 0) return undefined;
  return t('rooms.slow.wait', { time: left <= 60 ? secondsOf(locale, left) : clockTime(locale, left) });
}

interface Props {
  room: Room;
  /** What the room is called. */
  title: string;
  people: readonly Person[];
  /** The message that this one answers, and what it says. */
  answers: Message | null;
  answered: string;
  again: Again | null;
  attached: Attached;
  /** What floats above it. */
  above: ReactNode;
  /** The refused message was taken. */
  onAgain: () => void;
  /** It answers nothing any more. */
  onStop: () => void;
  onSent: () => void;
}

/** Writes a message. What is typed, attached or recorded is kept on the device until it is sent. */
export function Composer(props: Props) {
  const { room, title, people, answers, answered, again, attached, above, onAgain, onStop, onSent } = props;
  const t = useT();
  const { words, loaded, storing, unsaved, write, send: sendWords } = useWords(room.id);
  const [chosen, setChosen] = useState<ReadonlySet<MemberId>>(new Set());
  const [attaching, setAttaching] = useState(false);
  const { queue, failed } = useQueueing({ several: true, fresh: 'id' });
  const voice = useVoice(attached);
  const adding = useAttaching(attached);
  const wait = useWait(room);
  const ready = loaded && attached.loaded;
  useDirtyForm(unsaved || voice.recording !== null);
  useAgain({ again, ready, attached }, onAgain, (back) => write(words.trim() === '' ? back : `${words}\n${back}`));
  if (!ready) return null;
  const mentions = mentionedIn(words, people, chosen);
  // The file of a message that is being stored is not shown either, nor the message it answers.
  const file = storing ? null : attached.file;
  const answering = storing ? null : answers;
  const refused = filteredWord(`${words}\n${file?.kind === 'file' ? file.name : ''}`, rulesOf(room).words);
  const trouble = adding.trouble ?? voice.trouble;
  const send = async () => {
    const replyTo = answering?.id ?? null;
    const said = { id: newId<MessageId>(), room: room.id, text: words.trim(), replyTo, mentions, file };
    const stored = queue('message.send', said, title).then(async (key) => {
      if (key !== null && file) await attached.sent();
      return key !== null;
    });
    setChosen(new Set());
    await sendWords(stored);
    if (await stored) onSent();
    else setChosen((since) => new Set([...chosen, ...since]));
  };
  return (
    <Compose
      label={t('rooms.message')}
      doing={t('rooms.send')}
      text={words}
      onText={(next) => {
        write(next);
        if (isVisible(next)) signal(roomScope(room.id));
      }}
      onSend={() => void send()}
      failed={failed}
      people={people}
      onMention={({ id }) => setChosen(new Set([...chosen, id]))}
      fault={
        refused !== null
          ? t('rooms.word', { word: refused })
          : mentions.length > MOST_MENTIONED
            ? t('rooms.tooMany', { most: MOST_MENTIONED })
            : undefined
      }
      wait={wait}
      brings={file !== null}
      before={
        <IconButton
          icon="clip"
          label={t(adding.busy ? 'rooms.attach.preparing' : 'rooms.attach')}
          aria-busy={adding.busy || undefined}
          disabled={adding.busy || attached.file !== null}
          onClick={() => setAttaching(true)}
        />
      }
      behind={
        canRecord() &&
        attached.file === null &&
        !isVisible(words) && (
          <IconButton icon="mic" label={t('rooms.voice.record')} onClick={() => void voice.start()} />
        )
      }
      instead={voice.recording && <RecordBar recording={voice.recording} onCancel={() => void voice.cancel()} />}
      above={above}
      focusOn={answering?.id ?? again?.key ?? null}
    >
      {answering && (
        <ComposeAbout
          title={t('rooms.answering', { name: answering.name ?? t('rooms.somebody') })}
          text={answered}
          stop={t('rooms.answering.no')}
          onStop={onStop}
        />
      )}
      {trouble !== null && <ErrorNote what={trouble} />}
      {file && !voice.recording && (
        <AttachedFile key={file.id} file={file} size={attached.size} onDrop={() => void attached.drop()} />
      )}
      {attaching && <AttachSheet onPhoto={adding.photo} onFile={adding.file} onClose={() => setAttaching(false)} />}
    </Compose>
  );
}

/** Changes a message of the member, in the same place; the draft of another one stays. */
export function Changing({
  message,
  said,
  filter,
  above,
  onDone,
}: {
  message: Message;
  /** The message as it stands now, in one line. */
  said: string;
  /** Words that the room does not take. */
  filter: readonly string[];
  above: ReactNode;
  onDone: () => void;
}) {
  const t = useT();
  const [text, setText] = useState(message.text);
  const { queue, failed } = useQueueing();
  const refused = filteredWord(text, filter);
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
      fault={refused === null ? undefined : t('rooms.word', { word: refused })}
      above={above}
      focusOn={message.id}
    >
      <ComposeAbout title={t('rooms.changing')} text={said} stop={t('rooms.changing.no')} onStop={onDone} />
    </Compose>
  );
}
