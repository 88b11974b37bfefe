import { RefusedAct } from '../../activity/model.ts';
import { typeset } from '../../i18n/typeset.ts';
import type { Act } from '../../sync/api/acts/activity.ts';

/** What the server refused, with the words that were typed and why, until it is put away. */
export function Refused({ acts }: { acts: readonly Act[] }) {
  return acts.map((act) => {
    const { words, text, title, description } = act.args;
    const typed = [words, text, title, description].filter((said) => typeof said === 'string' && said !== '');
    return (
      <div key={act.key} className="flex flex-col gap-2">
        {typed.length > 0 && (
          <p className="border-s border-line ps-3 break-words whitespace-pre-line text-soft">
            {typeset(typed.join('\n\n'))}
          </p>
        )}
        <RefusedAct act={act} />
      </div>
    );
  });
}
