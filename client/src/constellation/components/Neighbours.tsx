import { typeset } from '../../i18n/typeset.ts';
import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { GrainBadge } from '../../ui/feedback/Chip.tsx';
import type { GraphNode } from '../graph.ts';

/** What a concept is about, its projects and the concepts beside it. Each line is one step of the arrow keys. */
export function Neighbours({ node, onConcept }: { node: GraphNode; onConcept: (id: string) => void }) {
  const t = useT();
  const projects = node.near.filter((n) => n.kind === 'project');
  const concepts = node.near.filter((n) => n.kind === 'concept');
  return (
    <div className="flex flex-col gap-2">
      {node.summary && <p className="text-small">{typeset(node.summary)}</p>}
      {projects.length > 0 && (
        <ul aria-label={t('constellation.projects')} className="divide-y divide-line">
          {projects.map((p) => (
            <li key={p.id} className="flex flex-wrap items-center gap-x-3">
              <Link
                data-row=""
                to="/projets/$id"
                params={{ id: p.id }}
                className="flex min-h-11 min-w-0 flex-1 basis-[min-content] items-center"
              >
                {typeset(p.title)}
              </Link>
              <GrainBadge grains={p.score} />
            </li>
          ))}
        </ul>
      )}
      {concepts.length > 0 && (
        <ul aria-label={t('constellation.near')} className="flex flex-wrap gap-2">
          {concepts.map((c) => (
            <li key={c.id}>
              <button
                data-row=""
                type="button"
                className="min-h-11 flex-none rounded-full border border-line bg-surface px-4 text-small"
                onClick={() => onConcept(c.id)}
              >
                {typeset(c.title)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
