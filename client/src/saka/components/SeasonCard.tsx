import { useMemo } from 'react';
import type { Cycle } from '@egoejo/shared/saka/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { AsOf } from './AsOf.tsx';
import { SeasonPicture } from './SeasonPicture.tsx';
import { Series } from './Series.tsx';
import { shownOf } from '../figures.ts';
import type { SeasonsRead } from '../reads.ts';
import { SeasonDates } from './SeasonDates.tsx';

/** All grains of the current season, as a picture. */
export function SeasonCard({
  held,
  silo,
  read,
  again,
  hand,
}: {
  held: Cycle | null;
  silo: number | null;
  read: SeasonsRead;
  again: () => void;
  hand: boolean;
}) {
  const t = useT();
  const shown = useMemo(() => (read.value ? shownOf(read.value) : null), [read.value]);
  const season = shown?.season ?? held;
  return (
    <Card className="flex flex-col gap-3">
      {(season ?? shown) && (
        <h2 className="text-head">{season ? t('saka.season.title', { name: season.name }) : t('saka.season.none')}</h2>
      )}
      {season && <SeasonDates from={season.startsAt} to={season.endsAt} />}
      {shown && <SeasonPicture figures={shown.figures} silo={silo} />}
      <AsOf read={read} again={again} hand={hand} />
    </Card>
  );
}

/** The movements of the last days. */
export function LastDays({ read }: { read: SeasonsRead }) {
  const days = useMemo(() => (read.value ? shownOf(read.value).days : null), [read.value]);
  return days && <Series days={days} />;
}
