import { Fragment, type ReactNode } from 'react';
import type { Target } from 'foliate-js/epub.js';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';

export interface Note {
  element: Element;
  language: string;
  target: Target;
}

const BLOCKS = new Set(['p', 'div', 'aside', 'section', 'li', 'dd', 'dt', 'h3', 'h4', 'h5', 'h6']);

/** A note as the app's own elements: nothing of the book but words and their emphasis. */
function words(node: Node, key: number): ReactNode {
  if (node.nodeType === 3) return node.nodeValue;
  if (node.nodeType !== 1) return null;
  const e = node as Element;
  const inside = [...e.childNodes].map(words);
  const lang = e.getAttribute('lang') ?? e.getAttribute('xml:lang') ?? undefined;
  const name = e.localName;
  if (e.hasAttribute('hidden') || /^(script|style|svg|img|math)$/.test(name)) return null;
  if (name === 'br') return <br key={key} />;
  if (name === 'em' || name === 'i' || name === 'cite') return <em key={key}>{inside}</em>;
  if (name === 'strong' || name === 'b') return <strong key={key}>{inside}</strong>;
  if (name === 'sup') return <sup key={key}>{inside}</sup>;
  if (name === 'sub') return <sub key={key}>{inside}</sub>;
  if (name === 'blockquote') return <blockquote key={key}>{inside}</blockquote>;
  if (BLOCKS.has(name))
    return (
      <div key={key} lang={lang}>
        {inside}
      </div>
    );
  return lang ? (
    <span key={key} lang={lang}>
      {inside}
    </span>
  ) : (
    <Fragment key={key}>{inside}</Fragment>
  );
}

/** A note, without leaving the page. */
export function NoteSheet({
  note,
  onClose,
  onGo,
}: {
  note: Note | null;
  onClose: () => void;
  onGo: (target: Target) => void;
}) {
  const t = useT();
  return (
    <Sheet open={note !== null} onClose={onClose} title={t('books.note')}>
      {note && (
        <>
          <div dir="auto" lang={note.language || undefined} className="flex flex-col gap-2">
            {words(note.element, 0)}
          </div>
          <Button
            variant="quiet"
            onClick={() => {
              onClose();
              onGo(note.target);
            }}
          >
            {t('books.note.go')}
          </Button>
        </>
      )}
    </Sheet>
  );
}
