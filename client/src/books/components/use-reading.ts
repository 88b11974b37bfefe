/** Opens a book into an element and keeps where the member is. */
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { t } from '../../i18n/locale.ts';
import { openBook } from '../epub/open.ts';
import { BookFault } from '../errors.ts';
import type { BookRow } from '../kept.ts';
import { nextPace, type Place } from '../reader/place.ts';
import { Reading, type Heard } from '../reader/reading.ts';
import { keepPlace, keepReader, sourceOf } from '../store.ts';

/** Places are kept at most this often, ms, so that leafing through a book stays fast. */
const KEEP_EVERY_MS = 250;

type State = { reading: Reading | null; fault: BookFault | 'frame' | null };

/** Keeps the place after each turn, at once when the member turns slowly and when the page is left. */
function useKeptPlace(id: string, place: Place | null): void {
  const kept = useRef<string | null>(null);
  const keptAt = useRef(-Infinity);
  const keep = useEffectEvent(() => {
    if (!place || kept.current === place.cfi) return;
    kept.current = place.cfi;
    keptAt.current = performance.now();
    void keepPlace(id, place.cfi, place.fraction);
  });
  useEffect(() => {
    const timer = setTimeout(() => keep(), Math.max(0, keptAt.current + KEEP_EVERY_MS - performance.now()));
    return () => clearTimeout(timer);
  }, [place]);
  useEffect(() => {
    const leave = () => keep();
    addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', leave);
    return () => {
      removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', leave);
      leave();
    };
  }, []);
}

/** This reader's pace, learnt from the pages that were turned; bytes a minute. */
function usePace(first: number | null): [number | null, (place: Place) => void] {
  const [pace, setPace] = useState(first);
  const last = useRef<{ place: Place; at: number } | null>(null);
  const turned = (place: Place): void => {
    const before = last.current;
    last.current = { place, at: performance.now() };
    if (!before || place.fraction <= before.place.fraction) return;
    const next = nextPace(pace, before.place.here, performance.now() - before.at);
    if (next === pace || next === null) return;
    setPace(next);
    void keepReader({ pace: next });
  };
  return [pace, turned];
}

/**
 * @param at the place (CFI) at which the book opens; null: at its beginning
 * @param show called before the first page, and to be called again when the look changes
 * @param heard what happens in the text
 */
export function useReading(
  row: BookRow,
  at: string | null,
  firstPace: number | null,
  host: RefObject<HTMLElement | null>,
  show: (reading: Reading) => void,
  heard: Omit<Heard, 'onPlace'>,
): State & { place: Place | null; pace: number | null } {
  const [state, setState] = useState<State>({ reading: null, fault: null });
  const [place, setPlace] = useState<Place | null>(null);
  const [pace, turned] = usePace(firstPace);
  useKeptPlace(row.id, place);
  const onPlace = useEffectEvent((next: Place) => {
    turned(next);
    setPlace(next);
  });
  const now = useEffectEvent((): Omit<Heard, 'onPlace'> => heard);
  const first = useEffectEvent(() => at);
  const showFirst = useEffectEvent((reading: Reading) => show(reading));
  useEffect(() => {
    let gone = false;
    let reading: Reading | null = null;
    const close = () => reading?.close();
    const open = async () => {
      const book = await openBook(sourceOf(row), () => t('books.damaged'));
      if (!host.current || gone) return close();
      reading = await Reading.open(book, host.current, t('books.text', { title: book.title }), {
        onPlace,
        onMiddle: () => now().onMiddle(),
        onPicture: (src, alt) => now().onPicture(src, alt),
        onKey: (event) => now().onKey(event),
        onLink: (a, target) => now().onLink(a, target),
        onOutside: (address) => now().onOutside(address),
        onSelect: (passage) => now().onSelect(passage),
        onMark: (id) => now().onMark(id),
      });
      if (gone) return close();
      showFirst(reading);
      await reading.go(first());
      if (!gone) setState({ reading, fault: null });
    };
    open().catch((cause: unknown) => {
      close();
      if (gone) return;
      if (cause instanceof BookFault) setState({ reading: null, fault: cause });
      else {
        setState({ reading: null, fault: 'frame' });
        reportError(cause);
      }
    });
    return () => {
      gone = true;
      close();
    };
  }, [row, host]);
  return { ...state, place, pace };
}
