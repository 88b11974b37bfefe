import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { GrainBadge } from './Chip.tsx';
import { Picture } from './Picture.tsx';
import { Supporters } from './Supporters.tsx';

interface ProjectCardProps {
  project: { id: string; title: string; place: string; category: string; picture: string | null };
  tally: { score: number; supporters: number } | undefined;
  /** The member's own part: support and queued boosts. */
  chips?: ReactNode;
}

/**
 * A project in a list. The whole card is one link; its score never jumps, because the member's own part is shown beside
 * it (S3).
 */
export function ProjectCard({ project, tally, chips }: ProjectCardProps) {
  return (
    <article className="relative flex items-start gap-3 rounded-card border border-line bg-surface p-3.5 shadow-card">
      <Picture name={project.picture} shape="thumb" />
      <div className="min-w-0 flex-1">
        <h2 className="text-head">
          <Link
            to="/projets/$id"
            params={{ id: project.id }}
            className="no-underline after:absolute after:inset-0 after:rounded-card"
          >
            {project.title}
          </Link>
        </h2>
        <p className="mt-0.5 mb-2 text-tiny text-soft">
          {[project.category, project.place].filter(Boolean).join(' · ')}
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
