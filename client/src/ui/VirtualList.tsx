import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState, type ReactNode } from 'react';

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
  const rows = virtual.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const end = (rows.at(-1)?.index ?? -1) + 1;
  useLayoutEffect(() => onWindow?.(first, end), [first, end, onWindow]);
  return (
    <ul ref={box} aria-label={label} className="relative" style={{ height: virtual.getTotalSize() }}>
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
            {render(item, row.index)}
          </li>
        );
      })}
    </ul>
  );
}
