import { cut } from '@egoejo/shared/platform/cut.ts';
import type { RoomId } from '@egoejo/shared/platform/ids.ts';
import { FOUND_KINDS, LONGEST_QUERY, type FoundKind } from '@egoejo/shared/search/model.ts';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRoomTitle } from '../../rooms/about/model.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { FilterChips } from '../../ui/layout/FilterChips.tsx';
import { HitList, kindWords } from '../components/HitList.tsx';
import { onlyThere, OnServer } from '../components/OnServer.tsx';
import type { SearchFound } from '../messages.ts';
import { useServerSearch } from '../server.ts';
import { useDeviceSearch } from '../worker.ts';

/** Results of this device shown at first, and added by each tap on « more ». */
const STEP = 30;
const ADDRESS_PAUSE_MS = 300;
const ALL = '';

/** The text being typed, kept in the address, so that going back finds it again. */
function useTyped(): [string, (text: string) => void] {
  const { q = '', conversation } = useSearch({ from: '/recherche' });
  const navigate = useNavigate();
  const [typed, setTyped] = useState(cut(q, LONGEST_QUERY));
  useEffect(() => {
    if (typed === q) return undefined;
    const keep = () => void navigate({ to: '/recherche', search: { q: typed, conversation }, replace: true });
    const timer = setTimeout(keep, ADDRESS_PAUSE_MS);
    // Who leaves the field may open a result at once.
    addEventListener('focusout', keep);
    return () => {
      clearTimeout(timer);
      removeEventListener('focusout', keep);
    };
  }, [typed, q, conversation, navigate]);
  return [typed, (text) => setTyped(cut(text, LONGEST_QUERY))];
}

/** Arrow keys move between the field and the results. */
function moveByArrows(e: KeyboardEvent): void {
  const down = e.key === 'ArrowDown';
  if (!down && e.key !== 'ArrowUp') return;
  const stops = [...document.querySelectorAll<HTMLElement>('input[type=search], a[data-hit]')];
  const at = stops.indexOf(e.target as HTMLElement);
  const next = at < 0 ? undefined : stops[at + (down ? 1 : -1)];
  if (!next) return;
  e.preventDefault();
  next.focus();
}

/**
 * One search over everything, or over the messages of a conversation: this device first, also without a network; then
 * what only the server has.
 */
export function SearchPage() {
  const { conversation = null } = useSearch({ from: '/recherche' });
  return <Searching key={conversation} room={conversation as RoomId | null} />;
}

function Searching({ room }: { room: RoomId | null }) {
  const t = useT();
  const title = useRoomTitle(room);
  const [typed, setTyped] = useTyped();
  const [only, setOnly] = useState<FoundKind | null>(null);
  const [most, setMost] = useState(STEP);
  // A person who comes to search types at once; one who comes back to results reads them.
  const [arrived] = useState(typed === '');
  const query = typed.trim();
  const here = useDeviceSearch(query, { room, only, most });
  const server = useServerSearch(query, room);
  const there = onlyThere(server.now, here?.keys ?? [], only, query);
  useEffect(() => {
    addEventListener('keydown', moveByArrows);
    return () => removeEventListener('keydown', moveByArrows);
  }, []);
  const type = (text: string) => {
    setTyped(text);
    setOnly(null);
    setMost(STEP);
  };
  const answered = here?.query === query && here.room === room;
  const settled = answered && server.now.state !== 'asking';
  return (
    <Page
      title={t(room === null ? 'search.title' : 'rooms.search')}
      back={room === null ? '/' : `/conversations/${room}`}
      kicker={title === null ? undefined : typeset(title)}
    >
      <div className="flex flex-col gap-3">
        <SearchField
          label={t(room === null ? 'search.field' : 'rooms.search')}
          value={typed}
          onValue={type}
          first={arrived}
        />
        {query === '' ? (
          <EmptyState icon="search" title={t('search.start.title')}>
            {t(room === null ? 'search.start.text' : 'search.start.room')}
          </EmptyState>
        ) : (
          <>
            {here && <Kinds found={here} only={only} onOnly={setOnly} />}
            {here && <Searched found={here} />}
            {here && here.hits.length > 0 && <HitList hits={here.hits} label={t('search.here')} />}
            {here && total(here, only) > here.hits.length && (
              <Button variant="quiet" block onClick={() => setMost(most + STEP)}>
                {t('search.next')}
              </Button>
            )}
            {settled && here.hits.length + there.length === 0 && (
              <EmptyState icon="search" title={t('search.none.title')}>
                {t('search.none.text')}
              </EmptyState>
            )}
            <OnServer now={server.now} hits={there.length} more={server.more} again={server.again}>
              <HitList hits={there} label={t('search.there')} />
            </OnServer>
          </>
        )}
      </div>
    </Page>
  );
}

const total = ({ counts }: SearchFound, only: FoundKind | null): number =>
  FOUND_KINDS.reduce((sum, kind) => sum + (only === null || only === kind ? (counts[kind] ?? 0) : 0), 0);

/** How many results there are, and in how much was searched. */
function Searched({ found }: { found: SearchFound }) {
  const t = useT();
  return (
    <p role="status" className="text-tiny text-soft">
      {t('search.count', { n: total(found, found.only) })} ·{' '}
      {t('search.searched', { n: found.size, texts: found.texts })}
    </p>
  );
}

/** Keeps one kind of results, where there are several. */
function Kinds({
  found,
  only,
  onOnly,
}: {
  found: SearchFound;
  only: FoundKind | null;
  onOnly: (kind: FoundKind | null) => void;
}) {
  const t = useT();
  const kinds = FOUND_KINDS.filter((kind) => (found.counts[kind] ?? 0) > 0);
  if (kinds.length < 2 && only === null) return null;
  return (
    <FilterChips<FoundKind | typeof ALL>
      label={t('search.kinds')}
      value={only ?? ALL}
      options={[
        { value: ALL, label: t('search.all') },
        ...kinds.map((value) => ({ value, label: `${t(kindWords[value])} (${found.counts[value] ?? 0})` })),
      ]}
      onValue={(value) => onOnly(value === ALL ? null : value)}
    />
  );
}
