import { typeset } from '../../i18n/typeset.ts';
import type { SeasonFigures } from '@egoejo/shared/saka/public.ts';
import { useEcoLevel } from '../../eco/store.ts';
import { useT } from '../../i18n/locale.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { CycleRing, CycleTable } from '../../ui/pictures/CycleRing.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { earlierOf, figuresOf } from '../figures.ts';
import type { SeasonsRead } from '../reads.ts';
import { SeasonDates } from './SeasonDates.tsx';

/** The figures of the seasons before the current one. */
export function EarlierSeasons({ read }: { read: SeasonsRead }) {
  const t = useT();
  const drawn = useEcoLevel() < 5;
  const earlier: SeasonFigures[] = read.value ? earlierOf(read.value) : [];
  if (earlier.length === 0) return null;
  return (
    <Section title={t('saka.earlier')}>
      <ul className="flex flex-col gap-3">
        {earlier.map((s) => (
          <Card as="li" key={s.id} className="flex flex-col gap-2">
            <div className="flex items-center gap-3">
              {drawn && <CycleRing small figures={figuresOf(s)} />}
              <div className="min-w-0 flex-1">
                <h3 className="font-strong">{typeset(s.name)}</h3>
                <SeasonDates from={s.startsAt} to={s.endsAt} />
              </div>
            </div>
            <CycleTable figures={figuresOf(s)} />
          </Card>
        ))}
      </ul>
    </Section>
  );
}
