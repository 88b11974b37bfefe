import type { PublicRun, PublicSilo } from '@egoejo/shared/saka/public.ts';
import { useEcoLevel } from '../../eco/store.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { dayAndHour } from '../../i18n/when.ts';
import { Card } from '../../ui/Card.tsx';
import { useNow } from '../../ui/clock.ts';
import { EmptyState } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { DateTime } from '../../ui/times.tsx';
import { AsOf } from '../components/AsOf.tsx';
import { Compost } from '../components/Compost.tsx';
import { usePurse } from '../model.ts';
import { useSilo } from '../queries.ts';
import { percent } from '../rates.ts';
import { useNextRedistribution, useSiloRead } from '../reads.ts';

const asked = { schedule: 'saka.run.schedule', command: 'saka.run.command', person: 'saka.run.person' } as const;

/** One run in words: what, when, why, and by which rules (R8, R9). */
function Run({ run }: { run: PublicRun }) {
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

/** The grains received and given on each day, newest first. */
function Days({ days }: { days: PublicSilo['days'] }) {
  const t = useT();
  const locale = useLocale();
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-surface px-3.5">
      {days.toReversed().map((d) => (
        <li key={d.day} className="flex flex-wrap gap-x-3 py-2.5 text-small">
          <span className="flex-1">{date.format(Date.parse(`${d.day}T00:00:00Z`))}</span>
          {d.in > 0 && <span className="num text-soil">{t('saka.silo.in', { n: d.in })}</span>}
          {d.out > 0 && <span className="num text-wait">{t('saka.silo.out', { n: d.out })}</span>}
        </li>
      ))}
    </ul>
  );
}

function Rules({ silo }: { silo: PublicSilo }) {
  const t = useT();
  const locale = useLocale();
  const next = dayAndHour(locale, useNextRedistribution(), useNow());
  const { rules: r } = silo;
  return (
    <div className="flex max-w-prose flex-col gap-2 text-small">
      <p>{t('saka.silo.text')}</p>
      <p>
        {r.compost
          ? t('saka.silo.fills', {
              rate: percent(locale, r.compostRate),
              days: r.compostInactivityDays,
              min: r.compostMinBalance,
              least: r.compostMinAmount,
            })
          : t('saka.compost.off')}
      </p>
      <p>
        {r.redistribution
          ? t('saka.silo.gives', { rate: percent(locale, r.redistributionRate), when: next })
          : t('saka.silo.givesNot')}
      </p>
    </div>
  );
}

/** The Silo: what it holds and why, what would leave the member's wallet, and every run with its rules. */
export function SiloPage() {
  const t = useT();
  const held = useSilo();
  const purse = usePurse();
  const [read, again] = useSiloRead();
  const hand = useEcoLevel() === 5;
  const silo = read.value ?? null;
  const balance = held ?? silo?.balance ?? null;
  return (
    <Page title={t('saka.silo')} back="/cycle" wide>
      <div className="flex flex-col gap-3 rail:grid rail:grid-cols-2 rail:items-start rail:gap-6">
        <div className="flex min-w-0 flex-col gap-3">
          {balance === null && read.value === null && (
            <EmptyState icon="silo" title={t('saka.silo.unknown')}>
              {t('saka.silo.unknownText')}
            </EmptyState>
          )}
          {balance !== null && (
            <Card className="flex flex-col items-center gap-2 py-6 text-center" label={t('saka.silo')}>
              {!hand && <Icon name="silo" className="size-12 text-soil" />}
              <p className="num text-figure font-strong">{t('ui.number', { n: balance })}</p>
              <p className="text-small text-soft">{t('saka.silo.grains', { n: balance })}</p>
            </Card>
          )}
          {purse && <Compost balance={purse.total} rules={silo?.rules} />}
          {silo ? <Rules silo={silo} /> : <p className="max-w-prose">{t('saka.silo.text')}</p>}
          <AsOf read={read} again={again} hand={hand} />
        </div>
        {silo && (
          <div className="flex min-w-0 flex-col gap-3">
            <Section title={t('saka.runs')}>
              {silo.runs.length === 0 ? (
                <p className="text-small text-soft">{t('saka.runs.none')}</p>
              ) : (
                <ul className="flex flex-col gap-3">
                  {silo.runs.map((run) => (
                    <Run key={`${run.kind} ${run.at}`} run={run} />
                  ))}
                </ul>
              )}
            </Section>
            {silo.days.length > 0 && (
              <Section title={t('saka.silo.days')}>
                <Days days={silo.days} />
              </Section>
            )}
          </div>
        )}
      </div>
    </Page>
  );
}
