import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  type SyntheticEvent,
} from 'react';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { MESSAGE_LENGTH } from '@egoejo/shared/rooms/model.ts';
import { OfferMentions, type Person } from '../../comments/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { box, ErrorText } from '../../ui/forms/Field.tsx';

/** How much of the foot of the page a keyboard on the screen covers, px. */
function useKeyboard(): number {
  const [covered, setCovered] = useState(0);
  useEffect(() => {
    const view = globalThis.visualViewport;
    const look = (): void =>
      setCovered(!view || view.scale > 1.05 ? 0 : Math.max(0, Math.round(innerHeight - view.height - view.offsetTop)));
    const ended = new AbortController();
    for (const name of ['resize', 'scroll']) view?.addEventListener(name, look, { signal: ended.signal });
    return () => ended.abort();
  }, []);
  return covered;
}

/** What stands above a field stays where it is while the field grows. */
function useKeptAbove(bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!bar.current) return undefined;
    let before = bar.current.offsetHeight;
    const watch = new ResizeObserver(() => {
      const now = bar.current?.offsetHeight ?? before;
      if (now !== before) scrollBy(0, now - before);
      before = now;
    });
    watch.observe(bar.current);
    return () => watch.disconnect();
  }, [bar]);
}

/** A field that is as high as its text. @param away it is not on the page */
function useGrowing(text: string, away: boolean): RefObject<HTMLTextAreaElement | null> {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  }, [text, away]);
  return field;
}

const isSend = ({ key, ctrlKey, metaKey, nativeEvent }: KeyboardEvent): boolean =>
  key === 'Enter' && (ctrlKey || metaKey) && !nativeEvent.isComposing;

interface Props {
  label: string;
  /** What its button does. */
  doing: string;
  text: string;
  onText: (text: string) => void;
  onSend: () => void;
  failed: Failure | null;
  /** Who can be mentioned. */
  people: readonly Person[];
  onMention?: (person: Person) => void;
  /** Why it cannot be sent as it is. */
  fault: string | undefined;
  /** How long the member has to wait before it can be sent. */
  wait?: string | undefined;
  /** What it answers or changes, above the text. */
  children?: ReactNode;
  /** True when a file is attached, so that the message can be sent without words. */
  brings?: boolean;
  /** Buttons before and behind the text. */
  before?: ReactNode;
  behind?: ReactNode;
  /** Shown instead of the text field and its buttons, such as a running recording. */
  instead?: ReactNode;
  /** What floats above it. */
  above: ReactNode;
  /** The text takes the focus whenever this changes to something else than null. */
  focusOn: string | null;
}

/** The time until the text can be sent, and how many characters are left. */
function Left({ text, wait }: { text: string; wait: string | undefined }) {
  const t = useT();
  const left = MESSAGE_LENGTH - text.length;
  return (
    <>
      {wait !== undefined && (
        <p role="timer" className="num text-tiny text-soft">
          {wait}
        </p>
      )}
      {left < MESSAGE_LENGTH / 5 && <p className="text-tiny text-soft">{t('ui.charactersLeft', { n: left })}</p>}
    </>
  );
}

/** The field at the foot of a room. It grows with the text; Ctrl or ⌘ with Enter sends, Enter alone begins a line. */
export function Compose({
  label,
  doing,
  text,
  onText,
  onSend,
  failed,
  people,
  onMention,
  fault,
  wait,
  children,
  brings = false,
  before,
  behind,
  instead,
  above,
  focusOn,
}: Props) {
  const id = useId();
  const field = useGrowing(text, Boolean(instead));
  const bar = useRef<HTMLFormElement>(null);
  const covered = useKeyboard();
  useKeptAbove(bar);
  useEffect(() => {
    if (focusOn !== null) field.current?.focus();
  }, [field, focusOn]);
  const off = !(isVisible(text) || brings) || fault !== undefined || wait !== undefined || Boolean(instead);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!off) onSend();
  };
  return (
    <form
      ref={bar}
      data-page-bar="room"
      style={covered > 0 ? { bottom: covered } : undefined}
      className="sticky bottom-[var(--thumb-bar)] z-20 -mx-4 -mb-6 flex flex-col gap-2 border-t border-line bg-paper px-4 py-2 rail:bottom-0"
      onSubmit={send}
    >
      {above && <div className="absolute end-4 -top-14">{above}</div>}
      {children}
      {people.length > 0 && !instead && (
        <OfferMentions
          field={field}
          value={text}
          onValue={onText}
          people={people}
          onMention={(person) => onMention?.(person)}
        />
      )}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      {instead ?? (
        <div className="flex items-end gap-2">
          {before}
          <label htmlFor={id} className="sr-only">
            {label}
          </label>
          <textarea
            ref={field}
            id={id}
            rows={1}
            dir="auto"
            value={text}
            placeholder={label}
            maxLength={MESSAGE_LENGTH}
            aria-invalid={fault !== undefined || undefined}
            aria-describedby={fault === undefined ? undefined : `${id}-error`}
            onChange={(event) => onText(event.target.value)}
            onKeyDown={(event) => isSend(event) && send(event)}
            className={`${box} max-h-40 min-w-0 flex-1 resize-none`}
          />
          {behind}
          <IconButton
            type="submit"
            icon="send"
            label={doing}
            disabled={off}
            className="bg-leaf text-on-leaf forced-colors:border"
          />
        </div>
      )}
      {fault !== undefined && <ErrorText id={`${id}-error`}>{fault}</ErrorText>}
      <Left text={text} wait={wait} />
    </form>
  );
}

/** What the text answers or changes, with the button that ends that. */
export function ComposeAbout({
  title,
  text,
  stop,
  onStop,
}: {
  title: string;
  text: string;
  stop: string;
  onStop: () => void;
}) {
  return (
    <div className="flex items-center gap-2 rounded-inner bg-sunk ps-3 text-tiny">
      <p className="min-w-0 flex-1 py-1">
        <b className="block">{title}</b>
        <span className="line-clamp-1 text-soft">{text}</span>
      </p>
      <IconButton icon="no" label={stop} onClick={onStop} />
    </div>
  );
}
