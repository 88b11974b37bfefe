import type { CommunityFigures } from '@egoejo/shared/communities/model.ts';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { day, relative } from '../../i18n/when.ts';
import { useNow } from '../../ui/text/clock.ts';
import { call } from '../../platform/network/api.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { DayBars } from '../../ui/pictures/DayBars.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { DateTime } from '../../ui/text/times.tsx';
import { OnceReceived } from '../components/OnceReceived.tsx';
import { useTends } from '../queries.ts';

/** The life of a community in figures, for its animators. The server counts them, so the page needs a network. */
export function FiguresPage() {
  const t = useT();
  const { id } = useParams({ from: '/communautes/$id/chiffres' });
  const community = useRow('community', id);
  const may = useTends(id);
  return (
    <Page title={t('animate.figures')} aside={community && typeset(community.name)} back={`/communautes/${id}`}>
      {community && !may && <Notice icon="lock">{t('animate.community.notAnimator')}</Notice>}
      {community && may && (
        <OnceReceived community={id}>
          <Figures community={community.id} />
        </OnceReceived>
      )}
    </Page>
  );
}

function Figures({ community }: { community: CommunityId }) {
  const t = useT();
  const [figures, setFigures] = useState<CommunityFigures | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let gone = false;
    void call((api) => api.communities.figures.query({ community })).then((answer) => {
      if (gone) return;
      setFailure(answer.ok ? null : answer.error);
      if (answer.ok) setFigures(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [community, round]);
  if (failure)
    return (
      <ErrorNote
        what={t('animate.figures.failed')}
        next={errorText(failure)}
        action={
          <Button variant="quiet" onClick={() => setRound(round + 1)}>
            {t('ui.retry')}
          </Button>
        }
      />
    );
  if (!figures)
    return (
      <p role="status" className="py-6 text-center text-small text-soft">
        {t('animate.figures.loading')}
      </p>
    );
  return (
    <>
      <People community={community} figures={figures} />
      <Votes figures={figures} />
      <Proposals figures={figures} />
      <Left left={figures.left} />
    </>
  );
}

function Fact({ word, children }: { word: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-3 py-1">
      <dt className="text-small text-soft">{word}</dt>
      <dd className="num text-end font-strong whitespace-nowrap">{children}</dd>
    </div>
  );
}

function People({ community, figures }: { community: CommunityId; figures: CommunityFigures }) {
  const t = useT();
  const locale = useLocale();
  const n = (value: number) => t('ui.number', { n: value });
  return (
    <Card className="flex flex-col gap-1">
      <h2 className="text-head">{t('animate.members')}</h2>
      <dl>
        <Fact word={t('animate.figures.members')}>{n(figures.members)}</Fact>
        <Fact word={t('animate.figures.animators')}>{n(figures.animators)}</Fact>
        <Fact word={t('animate.figures.joined')}>{n(figures.joined)}</Fact>
      </dl>
      <p className="text-small text-soft">
        {figures.poster
          ? t('animate.figures.poster', {
              n: figures.poster.joined,
              date: day(locale, Date.parse(figures.poster.since)),
            })
          : t('animate.figures.noPoster')}{' '}
        <Link to="/communautes/$id/affiche" params={{ id: community }} className="text-leaf underline">
          {t(figures.poster ? 'communities.poster' : 'animate.figures.makePoster')}
        </Link>
      </p>
    </Card>
  );
}

/** The ballots of each day as bars, and the same in a table. */
function Votes({ figures: { ballots, openPolls, voters, members } }: { figures: CommunityFigures }) {
  const t = useT();
  const locale = useLocale();
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const said = (utc: string | undefined) => (utc === undefined ? '' : date.format(Date.parse(`${utc}T00:00:00Z`)));
  const some = ballots.filter((d) => d.n > 0).toReversed();
  return (
    <Card className="flex flex-col gap-1">
      <h2 className="text-head">{t('animate.figures.votes')}</h2>
      <dl>
        <Fact word={t('animate.figures.openPolls')}>{t('ui.number', { n: openPolls })}</Fact>
        <Fact word={t('animate.figures.voters')}>{t('animate.figures.of', { n: voters, all: members })}</Fact>
      </dl>
      {some.length === 0 ? (
        <p className="text-small text-soft">{t('animate.figures.noBallots')}</p>
      ) : (
        <>
          <DayBars days={ballots} most={Math.max(...ballots.map((d) => d.n))} fill="fill-leaf" />
          <p className="flex justify-between text-mini text-soft" aria-hidden="true">
            <span>{said(ballots[0]?.day)}</span>
            <span>{said(ballots.at(-1)?.day)}</span>
          </p>
          <details>
            <summary className="min-h-11 cursor-pointer py-2.5 text-small font-strong text-leaf">
              {t('animate.figures.byDay')}
            </summary>
            <ul className="text-small">
              {some.map((d) => (
                <li key={d.day} className="flex justify-between border-t border-line py-1">
                  <span>{said(d.day)}</span>
                  <span className="num font-strong">{t('ui.number', { n: d.n })}</span>
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
    </Card>
  );
}

function Proposals({ figures }: { figures: CommunityFigures }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const n = (value: number) => t('ui.number', { n: value });
  return (
    <Card className="flex flex-col gap-1">
      <h2 className="text-head">{t('animate.figures.projectsTitle')}</h2>
      <dl>
        <Fact word={t('animate.figures.projects')}>{n(figures.projects)}</Fact>
        <Fact word={t('animate.figures.grains')}>{n(figures.grains)}</Fact>
        <Fact word={t('animate.figures.supporters')}>{n(figures.supporters)}</Fact>
        <Fact word={t('animate.figures.waiting')}>{n(figures.waiting)}</Fact>
      </dl>
      {figures.waitingSince !== null && (
        <p className="text-small text-soft">
          {t('animate.figures.oldest', { when: relative(locale, Date.parse(figures.waitingSince), now) })}{' '}
          <Link to="/animer" className="text-leaf underline">
            {t('animate.figures.decide')}
          </Link>
        </p>
      )}
    </Card>
  );
}

function Left({ left }: { left: CommunityFigures['left'] }) {
  const t = useT();
  return (
    <Card className="flex flex-col gap-1">
      <h2 className="text-head">{t('animate.figures.left')}</h2>
      {left.length === 0 && <p className="text-small text-soft">{t('animate.figures.noneLeft')}</p>}
      <ul className="text-small">
        {left.map((l) => (
          <li key={l.at} className="flex justify-between gap-3 border-t border-line py-1.5">
            <span>{l.name ?? t('animate.figures.nameless')}</span>
            <span className="text-soft">
              {t(l.removed ? 'animate.figures.removed' : 'animate.figures.gone')} <DateTime at={l.at} dayOnly />
            </span>
          </li>
        ))}
      </ul>
      <p className="text-tiny text-soft">{t('animate.figures.left.kept')}</p>
    </Card>
  );
}
