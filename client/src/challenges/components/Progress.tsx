import { useLocale, useT } from '../../i18n/locale.ts';
import { day } from '../../i18n/when.ts';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Bar } from '../../ui/feedback/progress.tsx';
import type { Shown } from '../queries.ts';

/** The days of a challenge, and what it asks for: « 12 livres, du 1er mars au 30 juin 2027 ». */
export function useAsked(): (c: Shown['challenge']) => string {
  const t = useT();
  const locale = useLocale();
  const said = (d: string) => day(locale, Date.parse(`${d}T12:00`));
  return ({ goal, n, starts, ends }) =>
    t('challenges.asked', { goal: t(`challenges.goal.${goal}`, { n }), from: said(starts), to: said(ends) });
}

/** How far the community, or the member, is: what the server counted, and what this device expects beside it. */
export function Progress({ shown: { challenge, part, more } }: { shown: Shown }) {
  const t = useT();
  const { n, together, sum } = challenge;
  if (!together && part === null) return null;
  const counted = together ? sum : (part?.progress ?? 0);
  const done = Math.min(counted, n);
  return (
    <div className="flex flex-col gap-1.5">
      <Bar
        parts={[
          { value: done, fill: 'leaf' },
          { value: Math.min(more, n - done), fill: 'wait' },
        ]}
        total={n}
      />
      <p className="num text-small">{t(`challenges.far.${challenge.goal}`, { n: counted, of: n })}</p>
      {together && part && (
        <p className="num text-tiny text-soft">{t(`challenges.mine.${challenge.goal}`, { n: part.progress })}</p>
      )}
    </div>
  );
}

/** Whether a challenge is reached, or will be once the server has counted what this device knows. */
export function Reached({ shown: { challenge, part, more } }: { shown: Shown }) {
  const t = useT();
  const { n, together, sum, reachedAt } = challenge;
  const reached = together ? reachedAt : (part?.reachedAt ?? null);
  const soon = part !== null && (together ? sum : part.progress) + more >= n;
  return (
    <>
      {more > 0 && (
        <Chip tone="wait" icon="wait">
          {t('challenges.more', { n: more })}
        </Chip>
      )}
      {reached !== null && (
        <Chip tone="leaf" icon="ok">
          {t('challenges.reached')}
        </Chip>
      )}
      {reached === null && soon && more > 0 && (
        <Chip tone="wait" icon="wait">
          {t('challenges.reached.soon')}
        </Chip>
      )}
    </>
  );
}
