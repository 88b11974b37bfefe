import type { ContentsItem } from 'foliate-js/epub.js';
import { useId, useState, type ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { Tabs } from '../../ui/layout/Tabs.tsx';
import type { Place } from '../reader/place.ts';
import type { Reading } from '../reader/reading.ts';

type Part = 'chapters' | 'landmarks' | 'pages' | 'marks';

function Items({
  items,
  depth,
  current,
  onGo,
}: {
  items: readonly ContentsItem[];
  depth: number;
  current: number | null;
  onGo: (href: string) => void;
}) {
  return (
    <ul className={depth === 0 ? 'flex flex-col' : 'flex flex-col ps-4'}>
      {items.map((item, i) => (
        <li key={item.id ?? i}>
          {item.href === null ? (
            <span dir="auto" className="block py-2.5 text-small text-soft">
              {typeset(item.label ?? '')}
            </span>
          ) : (
            <button
              type="button"
              dir="auto"
              aria-current={item.id !== undefined && item.id === current ? 'true' : undefined}
              className="min-h-11 w-full rounded-inner px-2 py-2 text-start aria-[current=true]:bg-leaf-soft aria-[current=true]:font-strong"
              onClick={() => onGo(item.href ?? '')}
            >
              {typeset(item.label ?? '') || '…'}
            </button>
          )}
          {item.subitems && item.subitems.length > 0 && (
            <Items items={item.subitems} depth={depth + 1} current={current} onGo={onGo} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** A place by its part of the whole book. */
function GoTo({ place, onGo }: { place: Place | null; onGo: (fraction: number) => void }) {
  const t = useT();
  const id = useId();
  const [at, setAt] = useState<number | null>(null);
  const percent = at ?? Math.round((place?.fraction ?? 0) * 100);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-small font-strong">
        {t('books.goTo')}
      </label>
      <div className="flex items-center gap-3">
        <input
          id={id}
          type="range"
          min={0}
          max={100}
          value={percent}
          aria-valuetext={t('books.percent', { n: percent })}
          className="h-11 min-w-0 flex-1 accent-leaf"
          onChange={(e) => setAt(Number(e.target.value))}
        />
        <Button variant="quiet" onClick={() => onGo(percent / 100)}>
          {t('books.percent', { n: percent })}
        </Button>
      </div>
    </div>
  );
}

/** Chapters, landmarks, pages of the printed book, the member's marks, and a way to any part. */
export function ContentsSheet({
  open,
  onClose,
  reading,
  place,
  marks,
}: {
  open: boolean;
  onClose: () => void;
  reading: Reading;
  place: Place | null;
  /** null: for visitors. */
  marks: ReactNode;
}) {
  const t = useT();
  const { toc, landmarks, pageList } = reading.book.epub;
  const lists = { chapters: toc ?? [], landmarks: landmarks ?? [], pages: pageList ?? [] };
  const tabs = (['chapters', 'landmarks', 'pages', 'marks'] as const).filter((p) =>
    p === 'marks' ? Boolean(marks) : lists[p].length > 0,
  );
  const [chosen, setChosen] = useState<Part | null>(null);
  const part = chosen ?? tabs[0] ?? 'chapters';
  const go = (work: () => Promise<void>) => {
    onClose();
    void work();
  };
  const items =
    part === 'marks' ? (
      marks
    ) : (
      <Items
        items={lists[part]}
        depth={0}
        current={part === 'chapters' ? (place?.chapterId ?? null) : null}
        onGo={(href) => go(() => reading.go(href))}
      />
    );
  return (
    <Sheet open={open} onClose={onClose} title={t('books.contents')}>
      <GoTo place={place} onGo={(fraction) => go(() => reading.goTo(fraction))} />
      {lists.chapters.length === 0 && <p className="text-small text-soft">{t('books.contents.none')}</p>}
      {tabs.length === 1 && part !== 'marks' && items}
      {(tabs.length > 1 || part === 'marks') && (
        <Tabs
          label={t('books.contents')}
          value={part}
          tabs={tabs.map((value) => ({ value, label: t(`books.${value}`) }))}
          onValue={setChosen}
        >
          {items}
        </Tabs>
      )}
    </Sheet>
  );
}
