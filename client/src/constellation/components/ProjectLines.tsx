import { typeset } from '../../i18n/typeset.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { GrainBadge } from '../../ui/feedback/Chip.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import type { GraphNode } from '../graph.ts';

const STEP = 30;

/** The projects, with the concepts that each belongs to. */
export function ProjectLines({
  projects,
  onMark,
}: {
  projects: readonly GraphNode[];
  onMark: ((id: string | null) => void) | null;
}) {
  const t = useT();
  const [shown, setShown] = useState(STEP);
  return (
    <Section title={t('constellation.list')}>
      <CardList>
        {projects.slice(0, shown).map((s) => {
          const about = [s.category, ...s.near.map((c) => c.title)].filter(Boolean).join(' · ');
          return (
            <li key={s.id} className="relative flex min-h-11 flex-wrap items-center gap-x-3 py-2">
              <Link
                to="/projets/$id"
                params={{ id: s.id }}
                className="min-w-0 flex-1 basis-[min-content] covers no-underline"
                onFocus={() => onMark?.(s.id)}
                onBlur={() => onMark?.(null)}
                onMouseEnter={() => onMark?.(s.id)}
                onMouseLeave={() => onMark?.(null)}
              >
                {typeset(s.title)}
                {about && <span className="block text-tiny text-soft">{typeset(about)}</span>}
              </Link>
              <GrainBadge grains={s.score} />
            </li>
          );
        })}
      </CardList>
      {projects.length > shown && (
        <Button variant="plain" block onClick={() => setShown(shown + STEP)}>
          {t('constellation.more')}
        </Button>
      )}
    </Section>
  );
}
