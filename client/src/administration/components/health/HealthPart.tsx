import { useLocale, useT } from '../../../i18n/locale.ts';
import { percent } from '../../../saka/rates.ts';
import { CardList } from '../../../ui/cards/Card.tsx';
import { Section } from '../../../ui/layout/Page.tsx';
import { RelativeTime } from '../../../ui/text/times.tsx';
import { useAsked, type Economy, type State } from '../../calls.ts';
import { actWord } from '../../words.ts';
import { Asking } from '../Asking.tsx';
import { Days } from './Days.tsx';
import { ServerState } from './ServerState.tsx';
import { Refusals } from './Refusals.tsx';
import { Fact } from './Fact.tsx';

/** The state of server and economy: first what needs attention, then the figures. */
export function HealthPart() {
  const t = useT();
  const state = useAsked('state', (api) => api.administration.state.query());
  const economy = useAsked('economy', (api) => api.administration.economy.query());
  return (
    <>
      <div className="flex flex-col gap-3 rail:grid rail:grid-cols-2 rail:gap-6">
        <div className="flex flex-col gap-3">
          <Asking asked={state}>
            {(value) => (
              <>
                <ServerState state={value} />
                <SettleTimes times={value.times} />
              </>
            )}
          </Asking>
        </div>
        <div>
          <Asking asked={economy}>{(value) => <EconomyFigures economy={value} />}</Asking>
        </div>
      </div>
      {economy.value && (
        <>
          <Days days={economy.value.days} />
          <Refusals refusals={economy.value.refusals} />
          <p className="text-tiny text-soft">
            {t('administration.asOf')} <RelativeTime at={economy.value.asOf} />
          </p>
        </>
      )}
      <p className="text-tiny text-soft">{t('administration.limitPower')}</p>
    </>
  );
}

/** How long acts took to settle since the server started. */
function SettleTimes({ times }: Pick<State, 'times'>) {
  const t = useT();
  if (times.length === 0) return null;
  return (
    <Section title={t('administration.times')}>
      <CardList>
        {times
          .toSorted((a, b) => b.n - a.n)
          .map(({ mutation, n, mean, slow }) => (
            <Fact key={mutation} label={actWord(t, mutation)}>
              {t('administration.time.mean', { ms: Math.round(mean), n, slow })}
            </Fact>
          ))}
      </CardList>
    </Section>
  );
}

/** The economy at a glance. */
function EconomyFigures({ economy }: { economy: Economy }) {
  const t = useT();
  const locale = useLocale();
  return (
    <Section title={t('administration.economy')}>
      <CardList>
        <Fact label={t('administration.circulating')}>{t('ui.grains', { n: economy.circulating })}</Fact>
        <Fact label={t('administration.day.silo')}>{t('ui.grains', { n: economy.silo })}</Fact>
        <Fact label={t('administration.idle')}>{percent(locale, economy.idleShare)}</Fact>
        <Fact label={t('administration.gini')}>
          {economy.gini === null
            ? t('administration.gini.none')
            : t('administration.decimal', { n: economy.gini / 1000 })}
        </Fact>
        <Fact label={t('administration.members')}>{t('ui.number', { n: economy.members })}</Fact>
      </CardList>
    </Section>
  );
}
