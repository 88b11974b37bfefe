import { useLayoutEffect, useRef, useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { Button } from '../../ui/actions/Button.tsx';

/** A text of which four lines are shown, or two, and the others at a tap. */
export function Folded({ text, short = false }: { text: string; short?: boolean }) {
  const t = useT();
  const words = useRef<HTMLParagraphElement>(null);
  const [open, setOpen] = useState(false);
  const [long, setLong] = useState(false);
  useLayoutEffect(() => {
    const { scrollHeight = 0, clientHeight = 0 } = words.current ?? {};
    if (!open) setLong(scrollHeight > clientHeight);
  }, [text, open]);
  const fold = open ? '' : short ? 'line-clamp-2' : 'line-clamp-4';
  return (
    <div className={short ? 'text-small text-soft' : ''}>
      <p ref={words} className={`break-words whitespace-pre-line ${fold}`} dir="auto">
        {typeset(text)}
      </p>
      {long && (
        <Button variant="plain" className="relative px-0!" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'shows.less' : 'shows.more')}
        </Button>
      )}
    </div>
  );
}
