import { RefusedAct } from '../../activity/model.ts';
import { StateChip } from '../../ui/feedback/Chip.tsx';
import { usePlaylistActs } from '../queries.ts';

/** What of a playlist is under way, and what of it the server refused, with its reason (S26). */
export function PlaylistActs({ id }: { id: string }) {
  const acts = usePlaylistActs(id);
  const waiting = acts.find((act) => act.verdict === null);
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
