import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/Button.tsx';
import { GrainBadge } from '../../ui/Chip.tsx';
import { Section } from '../../ui/Page.tsx';
import type { Placed } from '../layout.ts';

const STEP = 30;

/** The same information for keyboards, screen readers and eco levels 4 and 5. */
export function StarList({
  stars,
  onMark,
}: {
  stars: readonly Placed[];
  onMark: ((id: string | null) => void) | null;
}) {
  const t = useT();
  const [shown, setShown] = useState(STEP);
  return (
    <Section title={t('constellation.list')}>
      <ol className="divide-y divide-line rounded-card border border-line bg-surface px-3.5 shadow-card">
        {stars.slice(0, shown).map((s) => (
          <li key={s.id} className="relative flex min-h-11 items-center gap-3 py-2">
            <Link
              to="/projets/$id"
              params={{ id: s.id }}
              className="min-w-0 flex-1 no-underline after:absolute after:inset-0"
              onFocus={() => onMark?.(s.id)}
              onBlur={() => onMark?.(null)}
              onMouseEnter={() => onMark?.(s.id)}
              onMouseLeave={() => onMark?.(null)}
            >
              {s.title}
              {s.category && <span className="block text-tiny text-soft">{s.category}</span>}
            </Link>
            <GrainBadge grains={s.score} />
          </li>
        ))}
      </ol>
      {stars.length > shown && (
        <Button variant="plain" block onClick={() => setShown(shown + STEP)}>
          {t('constellation.more')}
        </Button>
      )}
    </Section>
  );
}
