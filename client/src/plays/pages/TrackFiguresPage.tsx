import { useParams } from '@tanstack/react-router';
import { LEAST_LISTENERS, LISTEN_CURVE, type TrackFigures } from '@egoejo/shared/plays/model.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card, CardList } from '../../ui/cards/Card.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { Curve } from '../../ui/pictures/Curve.tsx';
import { Drawn } from '../../ui/pictures/Drawn.tsx';
import { Own } from '../components/Own.tsx';
import { countryName } from '../countries.ts';
import { dayNames } from '../day-names.ts';
import { heardFor, playsByDay } from '../heard.ts';

/** What stands where too few listened to say more. */
function Few({ children }: { children: string }) {
  return <p className="text-small text-soft">{children}</p>;
}

function Days({ figures }: { figures: TrackFigures }) {
  const t = useT();
  const name = dayNames(useLocale());
  if (figures.days.length === 0) return <Few>{t('plays.days.few', { n: LEAST_LISTENERS })}</Few>;
  const days = playsByDay(figures);
  const steps = days.map(({ day, plays }) => ({ name: name(day), n: plays }));
  return (
    <Card as="div" className="flex flex-col gap-2">
      <Drawn
        steps={steps}
        rows={steps.filter(({ n }) => n > 0).toReversed()}
        ends={[steps[0]?.name ?? '', steps.at(-1)?.name ?? '']}
        words={{ table: t('plays.days.table'), step: t('plays.days.day'), n: t('plays.days.plays') }}
      />
    </Card>
  );
}

function HowFar({ curve }: Pick<TrackFigures, 'curve'>) {
  const t = useT();
  if (curve.length === 0) return <Few>{t('plays.curve.few', { n: LEAST_LISTENERS })}</Few>;
  return (
    <Card as="div" className="flex flex-col gap-2">
      <Curve
        counts={curve}
        text={t('plays.curve.text', { half: curve[LISTEN_CURVE / 2 - 1] ?? 0, end: curve.at(-1) ?? 0 })}
        words={{ table: t('plays.curve.table'), step: t('plays.curve.place'), n: t('plays.curve.listeners') }}
      />
    </Card>
  );
}

function Countries({ countries }: Pick<TrackFigures, 'countries'>) {
  const t = useT();
  const locale = useLocale();
  return (
    <>
      {countries.length > 0 && (
        <CardList label={t('plays.countries')}>
          {countries.map(({ country, listeners }) => (
            <li key={country} className="flex justify-between gap-3 py-2.5">
              <span>{typeset(countryName(locale, country))}</span>
              <span className="num flex-none text-small font-strong">{t('plays.listeners', { n: listeners })}</span>
            </li>
          ))}
        </CardList>
      )}
      <Few>{t('plays.countries.few', { n: LEAST_LISTENERS })}</Few>
    </>
  );
}

function Figures({ track }: { track: Track }) {
  const t = useT();
  const locale = useLocale();
  const figures = useRow('trackFigures', track.id);
  if (figures === undefined) return null;
  const facts = [
    t('plays.count', { n: figures?.plays ?? 0 }),
    t('plays.listeners', { n: figures?.listeners ?? 0 }),
    t('plays.time', { time: heardFor(locale, figures?.seconds ?? 0) }),
  ];
  return (
    <>
      <Card as="div" className="flex flex-col gap-2">
        <ul className="num flex flex-wrap gap-x-4 gap-y-1">
          {facts.map((fact) => (
            <li key={fact}>{typeset(fact)}</li>
          ))}
        </ul>
        {figures === null && <p className="text-small text-soft">{t('plays.figures.none')}</p>}
        <Own at={figures?.at} />
        <p className="text-tiny text-soft">{t('plays.figures.when')}</p>
      </Card>
      {figures && (
        <>
          <Section title={t('plays.days')}>
            <Days figures={figures} />
          </Section>
          <Section title={t('plays.curve')}>
            <HowFar curve={figures.curve} />
          </Section>
          <Section title={t('plays.countries')}>
            <Countries countries={figures.countries} />
          </Section>
        </>
      )}
    </>
  );
}

/** How one of the member's tracks is heard. */
export function TrackFiguresPage() {
  const t = useT();
  const { id } = useParams({ from: '/ecouter/atelier/$id' });
  const track = useRow('track', id);
  const me = useMember()?.member ?? null;
  if (track === undefined) return null;
  if (track === null || track.member !== me)
    return (
      <Page title={t('plays.desk')} back="/ecouter/atelier">
        <EmptyState
          icon="chart"
          title={t('plays.desk.other')}
          action={<LinkButton to="/ecouter/atelier">{t('plays.desk')}</LinkButton>}
        >
          {t('plays.desk.other.text')}
        </EmptyState>
      </Page>
    );
  return (
    <Page title={track.title} back="/ecouter/atelier" kicker={t('plays.desk')}>
      <Figures track={track} />
    </Page>
  );
}
