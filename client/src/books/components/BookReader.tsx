import { useCanGoBack, useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { Target } from 'foliate-js/epub.js';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useDark } from '../../platform/device/theme.ts';
import { arrivalTitle } from '../../ui/layout/arrival.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { BookmarkButton } from '../marks/BookmarkButton.tsx';
import type { BookRow, Look, ReaderRow } from '../kept.ts';
import type { Passage } from '../reader/passage.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { themeStyle } from '../reader/look.ts';
import { isNoteLink, noteAt } from '../reader/notes.ts';
import type { Reading } from '../reader/reading.ts';
import { keepReader } from '../store.ts';
import { coloursOf } from './colours.ts';
import { LookSheet } from './LookSheet.tsx';
import type { Note } from './NoteSheet.tsx';
import { OutsideDialog } from './OutsideDialog.tsx';
import { PictureSheet } from './PictureSheet.tsx';
import { ReaderFoot } from './ReaderFoot.tsx';
import { NONE, ReaderSheets, type Open } from './ReaderSheets.tsx';
import { stepOf } from './keys.ts';
import { useReading } from './use-reading.ts';
import { useSession } from './use-session.ts';

/** The text that a link leads to, when it is a note: taken from its document, which need not be on the screen. */
async function readNote(reading: Reading, target: Target): Promise<Note | null> {
  const section = reading.book.epub.sections[target.index];
  const doc = await section?.createDocument();
  const found = doc && target.anchor?.(doc);
  if (!doc || typeof found !== 'object' || found === null || !('closest' in found)) return null;
  const element = noteAt(found);
  return element && { element, language: reading.book.language, target };
}

/** The styles of the text follow the look, the theme of the app and the size of its letters. */
function useLook(first: Look) {
  const [look, setLook] = useState(first);
  const page = useRef<HTMLDivElement>(null);
  const link = useRef<HTMLSpanElement>(null);
  /** The open book, once its text can be shown. */
  const held = useRef<Reading | null>(null);
  const dark = useDark();
  const show = (on: Reading): void => {
    held.current = on;
    if (!page.current || !link.current) return;
    const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    on.show(look, coloursOf(page.current, link.current, dark), root);
  };
  const again = useEffectEvent(() => held.current && show(held.current));
  useLayoutEffect(() => void again(), [look, dark]);
  const change = (next: Look): void => {
    setLook(next);
    void keepReader({ look: next });
  };
  return { look, change, show, page, link, held };
}

/** Keys turn pages wherever the focus is, except in fields and sheets. */
function useKeys(onKey: (event: KeyboardEvent) => void): void {
  const heard = useEffectEvent(onKey);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => heard(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

/** @param at the place at which it opens; null: the beginning */
export function BookReader({ row, reader, at }: { row: BookRow; reader: ReaderRow; at: string | null }) {
  const t = useT();
  const host = useRef<HTMLElement>(null);
  const [open, setOpen] = useState<Open>(NONE);
  const [bars, setBars] = useState(true);
  const [passage, setPassage] = useState<Passage | null>(null);
  const who = useMember();
  const { look, change, show, page, link, held } = useLook(reader.look);
  const title = row.title === '' ? t('books.untitled') : row.title;
  const onKey = (event: KeyboardEvent) => {
    const step = stepOf(event);
    const on = held.current;
    if (!step || !on || open.what !== 'none') return;
    event.preventDefault();
    if (step === 'left' || step === 'right') void on.turnTo(step);
    else if (step === 'start' || step === 'end') void on.goTo(step === 'start' ? 0 : 1);
    else void on.turn(step === 'next' ? 1 : -1);
  };
  const { reading, fault, place, pace } = useReading(row, at, reader.pace, host, show, {
    onMiddle: () => setBars((b) => !b),
    onPicture: (src, alt) => setOpen({ what: 'picture', picture: { src, alt } }),
    onKey,
    onLink: (a, target) => {
      if (!held.current || !isNoteLink(a)) return false;
      const on = held.current;
      void readNote(on, target).then((note) => (note ? setOpen({ what: 'note', note }) : on.follow(target)));
      return true;
    },
    onOutside: (address) => setOpen({ what: 'outside', address }),
    onSelect: (next) => setPassage(next),
    onMark: (id) => setOpen({ what: 'mark', id }),
  });
  const harvest = useSession(row, title, place);
  useKeys(onKey);
  useEffect(() => {
    document.title = `${typeset(title)} · EGOEJO`;
  }, [title]);
  const close = () => setOpen(NONE);
  return (
    <div
      ref={page}
      style={{ ...themeStyle(look), gridTemplateColumns: 'minmax(0, 1fr)' }}
      className="fixed inset-0 z-40 grid grid-rows-[auto_minmax(0,1fr)_auto] bg-paper text-ink"
    >
      <span ref={link} className="sr-only text-leaf" />
      <ReaderHead title={title} bars={bars} onOpen={(what) => setOpen({ what })}>
        {reading && who && (
          <BookmarkButton book={row} title={title} reading={reading} place={place} className={INSIDE} />
        )}
      </ReaderHead>
      <section ref={host} aria-label={t('books.text', { title })} aria-busy={!reading && !fault} className="min-h-0">
        {fault && (
          <div className="mx-auto max-w-2xl p-4">
            <ErrorNote
              what={fault === 'frame' ? t('books.frame') : t('books.fault.title')}
              {...(fault === 'frame' ? {} : { safe: t(`books.fault.${fault.code}`) })}
            />
          </div>
        )}
      </section>
      <ReaderFoot bars={bars} reading={reading} place={place} pace={pace} language={row.language} harvest={harvest} />
      {reading && (
        <ReaderSheets
          row={row}
          title={title}
          reading={reading}
          place={place}
          passage={passage}
          open={open}
          onOpen={setOpen}
        />
      )}
      <LookSheet open={open.what === 'look'} onClose={close} look={look} onLook={change} fixed={reading?.book.fixed} />
      <PictureSheet picture={open.what === 'picture' ? open.picture : null} onClose={close} />
      <OutsideDialog address={open.what === 'outside' ? open.address : null} onClose={close} />
    </div>
  );
}

/** The ring of the focus stays inside the bar. */
const INSIDE = 'focus-visible:-outline-offset-5';

function ReaderHead({
  title,
  bars,
  onOpen,
  children,
}: {
  title: string;
  bars: boolean;
  onOpen: (what: 'contents' | 'find' | 'look') => void;
  children: ReactNode;
}) {
  const t = useT();
  const router = useRouter();
  const inside = useCanGoBack();
  return (
    <header
      className={`flex items-center border-b border-line px-1 pt-[env(safe-area-inset-top)] ${bars ? '' : 'invisible'}`}
    >
      <IconButton
        icon="back"
        label={t('ui.back')}
        className={INSIDE}
        onClick={() => (inside ? router.history.back() : void router.navigate({ to: '/livres/{-$id}' }))}
      />
      <h1
        ref={arrivalTitle}
        id="page-title"
        tabIndex={-1}
        dir="auto"
        className="min-w-0 flex-1 truncate text-small font-strong outline-none"
      >
        {typeset(title)}
      </h1>
      <div role="group" aria-label={t('books.tools')} className="flex flex-none">
        {children}
        <IconButton icon="search" label={t('books.search')} className={INSIDE} onClick={() => onOpen('find')} />
        <IconButton icon="list" label={t('books.contents')} className={INSIDE} onClick={() => onOpen('contents')} />
        <IconButton icon="text" label={t('books.look')} className={INSIDE} onClick={() => onOpen('look')} />
      </div>
    </header>
  );
}
