import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { ChallengeForm } from '../components/ChallengeForm.tsx';
import { ChallengeLines } from '../components/ChallengeLines.tsx';
import { ChallengeView } from '../components/ChallengeView.tsx';
import { Leaderboards } from '../components/Leaderboards.tsx';
import { useChallenges, useMakes, type Shown } from '../queries.ts';
import type { Challenge } from '@egoejo/shared/challenges/model.ts';

/** How many past challenges are shown at first. */
const PAST = 10;
const FROM = '/lire/defis/{-$id}';

function Past({ past }: { past: readonly Shown[] }) {
  const t = useT();
  const [all, setAll] = useState(false);
  return (
    <Section title={t('challenges.past')}>
      <ChallengeLines challenges={all ? past : past.slice(0, PAST)} label={t('challenges.past')} />
      {!all && past.length > PAST && (
        <Button variant="plain" onClick={() => setAll(true)}>
          {t('challenges.past.more', { n: past.length - PAST })}
        </Button>
      )}
    </Section>
  );
}

function List() {
  const t = useT();
  const { communaute } = useSearch({ from: FROM });
  const all = useChallenges();
  const running = all?.filter(({ challenge, stage }) => challenge.state === 'planned' && stage !== 'over') ?? [];
  const mine = running.filter(({ challenge, part }) => part !== null || challenge.community === null);
  const others = running.filter((one) => !mine.includes(one));
  const past = (all ?? []).filter((one) => !running.includes(one)).toReversed();
  const make = (
    <LinkButton icon="plus" to={FROM} params={{ id: 'nouveau' }} search={{ communaute }}>
      {t('challenges.make')}
    </LinkButton>
  );
  return (
    <Page title={t('challenges.all')} back="/lire">
      {all && running.length === 0 && (
        <EmptyState icon="chart" title={t('challenges.none')} action={make}>
          {t('challenges.none.text')}
        </EmptyState>
      )}
      {mine.length > 0 && (
        <Section title={t('challenges.list.mine')}>
          <ChallengeLines challenges={mine} label={t('challenges.list.mine')} />
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t('challenges.list.others')}>
          <ChallengeLines challenges={others} label={t('challenges.list.others')} />
        </Section>
      )}
      {running.length > 0 && make}
      {all && <Leaderboards from={communaute} />}
      {past.length > 0 && <Past past={past} />}
    </Page>
  );
}

function MayEdit({ challenge }: { challenge: Challenge }) {
  const t = useT();
  return useMakes(challenge) && challenge.state === 'planned' ? (
    <ChallengeForm before={challenge} />
  ) : (
    <p>{t('challenges.edit.not')}</p>
  );
}

/** A new challenge, or a change of the one that the address names. */
function Write() {
  const t = useT();
  const { defi, communaute } = useSearch({ from: FROM });
  const challenge = useRow('challenge', defi ?? null);
  return (
    <Page title={t(defi ? 'challenges.edit' : 'challenges.make')} back={defi ? `/lire/defis/${defi}` : '/lire/defis'}>
      {!defi && <ChallengeForm from={communaute} />}
      {defi && challenge === null && <p>{t('challenges.missing')}</p>}
      {challenge && <MayEdit key={challenge.id} challenge={challenge} />}
    </Page>
  );
}

/** The challenges and leaderboards of the member and their communities, one challenge, or the form of one. */
export function ChallengesPage() {
  const { id } = useParams({ from: FROM });
  if (id === undefined) return <List />;
  return id === 'nouveau' ? <Write /> : <ChallengeView key={id} id={id} />;
}
