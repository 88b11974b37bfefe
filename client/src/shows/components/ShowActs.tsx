import type { Episode } from '@egoejo/shared/shows/model.ts';
import { RefusedAct } from '../../activity/model.ts';
import { StateChip } from '../../ui/feedback/Chip.tsx';
import { useShowActs } from '../queries.ts';

/** Acts about a show that are under way, and refused ones about it or its episodes, with their reasons (S26). */
export function ShowActs({ id, episodes }: { id: string; episodes: readonly Episode[] }) {
  const acts = useShowActs(id, episodes);
  // Each episode says so itself.
  const waiting = acts.find(({ name, verdict }) => verdict === null && name !== 'episode.ask');
  return (
    <>
      <p role="status" className="empty:hidden">
        {waiting && <StateChip state={waiting.state} />}
      </p>
      {acts.map((act) => (
        <RefusedAct key={act.key} act={act} />
      ))}
    </>
  );
}
