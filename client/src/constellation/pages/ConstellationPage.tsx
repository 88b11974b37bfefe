import { lazy, Suspense, useState, type ComponentType } from 'react';
import { useEcoRules } from '../../eco/store.ts';
import { useT } from '../../i18n/locale.ts';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { ConceptList } from '../components/ConceptList.tsx';
import { ProjectLines } from '../components/ProjectLines.tsx';
import { useGraph } from '../queries.ts';
import type { DrawingProps } from '../sky/Drawing.tsx';

/** Fetched when something is drawn; where it cannot be fetched, the lists stand alone. */
const Drawing = lazy((): Promise<{ default: ComponentType<DrawingProps> }> =>
  import('../sky/Drawing.tsx').then(
    ({ Drawing: drawing }) => ({ default: drawing }),
    () => ({ default: () => null }),
  ),
);

/** More points than this only blur; the page of projects lists all of them. */
const MOST = { deep: 5000, flat: 800 } as const;

/**
 * Concepts and projects as a sky, and the same graph as lists. The eco level decides how rich the sky is.
 */
export function ConstellationPage() {
  const t = useT();
  const { constellation: drawn } = useEcoRules();
  const graph = useGraph(drawn === 'effects' || drawn === 'points' ? MOST.deep : MOST.flat);
  const [open, setOpen] = useState<string | null>(null);
  const [marked, setMarked] = useState<string | null>(null);
  const list = drawn === 'list';
  const empty = graph && graph.concepts.length + graph.projects.length === 0;
  return (
    <Page title={t('constellation.title')} back="/projets" wide={!list}>
      {empty && (
        <EmptyState icon="stars" title={t('constellation.empty')}>
          {t('constellation.emptyText')}
        </EmptyState>
      )}
      {graph && !empty && (
        <div className={list ? '' : 'rail:grid rail:grid-cols-[3fr_2fr] rail:gap-6'}>
          {!list && (
            <div className="flex flex-col gap-3 rail:sticky rail:top-4 rail:self-start">
              <Suspense fallback={<div className="aspect-square rail:aspect-[4/3]" />}>
                <Drawing graph={graph} drawn={drawn} marked={marked ?? open} />
              </Suspense>
            </div>
          )}
          <div>
            {graph.concepts.length > 0 && <ConceptList concepts={graph.concepts} open={open} onOpen={setOpen} />}
            {graph.projects.length > 0 && <ProjectLines projects={graph.projects} onMark={list ? null : setMarked} />}
          </div>
        </div>
      )}
    </Page>
  );
}
