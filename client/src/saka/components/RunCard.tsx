import type { PublicRun } from '@egoejo/shared/saka/public.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { DateTime } from '../../ui/text/times.tsx';
import { percent } from '../rates.ts';

const asked = { schedule: 'saka.run.schedule', command: 'saka.run.command', person: 'saka.run.person' } as const;

/** One run in words: what, when, why, and by which rules (R8, R9). */
export function RunCard({ run }: { run: PublicRun }) {
  const t = useT();
  const locale = useLocale();
  const { kind, parameters: p, grains, wallets, leftOut, share } = run;
  const rate = percent(locale, p[kind === 'compost' ? 'compostRate' : 'redistributionRate'] ?? 0);
  const moved = [
    t(kind === 'compost' ? 'saka.run.gave' : 'saka.run.got', { n: grains, wallets }),
    ...(kind === 'redistribution' && share !== null && share > 0 ? [t('saka.run.share', { n: share })] : []),
    ...(leftOut > 0 ? [t('saka.run.left', { n: leftOut })] : []),
  ];
  return (
    <Card as="li" className="flex flex-col gap-1">
      <h3 className="flex items-center gap-x-2 font-strong">
        <Icon
          name={kind === 'compost' ? 'leaf' : 'silo'}
          className={`size-5 ${kind === 'compost' ? 'text-soil' : 'text-wait'}`}
        />
        {t(kind === 'compost' ? 'saka.run.compost' : 'saka.run.redistribution')}
      </h3>
      <p className="text-small text-soft">
        <DateTime at={run.at} />
      </p>
      <p className="text-small">{moved.join(' ')}</p>
      <p className="text-tiny text-soft">
        {kind === 'compost'
          ? t('saka.run.compost.rules', {
              rate,
              days: p['compostInactivityDays'],
              min: p['compostMinBalance'],
              least: p['compostMinAmount'],
            })
          : t('saka.run.redistribution.rules', { rate })}{' '}
        {t(asked[run.source])}
        {run.state === 'running' && <> {t('saka.run.running')}</>}
      </p>
    </Card>
  );
}
