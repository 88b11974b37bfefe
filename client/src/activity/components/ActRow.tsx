import { mutations, type MutationName } from '@egoejo/shared/registry.ts';
import { Link } from '@tanstack/react-router';
import { errorText, useLocale, useT } from '../../i18n/locale.ts';
import { dismiss, isTakenBack, retry, takeBack, type Act } from '../../sync/api/activity.ts';
import { actLooks, type Tone } from '../../ui/Chip.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Icon } from '../../ui/icons.tsx';
import { useNow } from '../../ui/clock.ts';
import { actTitle, nextStep, type NextStep } from '../labels.ts';
import { actLine, actNotes, goingOn } from '../line.ts';

const squares: Record<Tone, string> = {
  wait: 'bg-wait-soft text-wait',
  leaf: 'bg-leaf-soft text-leaf',
  clay: 'bg-clay-soft text-clay',
  grain: 'bg-grain-soft text-grain',
  plain: 'bg-sunk text-soft',
};
const link = 'inline-flex min-h-11 items-center text-tiny font-strong text-leaf';

function Next({ step }: { step: NextStep }) {
  const t = useT();
  const word = t(step.word);
  switch (step.go) {
    case 'project':
      return (
        <Link className={link} to="/projets/$id" params={{ id: step.id }}>
          {word}
        </Link>
      );
    case 'poll':
      return (
        <Link className={link} to="/votes/$id" params={{ id: step.id }}>
          {word}
        </Link>
      );
    case 'read':
      return (
        <Link className={link} to="/lire/$id" params={{ id: step.id }}>
          {word}
        </Link>
      );
    case 'community':
      return (
        <Link className={link} to="/communautes/$id" params={{ id: step.id }}>
          {word}
        </Link>
      );
    case 'projects':
      return (
        <Link className={link} to="/projets">
          {word}
        </Link>
      );
    case 'shelf':
      return (
        <Link className={link} to="/lire">
          {word}
        </Link>
      );
    default:
      return (
        <Link className={link} to="/moi">
          {word}
        </Link>
      );
  }
}

const taken = {
  taken: 'activity.taken',
  cancelling: 'activity.takenCancelling',
  'too-late': 'activity.takenTooLate',
  full: 'error.sync.storage_full',
} as const;
/**
 * Acts without a button to take them back: convergent acts cannot be cancelled once they may have been sent (S26), and
 * before that cancelling them has no use.
 */
const isConvergent = (name: string): boolean =>
  Object.hasOwn(mutations, name) && mutations[name as MutationName].convergent;

/** The actions that the member may take on an act. */
function ActActions({ act, title }: { act: Act; title: string }) {
  const t = useT();
  const waiting =
    act.state === 'queued' || act.state === 'sending' || act.state === 'quarantined' || act.state === 'waiting-upgrade';
  const step = nextStep(act);
  const back = async () => {
    const done = await takeBack(act.key);
    toast(t(taken[done]), done === 'full' ? 'clay' : done === 'too-late' ? 'wait' : 'leaf');
  };
  return (
    <div className="-mb-2 flex flex-wrap gap-x-5 empty:hidden">
      {step && !act.dismissed && <Next step={step} />}
      {(act.state === 'quarantined' || act.state === 'waiting-upgrade') && act.lastError !== 'sync.unreadable_act' && (
        <button
          type="button"
          className={link}
          aria-label={t('activity.retry.of', { act: title })}
          onClick={() => void retry(act.key)}
        >
          {t('activity.retry')}
        </button>
      )}
      {waiting && !isConvergent(act.name) && (
        <button
          type="button"
          className={link}
          aria-label={t('activity.takeBack.of', { act: title })}
          onClick={() => void back()}
        >
          {t('activity.takeBack')}
        </button>
      )}
      {(act.state === 'refused' || act.state === 'lost') && !act.dismissed && (
        <button
          type="button"
          className={link}
          aria-label={t('activity.dismiss.of', { act: title })}
          onClick={() => void dismiss(act.key)}
        >
          {t('activity.dismiss')}
        </button>
      )}
    </div>
  );
}

/** One act: its title, its state by icon, word and colour, the reason, and the possible actions. */
export function ActRow({ act }: { act: Act }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const look = isTakenBack(act) ? ({ tone: 'plain', icon: 'back' } as const) : actLooks[act.state];
  const title = actTitle(t, act);
  const unsettled =
    act.verdict === null && act.lastError !== null && act.state !== 'again' && act.state !== 'waiting-upgrade';
  return (
    <li className="flex gap-3 py-3" data-state={isTakenBack(act) ? 'cancelled' : act.state}>
      <span className={`grid size-9 flex-none place-items-center rounded-inner ${squares[look.tone]}`}>
        <Icon name={look.icon} className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-[0.9375rem] leading-snug font-strong">{title}</p>
        <p className="text-tiny text-soft">
          {actLine(t, locale, act, now)}
          {!act.here && ` · ${t('activity.elsewhere')}`}
        </p>
        {actNotes(t, act).map((note) => (
          <p key={note} className="text-tiny text-grain">
            {note}
          </p>
        ))}
        {unsettled && (
          <p className="text-tiny text-soft">
            {t('activity.line.error', {
              error: goingOn(
                errorText({ code: act.lastError === 'sync.no_answer' ? 'network' : (act.lastError ?? '') }),
              ),
            })}
          </p>
        )}
        <ActActions act={act} title={title} />
      </div>
    </li>
  );
}
