import { useEffect, useState, type ReactNode } from 'react';
import {
  afterPreloadedList,
  preloadedList,
  preloadedListDrawn,
  type PreloadedList,
} from '../../projects/preloaded-list.ts';
import { ProjectCard } from '../../ui/cards/ProjectCard.tsx';
import { Pending } from '../../app/shell/CrashPage.tsx';

/** Cards of the first frame: what a phone shows. The others follow when it is drawn. */
const FIRST_CARDS = 8;

/**
 * The best projects stored on this device, until the real page replaces them; with nothing stored, a loading message.
 */
export function PreloadedCards({ most, children }: { most: number; children: (cards: ReactNode) => ReactNode }) {
  const [preloaded, setWarm] = useState<PreloadedList | null>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => void preloadedList().then(setWarm), []);
  useEffect(() => {
    if (preloaded === null) return;
    preloadedListDrawn();
    void afterPreloadedList().then(() => setDrawn(true));
  }, [preloaded]);
  if (preloaded === null) return <Pending />;
  const cards = preloaded.ids.slice(0, drawn ? most : Math.min(most, FIRST_CARDS)).map((id) => {
    const project = preloaded.projects.get(id);
    return (
      project && (
        <li key={id}>
          <ProjectCard project={project} tally={preloaded.tallies.get(id)} />
        </li>
      )
    );
  });
  return children(<ul className="flex flex-col gap-3">{cards}</ul>);
}
