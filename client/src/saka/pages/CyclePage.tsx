import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { SeasonFigures } from '@egoejo/shared/saka/public.ts';
import type { Cycle, Wallet } from '@egoejo/shared/saka/model.ts';
import { useEcoLevel } from '../../eco/store.ts';
import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { CycleRing, CycleTable } from '../../ui/CycleRing.tsx';
import { EmptyState } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icons.tsx';
import { useDelayedFlag } from '../../ui/use-delayed-flag.ts';
import { Page, Section } from '../../ui/Page.tsx';
import { DateTime } from '../../ui/times.tsx';
import { AsOf } from '../components/AsOf.tsx';
import { History } from '../components/History.tsx';
import { SeasonPicture } from '../components/SeasonPicture.tsx';
import { Series } from '../components/Series.tsx';
import { WalletCard } from '../components/WalletCard.tsx';
import { earlierOf, figuresOf, firstOf, lastOf, shownOf, STATIONS } from '../figures.ts';
import { usePurse, type Purse } from '../model.ts';
import { useMayRunSeasons, useMyPart, useSeason, useSettledWallet, useSilo } from '../queries.ts';
import { useSeasons } from '../reads.ts';

type SeasonsRead = ReturnType<typeof useSeasons>[0];

const Dates = ({ from, to }: { from: string; to: string }) => {
  const t = useT();
  return (
    <p className="text-small text-soft">
      {t('saka.season.from')} <DateTime at={firstOf(from)} dayOnly /> {t('saka.season.to')}{' '}
      <DateTime at={lastOf(to)} dayOnly />
    </p>
  );
};

/** All grains of the current season, as a picture. */
function Season({
  held,
  silo,
  read,
  again,
  hand,
}: {
  held: Cycle | null;
  silo: number | null;
  read: SeasonsRead;
  again: () => void;
  hand: boolean;
}) {
  const t = useT();
  const shown = useMemo(() => (read.value ? shownOf(read.value) : null), [read.value]);
  const season = shown?.season ?? held;
  return (
    <Card className="flex flex-col gap-3">
      <h2 className="text-head">{season ? t('saka.season.title', { name: season.name }) : t('saka.season.none')}</h2>
      {season && <Dates from={season.startsAt} to={season.endsAt} />}
      {shown && <SeasonPicture figures={shown.figures} silo={silo} />}
      <AsOf read={read} again={again} hand={hand} />
    </Card>
  );
}

function LastDays({ read }: { read: SeasonsRead }) {
  const days = useMemo(() => (read.value ? shownOf(read.value).days : null), [read.value]);
  return days && <Series days={days} />;
}

/**
 * The member's own figures: in this season and since the beginning. Kinds of movement that never happened are left out,
 * so that they do not look like a promise.
 */
function Mine({ wallet, season }: { wallet: Wallet; season: Cycle | null }) {
  const t = useT();
  const part = useMyPart(season);
  const total = figuresOf(wallet);
  const words = {
    harvested: 'ui.cycle.harvested',
    planted: 'ui.cycle.planted',
    composted: 'ui.cycle.composted',
    redistributed: 'ui.cycle.redistributed',
  } as const;
  const shown = STATIONS.filter((key) => key === 'harvested' || key === 'planted' || total[key] > 0);
  return (
    <Card className="flex flex-col gap-2">
      <h2 className="text-head">{t('saka.mine')}</h2>
      <table className="w-full text-small">
        <thead>
          <tr className="text-tiny text-soft">
            <td />
            <th scope="col" className="text-end font-normal">
              {t('saka.mine.season')}
            </th>
            <th scope="col" className="text-end font-normal">
              {t('saka.mine.ever')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((key) => (
            <tr key={key} className="border-t border-line">
              <th scope="row" className="py-1.5 text-start font-normal">
                {t(words[key])}
              </th>
              <td className="num py-1.5 text-end font-strong">{part ? t('ui.number', { n: part[key] }) : '–'}</td>
              <td className="num py-1.5 text-end font-strong">{t('ui.number', { n: total[key] })}</td>
            </tr>
          ))}
          {wallet.adjusted !== 0 && (
            <tr className="border-t border-line">
              <th scope="row" className="py-1.5 text-start font-normal">
                {t('saka.adjusted')}
              </th>
              <td />
              <td className="num py-1.5 text-end font-strong">{t('ui.number', { n: wallet.adjusted })}</td>
            </tr>
          )}
        </tbody>
      </table>
      <LinkButton variant="plain" to="/moi/impact">
        {t('impact.mine')}
      </LinkButton>
    </Card>
  );
}

function MyWallet({ purse }: { purse: Purse }) {
  const t = useT();
  return (
    <WalletCard
      purse={purse}
      label={t('saka.wallet')}
      head={<p className="mb-1 text-tiny text-soft">{t('saka.wallet')}</p>}
      words={
        <span className="pb-1 text-small text-soft">
          {t(purse.reserved > 0 ? 'saka.wallet.ofWhich' : 'saka.wallet.of', { n: purse.total })}{' '}
          {purse.reserved > 0 && <b className="text-ink">{t('saka.wallet.reserved', { n: purse.reserved })}</b>}
        </span>
      }
    >
      {purse.reserved > 0 && <p className="num mt-2 text-tiny text-soft">{t('saka.wallet.free', { n: purse.free })}</p>}
    </WalletCard>
  );
}

function SiloLink({ silo }: { silo: number | null }) {
  const t = useT();
  return (
    <Card className="relative flex items-center gap-3">
      <Icon name="silo" className="size-6 text-soil" />
      <span className="min-w-0 flex-1">
        <Link to="/cycle/silo" className="font-strong no-underline after:absolute after:inset-0">
          {t('saka.silo')}
        </Link>
        {silo !== null && <span className="num block text-tiny text-soft">{t('ui.grains', { n: silo })}</span>}
        <span className="block text-tiny text-soft">{t('saka.silo.why')}</span>
      </span>
      <Icon name="next" className="size-4 text-soft" />
    </Card>
  );
}

function Earlier({ read }: { read: SeasonsRead }) {
  const t = useT();
  const drawn = useEcoLevel() < 5;
  const earlier: SeasonFigures[] = read.value ? earlierOf(read.value) : [];
  if (earlier.length === 0) return null;
  return (
    <Section title={t('saka.earlier')}>
      <ul className="flex flex-col gap-3">
        {earlier.map((s) => (
          <Card as="li" key={s.id} className="flex flex-col gap-2">
            <div className="flex items-center gap-3">
              {drawn && <CycleRing small figures={figuresOf(s)} />}
              <div className="min-w-0 flex-1">
                <h3 className="font-strong">{s.name}</h3>
                <Dates from={s.startsAt} to={s.endsAt} />
              </div>
            </div>
            <CycleTable figures={figuresOf(s)} />
          </Card>
        ))}
      </ul>
    </Section>
  );
}

/**
 * The cycle: where all grains go this season, and the member's own among them: first on a phone, beside it on wide
 * screens.
 */
export function CyclePage() {
  const t = useT();
  const purse = usePurse();
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
      <div className="flex flex-col gap-3 rail:grid rail:grid-cols-2 rail:items-start rail:gap-6">
        <div className="contents min-w-0 flex-col gap-3 rail:flex">
          <Season held={season} silo={silo} read={read} again={again} hand={hand} />
          <div className="flex flex-col gap-3 max-rail:order-1">
            <LastDays read={read} />
            <SiloLink silo={silo} />
            <Earlier read={read} />
          </div>
        </div>
        <div className="contents min-w-0 flex-col gap-3 rail:flex">
          {purse === null && (
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
          {wallet && <Mine wallet={wallet} season={season} />}
          {purse && (
            <div className="max-rail:order-2">
              <History />
            </div>
          )}
        </div>
      </div>
    </Page>
  );
}
