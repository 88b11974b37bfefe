import { RefusedAct } from '../../activity/model.ts';
import { typeset } from '../../i18n/typeset.ts';
import type { Act } from '../../sync/api/acts/activity.ts';

/** What the server refused, with the words that were typed and why, until it is put away. */
export function Refused({ acts }: { acts: readonly Act[] }) {
  return acts.map((act) => {
    const words = act.args['words'] ?? act.args['text'] ?? act.args['title'];
    return (
      <div key={act.key} className="flex flex-col gap-2">
        {typeof words === 'string' && words !== '' && (
          <p className="border-s border-line ps-3 break-words whitespace-pre-line text-soft">{typeset(words)}</p>
        )}
        <RefusedAct act={act} />
      </div>
    );
  });
}
