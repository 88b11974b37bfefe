import { shortened } from '@egoejo/shared/platform/cut.ts';
import { useEffect, useEffectEvent, useId, useRef, useState, type RefObject } from 'react';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import type { Person } from '../mentions.ts';
import { typingOf, withMention } from '../offering.ts';

export interface MentionsProps {
  /** The text field in which typing `@` offers people. */
  field: RefObject<HTMLTextAreaElement | null>;
  value: string;
  onValue: (text: string) => void;
  /** Who can be mentioned. */
  people: readonly Person[];
  onMention: (person: Person) => void;
}

/**
 * The people whom `@` offers, below the text: arrows choose one, Enter or Tab or a tap mentions them, Escape closes the
 * list until the next `@`. The cursor stays in the text. Outside the shell: without it a name can be typed whole.
 */
export default function Mentions({ field, value, onValue, people, onMention }: MentionsProps) {
  const t = useT();
  const list = useId();
  const [cursor, setCursor] = useState(value.length);
  const [chosen, setChosen] = useState(0);
  /** The `@` whose list was closed. */
  const [closed, setClosed] = useState(-1);
  const next = useRef<number | null>(null);
  const typing = typingOf(value, cursor, people);
  const offered = typing && typing.at !== closed ? typing.offered : [];
  const active = Math.min(chosen, offered.length - 1);
  const pick = (person: Person) => {
    if (!typing) return;
    const now = withMention(value, cursor, typing.at, person);
    next.current = now.cursor;
    onValue(now.text);
    onMention(person);
    setCursor(now.cursor);
  };
  const moved = useEffectEvent(() => setCursor(field.current?.selectionStart ?? value.length));
  const typed = useEffectEvent(() => {
    moved();
    setChosen(0);
    setClosed((at) => (field.current?.value[at] === '@' ? at : -1));
  });
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const person = offered[active];
    if (!person || event.isComposing) return;
    const { length } = offered;
    if (event.key === 'ArrowDown') setChosen((active + 1) % length);
    else if (event.key === 'ArrowUp') setChosen((active + length - 1) % length);
    else if (event.key === 'Escape') setClosed(typing?.at ?? -1);
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') pick(person);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const text = field.current;
    const listening = new AbortController();
    const { signal } = listening;
    // On the document, after React has read what was typed: to draw before that would put the old text back.
    document.addEventListener('input', ({ target }) => target === text && typed(), { signal });
    for (const name of ['keyup', 'click', 'focus']) text?.addEventListener(name, () => moved(), { signal });
    text?.addEventListener('keydown', (event) => pressed(event), { signal });
    text?.setAttribute('aria-autocomplete', 'list');
    return () => listening.abort();
  }, [field]);
  useEffect(() => {
    const text = field.current;
    if (offered.length > 0) {
      text?.setAttribute('aria-controls', list);
      text?.setAttribute('aria-activedescendant', `${list}-${active}`);
    }
    return () => ['aria-controls', 'aria-activedescendant'].forEach((name) => text?.removeAttribute(name));
  }, [field, list, active, offered.length]);
  // Once the text with the name is in the field.
  useEffect(() => {
    if (next.current !== null) field.current?.setSelectionRange(next.current, next.current);
    next.current = null;
  }, [field, value]);
  return (
    <>
      <p role="status" className="sr-only">
        {offered.length > 0 && t('comments.mention.offered', { n: offered.length })}
      </p>
      {offered.length > 0 && <Offered list={list} offered={offered} active={active} onPick={pick} />}
    </>
  );
}

interface OfferedProps {
  list: string;
  offered: readonly Person[];
  active: number;
  onPick: (person: Person) => void;
}
function Offered({ list, offered, active, onPick }: OfferedProps) {
  const t = useT();
  return (
    <div
      id={list}
      role="listbox"
      aria-label={t('comments.mention.people')}
      className="flex flex-col overflow-hidden rounded-inner border border-line bg-surface"
    >
      {offered.map((person, i) => (
        <button
          type="button"
          role="option"
          tabIndex={-1}
          key={person.id}
          id={`${list}-${i}`}
          aria-selected={i === active}
          className={`flex min-h-11 w-full items-center px-3 text-start ${i === active ? 'bg-leaf-soft font-strong text-leaf' : ''}`}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(person)}
        >
          {typeset(person.name)}
          {offered.some((o) => o.id !== person.id && o.name === person.name) && (
            <span className="ms-2 text-tiny text-soft">{typeset(shortened(person.wrote, 30))}</span>
          )}
        </button>
      ))}
    </div>
  );
}
