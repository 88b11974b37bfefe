import { useEcoLevel } from '../../eco/store.ts';
import { useT } from '../../i18n/locale.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { AsOf } from '../components/AsOf.tsx';
import { Compost } from '../components/Compost.tsx';
import { usePurse } from '../model.ts';
import { useSilo } from '../queries.ts';
import { useSiloRead } from '../reads.ts';
import { SiloRules } from '../components/SiloRules.tsx';
import { RunCard } from '../components/RunCard.tsx';
import { SiloDays } from '../components/SiloDays.tsx';

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
          {silo ? <SiloRules silo={silo} /> : <p className="max-w-prose">{t('saka.silo.text')}</p>}
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
                    <RunCard key={`${run.kind} ${run.at}`} run={run} />
                  ))}
                </ul>
              )}
            </Section>
            {silo.days.length > 0 && (
              <Section title={t('saka.silo.days')}>
                <SiloDays days={silo.days} />
              </Section>
            )}
          </div>
        )}
      </div>
    </Page>
  );
}
