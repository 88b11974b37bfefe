import { RefusedAct } from '../../activity/model.ts';
import { useActs } from '../../sync/api/acts/activity.ts';

/** Shows that this device announced and the server refused. */
export function RefusedShows() {
  const refused = useActs().filter(
    ({ name, here, dismissed, verdict }) => name === 'show.add' && here && !dismissed && verdict?.status === 'rejected',
  );
  return refused.map((act) => (
    <div key={act.key} className="flex flex-col gap-2">
      {act.subject !== null && <p className="border-s border-line ps-3 text-soft">{act.subject}</p>}
      <RefusedAct act={act} />
    </div>
  ));
}
