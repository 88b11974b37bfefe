import { useMemo, useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import type { Graph } from '../graph.ts';
import { Chosen } from './Chosen.tsx';
import { FlatSky } from './FlatSky.tsx';
import { arrange } from './layout.ts';
import { Legend } from './Legend.tsx';
import { SkyCanvas } from './SkyCanvas.tsx';

export interface DrawingProps {
  graph: Graph;
  drawn: 'effects' | 'points' | 'flat';
  /** What the lists point at. */
  marked: string | null;
}
/** The drawn sky with its legend, and what was tapped in it. */
export function Drawing({ graph, drawn, marked }: DrawingProps) {
  const t = useT();
  const sky = useMemo(() => arrange(graph), [graph]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [impossible, setImpossible] = useState(false);
  const flat = impossible || drawn === 'flat';
  const star = sky.stars.find((s) => s.node.id === chosen);
  return (
    <>
      {flat ? (
        <FlatSky sky={sky} marked={marked ?? chosen} onPick={setChosen} />
      ) : (
        <SkyCanvas
          sky={sky}
          effects={drawn === 'effects'}
          marked={marked ?? chosen}
          onPick={setChosen}
          onImpossible={() => setImpossible(true)}
        />
      )}
      {star && <Chosen node={star.node} onChoose={setChosen} />}
      <p className="text-tiny text-soft">{t(flat ? 'constellation.hint.flat' : 'constellation.hint')}</p>
      <Legend stars={sky.stars} />
    </>
  );
}
