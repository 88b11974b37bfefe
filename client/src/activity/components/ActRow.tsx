import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { isTakenBack, type Act } from '../../sync/api/acts/activity.ts';
import { actLooks, type Tone } from '../../ui/feedback/Chip.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';
import { actTitle, stoppedWords } from '../labels.ts';
import { lowerFirst } from '@egoejo/shared/platform/cut.ts';
import { actLine, actNotes } from '../line.ts';
import { ActActions } from './ActActions.tsx';

const squares: Record<Tone, string> = {
  wait: 'bg-wait-soft text-wait',
  leaf: 'bg-leaf-soft text-leaf',
  clay: 'bg-clay-soft text-clay',
  grain: 'bg-grain-soft text-grain',
  plain: 'bg-sunk text-soft',
};

/**
 * One act: its title, its state by icon, word and colour, the reason, and the possible actions. `keepsFocus`: it gets
 * the focus when the button that has it disappears; elsewhere the part of the page around it does.
 */
export function ActRow({ act, keepsFocus = false }: { act: Act; keepsFocus?: boolean }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const look = isTakenBack(act) ? ({ tone: 'plain', icon: 'back' } as const) : actLooks[act.state];
  const kept = useKeptFocus();
  const title = actTitle(t, act);
  const words = stoppedWords(act);
  const unsettled =
    act.verdict === null &&
    act.lastError !== null &&
    act.lastError !== 'sync.scope_revoked' &&
    act.state !== 'again' &&
    act.state !== 'waiting-upgrade';
  return (
    <li
      ref={keepsFocus ? kept : undefined}
      className="flex gap-3 py-3"
      data-state={isTakenBack(act) ? 'cancelled' : act.state}
    >
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
              error: lowerFirst(
                errorText({ code: act.lastError === 'sync.no_answer' ? 'network' : (act.lastError ?? '') }),
              ),
            })}
          </p>
        )}
        {words !== null && (
          <details className="text-small">
            <summary className="min-h-11 cursor-pointer py-2.5 font-strong text-leaf">{t('activity.words')}</summary>
            <p className="break-words whitespace-pre-line">{typeset(words)}</p>
          </details>
        )}
        <ActActions act={act} title={title} />
      </div>
    </li>
  );
}
