import { typeset } from '../../i18n/typeset.ts';
import { useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';

const centre = (e: HTMLElement): number => {
  const { left, right } = e.getBoundingClientRect();
  return (left + right) / 2;
};

interface TabsProps<T extends string> {
  label: string;
  value: T;
  tabs: readonly { value: T; label: string }[];
  onValue: (v: T) => void;
  /** One row that scrolls sideways on a phone, for more tabs than two rows hold. */
  scrolls?: boolean;
  /** The panel of the selected tab. */
  children: ReactNode;
}

/**
 * Tabs following the ARIA pattern: arrow keys move and select, there is one tab stop, and the panel is named by its
 * tab. The selected tab is always in sight.
 */
export function Tabs<T extends string>({ children, ...tabs }: TabsProps<T>) {
  const id = useId();
  return (
    <>
      <TabList id={id} {...tabs} />
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tabs.value}`} className="flex flex-col gap-3">
        {children}
      </div>
    </>
  );
}

/** The tabs alone. `id`: their panel has the id `${id}-panel` and is named by `${id}-${value}`. */
function TabList<T extends string>({
  id,
  label,
  value,
  tabs,
  onValue,
  scrolls = false,
}: Omit<TabsProps<T>, 'children'> & { id: string }) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const row = list.current;
    const tab = row?.querySelector<HTMLElement>(`[data-tab="${value}"]`);
    // Only the row scrolls: scrollIntoView would also move the page.
    if (row && tab) row.scrollLeft += centre(tab) - centre(row);
  }, [value]);
  const move = (e: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.value === value);
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
    const to = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: tabs.length - 1 }[e.key];
    if (to === undefined) return;
    const next = tabs[(to + tabs.length) % tabs.length];
    if (!next) return;
    e.preventDefault();
    onValue(next.value);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.value}"]`)?.focus();
  };
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={label}
      className={`flex gap-2 py-1 ${scrolls ? 'max-rail:-mx-4 max-rail:overflow-x-auto max-rail:px-4 rail:flex-wrap' : 'flex-wrap'}`}
      onKeyDown={move}
    >
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          id={`${id}-${tab.value}`}
          data-tab={tab.value}
          aria-selected={tab.value === value}
          aria-controls={`${id}-panel`}
          tabIndex={tab.value === value ? 0 : -1}
          className="min-h-11 flex-none rounded-full border border-line bg-surface px-4 text-small aria-selected:border-leaf aria-selected:bg-leaf aria-selected:font-strong aria-selected:text-on-leaf"
          onClick={() => onValue(tab.value)}
        >
          {typeset(tab.label)}
        </button>
      ))}
    </div>
  );
}
