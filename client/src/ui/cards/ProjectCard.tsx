import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { typeset } from '../../i18n/typeset.ts';
import { GrainBadge } from '../feedback/Chip.tsx';
import { Picture } from '../pictures/Picture.tsx';
import { Supporters } from './Supporters.tsx';

interface ProjectCardProps {
  project: { id: string; title: string; place: string; category: string; picture: string | null };
  tally: { score: number; supporters: number } | undefined;
  /** Instead of the picture that the project names. */
  picture?: ReactNode;
  /** The member's own part: support and queued boosts. */
  chips?: ReactNode;
  /** On wide screens the project opens beside the list, which stays where it is. */
  beside?: boolean;
  /** It is open there. */
  selected?: boolean;
}

/**
 * A project in a list. The whole card is one link; its score never jumps, because the member's own part is shown beside
 * it (S3).
 */
export function ProjectCard({ project, tally, picture, chips, beside = false, selected = false }: ProjectCardProps) {
  return (
    <article
      className={`relative flex flex-wrap items-start gap-3 rounded-card border p-3.5 shadow-card ${selected ? 'border-leaf bg-leaf-soft' : 'border-line bg-surface'}`}
    >
      {picture ?? <Picture name={project.picture} shape="thumb" of={project} />}
      <div className="min-w-0 flex-1 basis-[min-content]">
        <h2 className="text-head">
          <Link
            to="/projets/$id"
            params={{ id: project.id }}
            resetScroll={!beside}
            aria-current={selected || undefined}
            className="covers no-underline"
          >
            {typeset(project.title)}
          </Link>
        </h2>
        <p className="mt-0.5 mb-2 text-tiny text-soft">
          {typeset([project.category, project.place].filter(Boolean).join(' · '))}
        </p>
        <div className="flex flex-wrap items-center gap-2">
          {tally && tally.score > 0 && <GrainBadge grains={tally.score} />}
          {tally && (
            <span className="num text-tiny text-soft">
              <Supporters tally={tally} />
            </span>
          )}
          {chips}
        </div>
      </div>
    </article>
  );
}
