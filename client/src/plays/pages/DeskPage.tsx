import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { Releases } from '../../releases/model.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { TrackCover } from '../../tracks/model.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { VirtualList } from '../../ui/lists/VirtualList.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { Own } from '../components/Own.tsx';
import { deskOf, heardFor, type DeskLine } from '../heard.ts';
import { useOwnTracks } from '../queries.ts';

/** The height of a track with one line of title, px. */
const ROW_HEIGHT = 78;
const keyOf = ({ track }: DeskLine): string => track.id;

/** A track of the member, with how much it was heard; leads to its figures. */
function Line({ line: { track, figures } }: { line: DeskLine }) {
  const t = useT();
  const facts = [t('plays.count', { n: figures?.plays ?? 0 }), t('plays.listeners', { n: figures?.listeners ?? 0 })];
  return (
    <article className="relative flex items-center gap-2.5 rounded-card border border-line bg-surface p-2.5 focus-within:border-leaf">
      <TrackCover cover={track.cover} size="row" />
      <div className="min-w-0 flex-1">
        <h3 className="leading-tight font-strong" dir="auto">
          <Link to="/ecouter/atelier/$id" params={{ id: track.id }} className="line-clamp-2 covers no-underline">
            {typeset(track.title)}
          </Link>
        </h3>
        <p className="num text-small text-soft">{facts.join(' · ')}</p>
      </div>
      <Icon name="next" className="size-5 flex-none text-soft" />
    </article>
  );
}
const render = (line: DeskLine) => <Line line={line} />;

/** What the member releases, and how their tracks are heard: how often and by how many, never by whom. */
export function DeskPage() {
  const t = useT();
  const locale = useLocale();
  const me = useMember()?.member;
  const own = useOwnTracks();
  const figures = useRows('trackFigures');
  const lines = useMemo(() => own && figures && deskOf(own, figures), [own, figures]);
  const known = (lines ?? []).flatMap((line) => line.figures ?? []);
  const facts = [
    t('plays.count', { n: known.reduce((n, { plays }) => n + plays, 0) }),
    t('plays.time', {
      time: heardFor(
        locale,
        known.reduce((n, { seconds }) => n + seconds, 0),
      ),
    }),
  ];
  return (
    <Page title={t('plays.desk')} back="/ecouter">
      {lines?.length === 0 && (
        <EmptyState
          icon="chart"
          title={t('plays.desk.none')}
          action={
            <LinkButton icon="plus" to="/ecouter/ajouter">
              {t('tracks.add')}
            </LinkButton>
          }
        >
          {t('plays.desk.none.text')}
        </EmptyState>
      )}
      {lines && <Releases planning={lines.length > 0} />}
      {lines && lines.length > 0 && (
        <>
          <Card className="flex flex-col gap-2">
            <h2 className="text-head">{t('plays.desk.all')}</h2>
            <ul className="num flex flex-wrap gap-x-4 gap-y-1">
              {facts.map((fact) => (
                <li key={fact}>{typeset(fact)}</li>
              ))}
            </ul>
            <Own
              at={known
                .map(({ at }) => at)
                .toSorted()
                .at(-1)}
            />
          </Card>
          {me !== undefined && (
            <LinkButton variant="quiet" icon="eye" to="/ecouter/artistes/$id" params={{ id: me }}>
              {t('tracks.artist.own')}
            </LinkButton>
          )}
          <Section title={t('plays.desk.tracks')}>
            <VirtualList
              items={lines}
              keyOf={keyOf}
              estimate={ROW_HEIGHT}
              label={t('plays.desk.tracks')}
              render={render}
            />
          </Section>
        </>
      )}
    </Page>
  );
}
