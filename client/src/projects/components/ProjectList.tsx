import { useT } from '../../i18n/locale.ts';
import { useSyncStatus } from '../../sync/api/status.ts';
import { Button } from '../../ui/Button.tsx';
import { useNow } from '../../ui/clock.ts';
import { EmptyState } from '../../ui/feedback.tsx';
import { RelativeTime } from '../../ui/times.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { resetList, useListState } from '../list-state.ts';
import { useProjectCards } from '../project-cards.ts';
import { useProjectIds } from '../project-order.ts';
import { useMatchingProjects } from '../../search/model.ts';
import { ListTools } from './ListTools.tsx';
import { ROW_HEIGHT } from '../row-slots.ts';
import { useRowBlock } from './row-block.ts';
import { RestOfList } from './RestOfList.tsx';
import { rowOf } from './ProjectRow.tsx';

const NO_IDS: readonly string[] = [];

/** The number of projects, and the age of that figure. */
function CountWithAge({ n }: { n: number }) {
  const t = useT();
  const at = useSyncStatus((s) => s.lastExchangeAt);
  const now = useNow();
  return (
    <p role="status" className="text-tiny text-soft">
      {t('projects.count', { n })}
      {at !== null && <> · {now - at < 60_000 ? t('projects.current') : <RelativeTime at={at} />}</>}
    </p>
  );
}

function NothingListed({ filtered }: { filtered: boolean }) {
  const t = useT();
  if (filtered) {
    return (
      <EmptyState
        icon="search"
        title={t('projects.none.title')}
        action={
          <Button variant="quiet" onClick={resetList}>
            {t('projects.none.reset')}
          </Button>
        }
      >
        {t('projects.none.text')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="project" title={t('projects.empty.title')}>
      {t('projects.empty.text')}
    </EmptyState>
  );
}

/**
 * The whole list with its search and filters: it may have any number of rows, but only those near the screen are read
 * and drawn.
 */
export function ProjectList() {
  const t = useT();
  const { query, filter } = useListState();
  const found = useMatchingProjects(query);
  const order = useProjectIds(filter, found ?? null);
  const ids = order?.ids;
  const [block, moved] = useRowBlock();
  const searching = found === undefined;
  const cards = useProjectCards(ids ?? NO_IDS, block);
  const filtered = query.trim() !== '' || filter.mine || filter.category !== '' || filter.community !== '';
  return (
    <div className="flex flex-col gap-3">
      <ListTools>{order?.whole && !searching && <CountWithAge n={order.ids.length} />}</ListTools>
      <RestOfList />
      {order?.whole && !searching && order.ids.length === 0 && <NothingListed filtered={filtered} />}
      {ids && !searching && ids.length > 0 && (
        <VirtualList
          items={ids}
          keyOf={String}
          estimate={ROW_HEIGHT}
          label={t('projects.title')}
          onWindow={moved}
          render={(id) => rowOf(id, cards)}
        />
      )}
    </div>
  );
}
