import { useParams } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useWide } from '../../platform/device/wide.ts';
import { useMatching } from '../../search/model.ts';
import { useOffline } from '../../sync/api/status/status.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { CountWithAge } from '../../ui/text/CountWithAge.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { useRowBlock } from '../../ui/lists/row-block.ts';
import { VirtualList } from '../../ui/lists/VirtualList.tsx';
import { useWindowRows } from '../../ui/lists/window-rows.ts';
import { useBooks } from '../store.ts';
import { AskForList } from './AskForList.tsx';
import { CatalogueTools } from './CatalogueTools.tsx';
import { resetList, setFirst, useListState } from './list-state.ts';
import { narrows } from './list.ts';
import { useWorkCount, useWorkIds } from './queries.ts';
import { ROW_HEIGHT, WorkRow } from './WorkRow.tsx';

const NO_IDS: readonly string[] = [];

function NoneFound() {
  const t = useT();
  return (
    <EmptyState
      icon="search"
      title={t('catalogue.none')}
      action={
        <Button variant="quiet" onClick={resetList}>
          {t('catalogue.none.reset')}
        </Button>
      }
    >
      {t('catalogue.none.text')}
    </EmptyState>
  );
}

/** No work is here: nobody added one yet, or the list has not come. */
function NoWorks() {
  const t = useT();
  const offline = useOffline();
  return (
    <EmptyState
      icon="read"
      title={t(offline ? 'catalogue.empty.offline' : 'catalogue.empty')}
      action={<LinkButton to="/livres/{-$id}">{t('books.title')}</LinkButton>}
    >
      {t(offline ? 'catalogue.empty.offlineText' : 'catalogue.empty.text')}
    </EmptyState>
  );
}

/** Ids of works to list: found ones, best first, or all in the filter's order; undefined until known. */
function useListed(): readonly string[] | undefined {
  const { query, filter } = useListState();
  const found = useMatching('work', query);
  const ids = useWorkIds(filter);
  return useMemo(() => {
    if (found === null || !ids) return ids;
    if (!narrows(filter)) return found;
    const kept = new Set(ids);
    return found?.filter((id) => kept.has(id));
  }, [found, ids, filter]);
}

/** The whole catalogue with its search and filters: only the rows near the screen are read and drawn. */
export function CatalogueList() {
  const t = useT();
  const count = useWorkCount();
  const ids = useListed();
  const [block, moved] = useRowBlock();
  const works = useWindowRows('work', ids ?? NO_IDS, block);
  const own = useBooks();
  const files = useMemo(() => new Set(own?.map((b) => b.file)), [own]);
  const wide = useWide();
  const { id } = useParams({ strict: false });
  const first = ids?.[0] ?? null;
  useEffect(() => setFirst(first), [first]);
  const open = wide ? (id ?? first) : null;
  if (count === undefined) return null;
  return (
    <div className="flex flex-col gap-3">
      <AskForList here={count} />
      {count === 0 ? (
        <NoWorks />
      ) : (
        <CatalogueTools>{ids && <CountWithAge>{t('catalogue.count', { n: ids.length })}</CountWithAge>}</CatalogueTools>
      )}
      {count > 0 && ids?.length === 0 && <NoneFound />}
      {ids && ids.length > 0 && (
        <VirtualList
          items={ids}
          keyOf={String}
          estimate={ROW_HEIGHT}
          label={t('catalogue.title')}
          onWindow={moved}
          render={(row) => (
            <WorkRow
              work={works.get(row)}
              here={files.has(works.get(row)?.file ?? '')}
              beside={wide}
              open={row === open}
            />
          )}
        />
      )}
    </div>
  );
}
