import { memo, useCallback, useEffect, useRef, useState } from 'react';
import type { Project, ProjectTally } from '@egoejo/shared/projects/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { bytes } from '../../i18n/when.ts';
import { useSyncStatus } from '../../sync/api/status.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { EmptyState, Notice } from '../../ui/feedback.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { useDelayedFlag } from '../../ui/use-delayed-flag.ts';
import { ProjectCard } from '../../ui/ProjectCard.tsx';
import { RelativeTime } from '../../ui/times.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { ROW_BYTES, useListing } from '../listing.ts';
import { resetList, useListState } from '../list-state.ts';
import { useProjectCards, useProjectIds, type ProjectCards } from '../queries.ts';
import { useProjectSearch } from '../search.ts';
import { MyPart } from './MyPart.tsx';
import { ListTools } from './ListTools.tsx';

const ROW = 140;
/** Rows are read in blocks, so that scrolling a few rows reads nothing. */
const BLOCK = 20;
/**
 * During a fast scroll no row is read until it slows down, ms: nobody sees those rows, and reading them all would make
 * the list stutter.
 */
const CALM_MS = 120;
const statusWords = {
  proposed: 'projects.status.proposed',
  withdrawn: 'projects.status.withdrawn',
  declined: 'projects.status.declined',
} as const;

interface RowProps {
  project: Project | undefined;
  tally: ProjectTally | undefined;
  support: number;
  pending: number;
}
/** Rendered again only when its own rows change, because a scroll moves hundreds of rows past. */
const Row = memo(function Row({ project, tally, support, pending }: RowProps) {
  const t = useT();
  if (!project) return <div aria-hidden="true" className="h-32 rounded-card border border-line bg-surface" />;
  const chips = (
    <>
      {project.status !== 'published' && (
        <Chip icon={project.status === 'proposed' ? 'wait' : 'no'}>{t(statusWords[project.status])}</Chip>
      )}
      <MyPart shown={support} pending={pending} />
    </>
  );
  return <ProjectCard project={project} tally={tally} chips={chips} />;
});
const rowOf = (id: string, cards: ProjectCards) => (
  <Row
    project={cards.projects.get(id)}
    tally={cards.tallies.get(id)}
    support={cards.supports.get(id)?.grains ?? 0}
    pending={cards.pending.get(id) ?? 0}
  />
);

/** The number of projects, and the age of that figure. */
function Age({ n }: { n: number }) {
  const t = useT();
  const at = useSyncStatus((s) => s.lastExchangeAt);
  return (
    <p role="status" className="text-tiny text-soft">
      {t('projects.count', { n })}
      {at !== null && (
        <>
          {' '}
          · <RelativeTime at={at} />
        </>
      )}
    </p>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
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

/** The rest of a long public list: its length, its size, and the progress of loading it. */
function Rest() {
  const t = useT();
  const locale = useLocale();
  const { total, here = 0, loading, ask, load, stop } = useListing();
  // The progress shows at once after a tap; an automatic load shows it only when it takes more than a moment.
  const [tapped, setTapped] = useState(false);
  const coming = loading && total !== null && here < total;
  const lasts = useDelayedFlag(coming);
  if (total === null) return null;
  if (coming)
    return (
      (lasts || tapped) && (
        <ProgressBar
          label={t('projects.rest.loading', { n: here, total, size: bytes(locale, total * ROW_BYTES) })}
          value={here}
          max={total}
          onCancel={stop}
        />
      )
    );
  if (!ask) return null;
  return (
    <Notice icon="download">
      <p>{t('projects.rest', { n: total - here })}</p>
      <button
        type="button"
        className="min-h-11 font-strong text-leaf underline"
        onClick={() => {
          setTapped(true);
          load();
        }}
      >
        {t('projects.rest.load', { size: bytes(locale, total * ROW_BYTES) })}
      </button>
    </Notice>
  );
}

interface Block {
  from: number;
  to: number;
}
/** The rows to read, as whole blocks around those drawn, and a callback for when others are drawn. */
function useBlock(): [Block, (from: number, to: number) => void] {
  const [block, setBlock] = useState<Block>({ from: 0, to: 2 * BLOCK });
  const timer = useRef(0);
  const seen = useRef(block);
  useEffect(() => () => clearTimeout(timer.current), []);
  const moved = useCallback((from: number, to: number) => {
    const next = { from: Math.max(0, Math.floor(from / BLOCK - 1) * BLOCK), to: Math.ceil(to / BLOCK + 1) * BLOCK };
    const { current } = seen;
    clearTimeout(timer.current);
    if (next.from === current.from && next.to === current.to) return;
    const read = () => {
      seen.current = next;
      setBlock(next);
    };
    if (from < current.to && to > current.from) read();
    else timer.current = window.setTimeout(read, CALM_MS);
  }, []);
  return [block, moved];
}

/**
 * The whole list with its search and filters: it may have any number of rows, but only those near the screen are read
 * and drawn.
 */
export function ProjectList() {
  const t = useT();
  const { query, filter } = useListState();
  const found = useProjectSearch(query);
  const order = useProjectIds(filter, found ?? null);
  const ids = order?.ids;
  const [block, moved] = useBlock();
  const searching = found === undefined;
  const cards = useProjectCards(ids?.slice(block.from, block.to) ?? []);
  const filtered = query.trim() !== '' || filter.mine || filter.category !== '' || filter.community !== '';
  return (
    <div className="flex flex-col gap-3">
      <ListTools>{order?.whole && !searching && <Age n={order.ids.length} />}</ListTools>
      <Rest />
      {order?.whole && !searching && order.ids.length === 0 && <Nothing filtered={filtered} />}
      {ids && !searching && ids.length > 0 && (
        <VirtualList
          items={ids}
          keyOf={String}
          estimate={ROW}
          label={t('projects.title')}
          onWindow={moved}
          render={(id) => rowOf(id, cards)}
        />
      )}
    </div>
  );
}
