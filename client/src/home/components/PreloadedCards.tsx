import { useEffect, useState, type ReactNode } from 'react';
import { preloadedList, preloadedListDrawn, type PreloadedList } from '../../projects/preloaded-list.ts';
import { ProjectCard } from '../../ui/ProjectCard.tsx';
import { Pending } from '../../app/CrashPage.tsx';

/**
 * The best projects stored on this device, until the real page replaces them; with nothing stored, a loading message.
 */
export function PreloadedCards({ most, children }: { most: number; children: (cards: ReactNode) => ReactNode }) {
  const [preloaded, setWarm] = useState<PreloadedList | null>(null);
  useEffect(() => void preloadedList().then(setWarm), []);
  useEffect(() => {
    if (preloaded !== null) preloadedListDrawn();
  }, [preloaded]);
  if (preloaded === null) return <Pending />;
  const cards = preloaded.ids.slice(0, most).map((id) => {
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
