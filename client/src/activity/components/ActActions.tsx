import { mutations, type MutationName } from '@egoejo/shared/registry.ts';
import { useT } from '../../i18n/locale.ts';
import { dismiss, retry, takeBack, type Act } from '../../sync/api/acts/activity.ts';
import { toast } from '../../ui/layers/toasts.tsx';
import { useNoSecondTap } from '../../ui/actions/use-no-second-tap.ts';
import { nextStep } from '../labels.ts';
import { actLink, NextStepLink } from './NextStepLink.tsx';

const taken = {
  taken: 'activity.taken',
  'too-late': 'activity.takenTooLate',
  full: 'error.sync.storage_full',
} as const;
/**
 * Acts without a button to take them back: convergent acts cannot be cancelled once they may have been sent (S26), and
 * before that cancelling them has no use.
 */
const isConvergent = (name: string): boolean =>
  Object.hasOwn(mutations, name) && mutations[name as MutationName].convergent;

function TakeBack({ title, onTap }: { title: string; onTap: () => void }) {
  const t = useT();
  return (
    <button
      type="button"
      className={`${actLink} ${useNoSecondTap()}`}
      aria-label={t('activity.takeBack.of', { act: title })}
      onClick={onTap}
    >
      {t('activity.takeBack')}
    </button>
  );
}

/**
 * The actions that the member may take on an act. `here`: the id that the page is about, to which no next step leads.
 * `brief`: in a toast, which says by itself what became of the act. `toggles`: a button beside it undoes the act.
 */
export function ActActions({
  act,
  title,
  here,
  brief = false,
  toggles = false,
}: {
  act: Act;
  title: string;
  here?: string;
  brief?: boolean;
  toggles?: boolean;
}) {
  const t = useT();
  const waiting =
    act.state === 'queued' || act.state === 'sending' || act.state === 'quarantined' || act.state === 'waiting-upgrade';
  const next = nextStep(act);
  const step = next && 'id' in next && next.id === here ? null : next;
  const back = async () => {
    const done = await takeBack(act.key);
    // The state of the act says so, where the button was.
    if (done === 'cancelling' || (brief && done === 'taken')) return;
    toast(t(taken[done]), done === 'full' ? 'clay' : done === 'too-late' ? 'wait' : 'leaf', act.key);
  };
  return (
    <div className={`flex flex-wrap gap-x-5 empty:hidden ${brief || here ? '' : '-mb-2'}`}>
      {step && !act.dismissed && <NextStepLink step={step} />}
      {!brief &&
        (act.state === 'quarantined' || act.state === 'waiting-upgrade') &&
        act.lastError !== 'sync.unreadable_act' && (
          <button
            type="button"
            className={actLink}
            aria-label={t('activity.retry.of', { act: title })}
            onClick={() => void retry(act.key)}
          >
            {t('activity.retry')}
          </button>
        )}
      {waiting && !toggles && !isConvergent(act.name) && <TakeBack title={title} onTap={() => void back()} />}
      {!brief && (act.state === 'refused' || act.state === 'lost') && !act.dismissed && (
        <button
          type="button"
          className={actLink}
          aria-label={t('activity.dismiss.of', { act: title })}
          onClick={() => void dismiss(act.key)}
        >
          {t('activity.dismiss')}
        </button>
      )}
    </div>
  );
}
