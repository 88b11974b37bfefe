import { RefusedAct } from '../../activity/model.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { idOf, type About } from '../about.ts';

/** What this device sent to a project or topic and the server refused: the words, and why, until they are put away. */
export function Refused({ about }: { about: About }) {
  const refused = useActs().filter(
    ({ name, args, here, dismissed, verdict }) =>
      name === 'comment.write' &&
      here &&
      !dismissed &&
      verdict?.status === 'rejected' &&
      (args['project'] ?? args['topic']) === idOf(about),
  );
  return refused.map((act) => (
    <div key={act.key} className="flex flex-col gap-2">
      <p className="border-s border-line ps-3 break-words whitespace-pre-line text-soft">
        {typeset(String(act.args['text']))}
      </p>
      <RefusedAct act={act} />
    </div>
  ));
}
