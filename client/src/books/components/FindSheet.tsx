import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { find, type Hit } from '../reader/find.ts';
import type { Reading } from '../reader/reading.ts';

interface Search {
  hits: Hit[];
  running: boolean;
}

/** Finds words in the book, while it is read through. */
function useFind(reading: Reading): [Search | null, (query: string) => void] {
  const [search, setSearch] = useState<Search | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const start = async (query: string): Promise<void> => {
    stop.current?.abort();
    const mine = new AbortController();
    stop.current = mine;
    let hits: Hit[] = [];
    setSearch({ hits, running: true });
    for await (const more of find(reading.book, query, mine.signal)) {
      if (mine.signal.aborted) return;
      if (more.length > 0) {
        hits = [...hits, ...more];
        setSearch({ hits, running: true });
      }
      // The page stays alive between two chapters.
      await new Promise(requestAnimationFrame);
    }
    if (!mine.signal.aborted) setSearch({ hits, running: false });
  };
  return [search, (query) => void start(query)];
}

/** Search in the book; a passage that was found is marked. */
export function FindSheet({ open, onClose, reading }: { open: boolean; onClose: () => void; reading: Reading }) {
  const t = useT();
  const [query, setQuery] = useState('');
  const [search, start] = useFind(reading);
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (query.trim() !== '') start(query);
  };
  return (
    <Sheet open={open} onClose={onClose} title={t('books.search')}>
      <form onSubmit={go} className="flex flex-col gap-2">
        <SearchField label={t('books.search')} value={query} onValue={setQuery} />
        <Button type="submit" variant="quiet">
          {t('books.search.do')}
        </Button>
      </form>
      <p role="status" className="text-small text-soft">
        {search?.running && t('books.search.running')}
        {search && !search.running && t('books.search.found', { n: search.hits.length })}
      </p>
      <ul className="flex flex-col">
        {search?.hits.map((hit) => (
          <li key={hit.cfi} className="border-b border-line last:border-0">
            <button
              type="button"
              dir="auto"
              lang={reading.book.language || undefined}
              className="min-h-11 w-full py-2.5 text-start text-small"
              onClick={() => {
                onClose();
                void reading.showFound(hit.cfi);
              }}
            >
              {hit.pre}
              <mark className="bg-grain-soft font-strong text-ink">{hit.match}</mark>
              {hit.post}
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
