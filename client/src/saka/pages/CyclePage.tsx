import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useEcoLevel } from '../../eco/store.ts';
import { loadAhead, useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { EmptyState, Notice } from '../../ui/feedback/feedback.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { useDelayedFlag } from '../../ui/feedback/use-delayed-flag.ts';
import { Page } from '../../ui/layout/Page.tsx';
import { useFlag, usePurse } from '../model.ts';
import { useMayRunSeasons, useSeason, useSettledWallet, useSilo } from '../queries.ts';
import { useSeasons } from '../reads.ts';
import { LastDays, SeasonCard } from '../components/SeasonCard.tsx';
import { EarlierSeasons } from '../components/EarlierSeasons.tsx';
import { MyWallet } from '../components/MyWallet.tsx';
import { MyFigures } from '../components/MyFigures.tsx';

/** At the end of the page, so nothing moves when it comes; of the second stage (record 123). */
const History = lazy(() =>
  Promise.all([import('../components/History.tsx'), loadAhead()]).then(
    ([m]) => ({ default: m.History }),
    () => ({ default: () => null }),
  ),
);

function SiloLink({ silo }: { silo: number | null }) {
  const t = useT();
  return (
    <Card className="relative flex items-center gap-3">
      <Icon name="silo" className="size-6 text-soil" />
      <span className="min-w-0 flex-1">
        <Link to="/cycle/silo" className="font-strong covers no-underline">
          {t('saka.silo')}
        </Link>
        {silo !== null && <span className="num block text-tiny text-soft">{t('ui.grains', { n: silo })}</span>}
        <span className="block text-tiny text-soft">{t('saka.silo.why')}</span>
      </span>
      <Icon name="next" className="size-4 text-soft" />
    </Card>
  );
}

/**
 * The cycle: where all grains go this season, and the member's own among them: first on a phone, beside it on wide
 * screens.
 */
export function CyclePage() {
  const t = useT();
  const who = useMember();
  const purse = usePurse();
  const offered = useFlag('ENABLE_SAKA');
  const wallet = useSettledWallet();
  const tends = useMayRunSeasons();
  const [read, again] = useSeasons();
  const hand = useEcoLevel() === 5;
  const season = useSeason();
  const silo = useSilo();
  // Everything is drawn at once, because a card appearing between two others would move them under the finger. The page
  // does not wait for a slow network, for a request that failed before, or for one that a tap started.
  const coming = !read.value && read.asking && !read.failed && !hand;
  const slow = useDelayedFlag(coming);
  if (
    purse === undefined ||
    wallet === undefined ||
    season === undefined ||
    silo === undefined ||
    read.value === undefined ||
    (coming && !slow)
  )
    return (
      <Page title={t('saka.title')} wide>
        {null}
      </Page>
    );
  return (
    <Page
      title={t('saka.title')}
      wide
      actions={
        tends && (
          <LinkButton variant="quiet" to="/cycle/saisons">
            {t('saka.tend')}
          </LinkButton>
        )
      }
    >
      {!offered && <Notice icon="lock">{t('saka.paused')}</Notice>}
      <div className="flex flex-col gap-3 rail:grid rail:grid-cols-2 rail:items-start rail:gap-6">
        <div className="contents min-w-0 flex-col gap-3 rail:flex">
          <SeasonCard held={season} silo={silo} read={read} again={again} hand={hand} />
          <div className="flex flex-col gap-3 max-rail:order-1">
            <LastDays read={read} />
            <SiloLink silo={silo} />
            <EarlierSeasons read={read} />
          </div>
        </div>
        <div className="contents min-w-0 flex-col gap-3 rail:flex">
          {who === null && (
            <EmptyState
              icon="cycle"
              title={t('saka.visitor.title')}
              action={
                <LinkButton to="/inscription" search={{ suite: '/cycle' }}>
                  {t('saka.visitor.join')}
                </LinkButton>
              }
            >
              {t('saka.visitor.text')}
            </EmptyState>
          )}
          {purse && (
            <div className="max-rail:-order-1">
              <MyWallet purse={purse} />
            </div>
          )}
          {wallet && <MyFigures wallet={wallet} season={season} />}
          {purse && (
            <div className="max-rail:order-2">
              <Suspense>
                <History />
              </Suspense>
            </div>
          )}
        </div>
      </div>
    </Page>
  );
}
