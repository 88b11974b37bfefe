import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useEcoRules } from '../../eco/store.ts';
import { useT } from '../../i18n/locale.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { GrainBadge } from '../../ui/Chip.tsx';
import { EmptyState } from '../../ui/feedback.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { FlatSky } from '../components/FlatSky.tsx';
import { SkyCanvas } from '../components/SkyCanvas.tsx';
import { colourOf, NIGHT } from '../colours.ts';
import type { Placed } from '../layout.ts';
import { useSky } from '../queries.ts';

const STEP = 30;

/** The project tapped, or chosen in the list. */
function Chosen({ star, onClose }: { star: Placed; onClose: () => void }) {
  const t = useT();
  return (
    <Card className="flex flex-col gap-2.5" label={star.title}>
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 flex-1 text-head" aria-live="polite">
          {star.title}
        </h2>
        <GrainBadge grains={star.score} />
      </div>
      {star.category && <p className="text-tiny text-soft">{star.category}</p>}
      <div className="flex gap-2">
        <LinkButton to="/projets/$id" params={{ id: star.id }} className="flex-1">
          {t('constellation.open')}
        </LinkButton>
        <Button variant="quiet" onClick={onClose}>
          {t('ui.close')}
        </Button>
      </div>
    </Card>
  );
}

/** The colours of the categories. */
function Legend({ stars }: { stars: readonly Placed[] }) {
  const t = useT();
  const names = [...new Map(stars.map((s) => [s.hue, s.category]))].sort(([a], [b]) => a - b);
  if (names.length < 2) return null;
  return (
    <ul aria-label={t('constellation.legend')} className="flex flex-wrap gap-x-4 gap-y-1 text-tiny text-soft">
      {names.map(([hue, name]) => (
        <li key={hue} className="flex items-center gap-1.5">
          <svg viewBox="0 0 10 10" aria-hidden="true" className="size-3">
            <circle cx="5" cy="5" r="5" fill={NIGHT} />
            <circle cx="5" cy="5" r="3.5" fill={colourOf(hue)} />
          </svg>
          {name || t('constellation.none')}
        </li>
      ))}
    </ul>
  );
}

/** The same information for keyboards, screen readers and eco levels 4 and 5. */
function StarList({ stars, onMark }: { stars: readonly Placed[]; onMark: ((id: string | null) => void) | null }) {
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

/**
 * The projects as a sky: clusters are communities, colours categories, size is support. The eco level decides how rich
 * it is.
 */
export function ConstellationPage() {
  const t = useT();
  const { constellation } = useEcoRules();
  const stars = useSky();
  const [chosen, setChosen] = useState<string | null>(null);
  const [marked, setMarked] = useState<string | null>(null);
  const [flat, setFlat] = useState(false);
  const star = stars?.find((s) => s.id === chosen);
  const drawn = constellation === 'list' ? 'list' : flat ? 'flat' : constellation;
  return (
    <Page title={t('constellation.title')} back="/projets" wide>
      {stars?.length === 0 && (
        <EmptyState icon="stars" title={t('constellation.empty')}>
          {t('constellation.emptyText')}
        </EmptyState>
      )}
      {stars && stars.length > 0 && (
        <div className="rail:grid rail:grid-cols-[3fr_2fr] rail:gap-6">
          <div className="flex flex-col gap-3 rail:sticky rail:top-4 rail:self-start">
            {(drawn === 'effects' || drawn === 'points') && (
              <SkyCanvas
                stars={stars}
                effects={drawn === 'effects'}
                marked={marked ?? chosen}
                onPick={setChosen}
                onImpossible={() => setFlat(true)}
              />
            )}
            {drawn === 'flat' && <FlatSky stars={stars} marked={marked ?? chosen} onPick={setChosen} />}
            {drawn !== 'list' && (
              <p className="text-tiny text-soft">
                {t(drawn === 'flat' ? 'constellation.hint.flat' : 'constellation.hint')}
              </p>
            )}
            {drawn !== 'list' && <Legend stars={stars} />}
            {star && <Chosen star={star} onClose={() => setChosen(null)} />}
          </div>
          <StarList stars={stars} onMark={drawn === 'list' ? null : setMarked} />
        </div>
      )}
    </Page>
  );
}
