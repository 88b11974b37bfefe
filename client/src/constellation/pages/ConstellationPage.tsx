import { useState } from 'react';
import { useEcoRules } from '../../eco/store.ts';
import { useT } from '../../i18n/locale.ts';
import { EmptyState } from '../../ui/feedback.tsx';
import { Page } from '../../ui/Page.tsx';
import { FlatSky } from '../components/FlatSky.tsx';
import { SkyCanvas } from '../components/SkyCanvas.tsx';
import { useSky } from '../queries.ts';
import { Legend } from '../components/Legend.tsx';
import { ChosenStar } from '../components/ChosenStar.tsx';
import { StarList } from '../components/StarList.tsx';

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
            {star && <ChosenStar star={star} onClose={() => setChosen(null)} />}
          </div>
          <StarList stars={stars} onMark={drawn === 'list' ? null : setMarked} />
        </div>
      )}
    </Page>
  );
}
