import { lowerFirst } from '@egoejo/shared/platform/cut.ts';
import type { ReactNode } from 'react';
import { useT, type CoreKey } from '../../i18n/locale.ts';
import { Icon, type IconName } from '../pictures/icons.tsx';

export type Tone = 'wait' | 'leaf' | 'clay' | 'grain' | 'plain';
const tones: Record<Tone, string> = {
  wait: 'bg-wait-soft text-wait',
  leaf: 'bg-leaf-soft text-leaf',
  clay: 'bg-clay-soft text-clay',
  grain: 'bg-grain-soft text-grain',
  plain: 'bg-sunk text-soft',
};

/** A small fact: icon, word and colour together, never colour alone. */
export function Chip({ tone = 'plain', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span
      className={`num inline-flex items-center gap-1.5 rounded-full py-[3px] ps-2 pe-2.5 text-tiny font-strong forced-colors:border ${tones[tone]}`}
    >
      {icon && <Icon name={icon} className="size-[15px]" />}
      <span className="min-w-0">{children}</span>
    </span>
  );
}

/** The states of an act. An act has exactly one state, and each state is shown by one word. */
export type ActState =
  | 'queued'
  | 'sending'
  | 'received'
  | 'refused'
  | 'quarantined'
  | 'cancelling'
  | 'waiting-upgrade'
  | 'again'
  | 'lost';
export const actLooks: Record<ActState, { tone: Tone; icon: IconName; word: CoreKey }> = {
  queued: { tone: 'wait', icon: 'wait', word: 'ui.state.queued' },
  sending: { tone: 'wait', icon: 'send', word: 'ui.state.sending' },
  received: { tone: 'leaf', icon: 'ok', word: 'ui.state.received' },
  refused: { tone: 'clay', icon: 'no', word: 'ui.state.refused' },
  quarantined: { tone: 'clay', icon: 'warning', word: 'ui.state.quarantined' },
  cancelling: { tone: 'wait', icon: 'back', word: 'ui.state.cancelling' },
  'waiting-upgrade': { tone: 'wait', icon: 'download', word: 'ui.state.waitingUpgrade' },
  again: { tone: 'wait', icon: 'send', word: 'ui.state.again' },
  lost: { tone: 'clay', icon: 'warning', word: 'ui.state.lost' },
};

/**
 * The state chip, the same on the act, in Activité and beside a figure. `reason` (in words) follows a refusal; `lead`
 * comes before the word.
 */
export function StateChip({
  state,
  reason,
  lead,
}: {
  state: ActState;
  reason?: string | undefined;
  lead?: string | undefined;
}) {
  const t = useT();
  const { tone, icon, word } = actLooks[state];
  // A reason is a full sentence elsewhere; here it continues after a colon.
  const text = reason ? t('ui.state.because', { word: t(word), reason: lowerFirst(reason) }) : t(word);
  return (
    <Chip tone={tone} icon={icon}>
      {lead ? `${lead} ${text}` : text}
    </Chip>
  );
}

/** What an act brought about, once the server has it; until then the state of the act (S26). */
export const Settled = ({ state, children }: { state: ActState | undefined; children: ReactNode }) =>
  state === undefined ? children : <StateChip state={state} />;

/**
 * Grains as a badge: the figure for sighted readers, full words for screen readers. Never a coin, never a currency
 * sign.
 */
export function GrainBadge({ grains, words = false }: { grains: number; words?: boolean }) {
  const t = useT();
  return (
    <Chip tone="grain" icon="grain">
      {words ? (
        t('ui.grains', { n: grains })
      ) : (
        <>
          <span aria-hidden="true">{t('ui.number', { n: grains })}</span>
          <span className="sr-only">{t('ui.grains', { n: grains })}</span>
        </>
      )}
    </Chip>
  );
}
