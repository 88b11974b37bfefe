import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { RowBoundary } from '../feedback/RowBoundary.tsx';

interface VirtualListProps<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  /** The height of a row before it is measured, px. */
  estimate: number;
  render: (item: T, index: number) => ReactNode;
  label: string;
  /**
   * Called with the rows drawn (first and one past the last, with some beyond the screen), for lists that load by
   * window.
   */
  onWindow?: (from: number, to: number) => void;
}

/**
 * A list of any length that scrolls with the page: only rows near the screen are in the document. Rows carry their
 * position (`aria-setsize`, `aria-posinset`), so that screen readers know there are more.
 */
export function VirtualList<T>({ items, keyOf, estimate, render, label, onWindow }: VirtualListProps<T>) {
  const box = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setTop(box.current ? box.current.getBoundingClientRect().top + window.scrollY : 0);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  // A new function would make the virtualizer measure every row again, at each scroll.
  const getItemKey = useCallback(
    (i: number) => {
      const item = items[i];
      return item === undefined ? i : keyOf(item);
    },
    [items, keyOf],
  );
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => estimate,
    getItemKey,
    overscan: 6,
    gap: 12,
    scrollMargin: top,
    // The rows beyond the screen cover a fast scroll; drawing within the event would make one long task of both.
    useFlushSync: false,
  });
  // The virtualizer reads the position of the page while React renders, which may take several tasks on a slow phone,
  // and scrolls back to it when it mounts. A ref is set before that, so the position is read anew here: what somebody
  // scrolled in the meantime stays.
  const mount = useCallback(
    (list: HTMLUListElement | null) => {
      box.current = list;
      if (list) virtual.scrollOffset = window.scrollY;
    },
    [virtual],
  );
  useLayoutEffect(() => {
    // A row that begins above the screen and grows (a picture comes, the eco level changes) grows upwards: what is
    // wholly on the screen stays where it is. Not while one scrolls up, where each row would push the list on; a row
    // that was never measured is always corrected.
    virtual.shouldAdjustScrollPositionOnItemSizeChange = ({ start, size }, _by, { scrollOffset, scrollDirection }) =>
      start < (scrollOffset ?? 0) && (size === estimate || scrollDirection !== 'backward');
  }, [virtual, estimate]);
  const t = useT();
  const unreadable = (
    <p className="rounded-card border border-line p-3.5 text-small text-soft">{t('ui.row.unreadable')}</p>
  );
  const rows = virtual.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const end = (rows.at(-1)?.index ?? -1) + 1;
  useLayoutEffect(() => onWindow?.(first, end), [first, end, onWindow]);
  return (
    <ul ref={mount} aria-label={label} className="relative" style={{ height: virtual.getTotalSize() }}>
      {rows.map((row) => {
        const item = items[row.index];
        if (item === undefined) return null;
        return (
          <li
            key={row.key}
            ref={virtual.measureElement}
            data-index={row.index}
            aria-setsize={items.length}
            aria-posinset={row.index + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${row.start - top}px)` }}
          >
            <RowBoundary fallback={unreadable}>{render(item, row.index)}</RowBoundary>
          </li>
        );
      })}
    </ul>
  );
}
