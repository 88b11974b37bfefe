import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { useWide } from '../../../platform/device/wide.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { CountWithAge } from '../../../ui/text/CountWithAge.tsx';
import { EmptyState } from '../../../ui/feedback/feedback.tsx';
import { VirtualList } from '../../../ui/lists/VirtualList.tsx';
import { resetList, setFirst, useListState } from '../../list-state.ts';
import { useProjectCards } from '../../project-cards.ts';
import { useProjectIds } from '../../project-order.ts';
import { useMatching } from '../../../search/model.ts';
import { ListTools } from './ListTools.tsx';
import { ROW_HEIGHT } from '../../row-height.ts';
import { useRowBlock } from '../../../ui/lists/row-block.ts';
import { RestOfList } from './RestOfList.tsx';
import { rowOf } from './ProjectRow.tsx';

const NO_IDS: readonly string[] = [];

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
  const found = useMatching('project', query);
  const order = useProjectIds(filter, found ?? null);
  const ids = order?.ids;
  const [block, moved] = useRowBlock();
  const searching = found === undefined;
  const cards = useProjectCards(ids ?? NO_IDS, block);
  const wide = useWide();
  const { id } = useParams({ strict: false });
  const first = searching ? null : (ids?.[0] ?? null);
  useEffect(() => setFirst(first), [first]);
  const open = wide ? (id ?? first ?? '') : null;
  const filtered = query.trim() !== '' || filter.mine || filter.category !== '' || filter.community !== '';
  return (
    <div className="flex flex-col gap-3">
      <ListTools>
        {order?.whole && !searching && <CountWithAge>{t('projects.count', { n: order.ids.length })}</CountWithAge>}
      </ListTools>
      <RestOfList />
      {order?.whole && !searching && order.ids.length === 0 && <NothingListed filtered={filtered} />}
      {ids && !searching && ids.length > 0 && (
        <VirtualList
          items={ids}
          keyOf={String}
          estimate={ROW_HEIGHT}
          label={t('projects.title')}
          onWindow={moved}
          render={(row) => rowOf(row, cards, open)}
        />
      )}
    </div>
  );
}
