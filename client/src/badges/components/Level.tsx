import { levelOf } from '@egoejo/shared/badges/rules.ts';
import { useT } from '../../i18n/locale.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Bar } from '../../ui/feedback/progress.tsx';

const ROUND = 2 * Math.PI * 33;

/** The number of the level in a ring, which closes as the next one comes near. Decoration: the card says both. */
function LevelRing({ level, part }: { level: number; part: number }) {
  const t = useT();
  return (
    <svg viewBox="0 0 80 80" aria-hidden="true" className="size-24 flex-none text-leaf">
      <circle cx="40" cy="40" r="38" fill="var(--leaf-soft)" />
      <circle cx="40" cy="40" r="33" fill="none" strokeWidth="5" stroke="var(--surface)" />
      <circle
        cx="40"
        cy="40"
        r="33"
        fill="none"
        stroke="currentColor"
        strokeWidth="5"
        strokeLinecap="round"
        strokeDasharray={`${(part * ROUND).toFixed(1)} ${ROUND.toFixed(1)}`}
        transform="rotate(-90 40 40)"
        visibility={part === 0 ? 'hidden' : undefined}
      />
      <text x="40" y="50" textAnchor="middle" fill="currentColor" fontSize="28" className="num font-strong">
        {t('ui.number', { n: level })}
      </text>
    </svg>
  );
}

/** The member's level as a reader, and how far the next one is. `more`: points that this device expects. */
export function Level({ points, more }: { points: number; more: number }) {
  const t = useT();
  const { level, from, to } = levelOf(points);
  const soon = Math.min(more, to - points);
  return (
    <Card label={t('badges.level', { n: level })} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <LevelRing level={level} part={(points - from) / (to - from)} />
        <div className="min-w-0 flex-1 basis-40">
          <h2 className="text-title">{t('badges.level', { n: level })}</h2>
          <p className="num text-small text-soft">{t('badges.points', { n: points })}</p>
          {more > 0 && (
            <p className="pt-1">
              <Chip tone="wait" icon="wait">
                {t('badges.more', { n: more })}
              </Chip>
            </p>
          )}
        </div>
      </div>
      <div className="flex flex-col gap-1.5">
        <Bar
          parts={[
            { value: points - from, fill: 'leaf' },
            { value: soon, fill: 'wait' },
          ]}
          total={to - from}
        />
        <p className="num text-small">{t('badges.next', { n: to - points, level: level + 1 })}</p>
      </div>
      <p className="text-tiny text-soft">{t('badges.rules')}</p>
    </Card>
  );
}
