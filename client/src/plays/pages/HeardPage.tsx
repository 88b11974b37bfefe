import { useMemo } from 'react';
import { A_DAY_OF_READING } from '@egoejo/shared/books/model.ts';
import { FIGURE_DAYS, type TrackDay } from '@egoejo/shared/plays/model.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { localDay, minutesByDay, streak } from '../../platform/values/days.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { TrackTile, useHere, useTracks, useWithAlong } from '../../tracks/model.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card, CardList } from '../../ui/cards/Card.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { Drawn } from '../../ui/pictures/Drawn.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { MyCountry } from '../components/MyCountry.tsx';
import { dayNames } from '../day-names.ts';
import { artistsHeard, heardFor, mostHeard } from '../heard.ts';

const sum = (rows: readonly TrackDay[]): number => rows.reduce((n, { seconds }) => n + seconds, 0);

/** How long the member listened lately, in figures and day by day. */
function Times({ rows }: { rows: readonly TrackDay[] }) {
  const t = useT();
  const locale = useLocale();
  const today = localDay(new Date(useNow()));
  const days = minutesByDay(rows, today, FIGURE_DAYS);
  const name = dayNames(locale);
  const steps = days.map(({ day, n }) => ({ name: name(day), n }));
  const row = streak(rows, today, A_DAY_OF_READING);
  const week = days.at(-7)?.day ?? today;
  const facts = [
    t('plays.heard.today', { time: heardFor(locale, sum(rows.filter(({ day }) => day === today))) }),
    t('plays.heard.week', { time: heardFor(locale, sum(rows.filter(({ day }) => day >= week))) }),
    t('plays.heard.all', { time: heardFor(locale, sum(rows)) }),
    ...(row > 0 ? [t('plays.heard.streak', { n: row })] : []),
  ];
  return (
    <Card className="flex flex-col gap-2">
      <h2 className="text-head">{t('plays.heard.days')}</h2>
      <ul className="num flex flex-wrap gap-x-4 gap-y-1 text-small">
        {facts.map((fact) => (
          <li key={fact}>{typeset(fact)}</li>
        ))}
      </ul>
      <Drawn
        steps={steps}
        rows={steps.filter(({ n }) => n > 0).toReversed()}
        ends={[name(days[0]?.day ?? today), name(today)]}
        most={10}
        words={{ table: t('plays.days.table'), step: t('plays.days.day'), n: t('plays.heard.minutes') }}
      />
    </Card>
  );
}

/** The tracks that were heard longest, and for how long. One that is not here any more keeps its time. */
function MostHeard({ rows, known }: { rows: readonly TrackDay[]; known: ReadonlyMap<string, Track> }) {
  const t = useT();
  const locale = useLocale();
  const me = useMember()?.member ?? null;
  const here = useHere();
  const most = mostHeard(rows);
  const among = most.flatMap(({ of }) => known.get(of) ?? []);
  return (
    <Section title={t('plays.heard.tracks')}>
      <ol className="flex flex-col gap-2">
        {most.map(({ of, seconds }) => {
          const track = known.get(of);
          const time = (
            <span className="num min-w-14 flex-none text-end text-small font-strong">{heardFor(locale, seconds)}</span>
          );
          return (
            <li key={of}>
              {track ? (
                <TrackTile track={track} among={among} me={me} here={here.has(of)}>
                  {time}
                </TrackTile>
              ) : (
                <div className="flex min-h-14 items-center gap-2.5 rounded-card border border-line bg-sunk px-3.5 py-1.5">
                  <p className="min-w-0 flex-1 text-small text-soft">{t('plays.heard.gone')}</p>
                  {time}
                </div>
              )}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

/** The artists whose tracks were heard longest. */
function Artists({ rows, known }: { rows: readonly TrackDay[]; known: ReadonlyMap<string, Track> }) {
  const t = useT();
  const locale = useLocale();
  const artists = artistsHeard(rows, known);
  if (artists.length === 0) return null;
  return (
    <Section title={t('plays.heard.artists')}>
      <CardList label={t('plays.heard.artists')}>
        {artists.map(({ of, seconds }) => (
          <li key={of} className="flex justify-between gap-3 py-2.5">
            <span className="min-w-0" dir="auto">
              {typeset(of)}
            </span>
            <span className="num flex-none text-small font-strong">{heardFor(locale, seconds)}</span>
          </li>
        ))}
      </CardList>
    </Section>
  );
}

/** What the member heard, from this device: no one else sees it. */
export function HeardPage() {
  const t = useT();
  const rows = useRows('trackDay');
  const tracks = useWithAlong(useTracks());
  const known = useMemo(() => tracks && new Map<string, Track>(tracks.map((track) => [track.id, track])), [tracks]);
  return (
    <Page title={t('plays.heard')} back="/ecouter">
      {rows?.length === 0 && (
        <EmptyState
          icon="sound"
          title={t('plays.heard.none')}
          action={<LinkButton to="/ecouter">{t('tracks.title')}</LinkButton>}
        >
          {t('plays.heard.none.text')}
        </EmptyState>
      )}
      {rows && known && rows.length > 0 && (
        <>
          <p className="text-small text-soft">{t('plays.heard.private')}</p>
          <Times rows={rows} />
          <MostHeard rows={rows} known={known} />
          <Artists rows={rows} known={known} />
        </>
      )}
      {rows && (
        <Card className="flex flex-col gap-2">
          <MyCountry />
        </Card>
      )}
    </Page>
  );
}
