import { Link } from '@tanstack/react-router';
import { ActSpot } from '../../activity/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { ReportButton, Sanctioned } from '../../moderation/model.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { EmptyState, Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { useChallenges, type Shown } from '../queries.ts';
import { Progress, Reached, useAsked } from './Progress.tsx';
import { Organise, TakePart } from './TakePart.tsx';

const LIST = '/lire/defis';

/** What is asked for, by whom, how many take part, and how far it is. */
function Facts({ shown }: { shown: Shown }) {
  const t = useT();
  const asked = useAsked();
  const { challenge, part } = shown;
  const { community, together, participants, sum } = challenge;
  return (
    <Card label={t('challenges.goal')} className="flex flex-col gap-2">
      <p className="font-strong">{typeset(asked(challenge))}</p>
      {community !== null && (
        <>
          <p className="text-small">{t(together ? 'challenges.together' : 'challenges.alone')}</p>
          <p className="num text-small text-soft">
            {t('challenges.people', { n: participants })}
            {!together && ` · ${t('challenges.people.reached', { n: sum })}`}
          </p>
          <p className="text-small text-soft">
            {challenge.name ? t('challenges.by', { name: challenge.name }) : t('challenges.by.nobody')}
          </p>
        </>
      )}
      <Progress shown={shown} />
      <p className="flex flex-wrap gap-1.5 empty:hidden">
        {part && community !== null && <Chip icon="people">{t('challenges.joined')}</Chip>}
        <Reached shown={shown} />
      </p>
    </Card>
  );
}

function Whole({ shown }: { shown: Shown }) {
  const t = useT();
  const { challenge, stage } = shown;
  const community = useRow('community', challenge.community);
  // The last act that made, changed or cancelled it and was not answered yet, or was refused.
  const waiting = useActs({ touches: { e: 'challenge', id: challenge.id } }).find(
    (a) => !a.dismissed && a.state !== 'received' && a.name !== 'challenge.join' && a.name !== 'challenge.leave',
  );
  const open = challenge.state === 'planned' && stage !== 'over';
  return (
    <Page
      title={challenge.title}
      back={LIST}
      kicker={
        community && (
          <Link to="/communautes/$id" params={{ id: community.id }} className="inline-flex min-h-11 items-center">
            {typeset(community.name)}
          </Link>
        )
      }
    >
      {challenge.state === 'cancelled' && (
        <div className="flex gap-3 rounded-card bg-clay-soft p-3.5 forced-colors:border">
          <Icon name="no" className="size-5 flex-none text-clay" />
          <div className="min-w-0 text-small break-words">
            <p className="font-strong text-clay">{t('challenges.cancelled')}</p>
            <p>{typeset(challenge.reason)}</p>
          </div>
        </div>
      )}
      {challenge.state === 'planned' && (stage === 'late' || stage === 'over') && (
        <Notice icon="clock">{t(stage === 'late' ? 'challenges.late' : 'challenges.over')}</Notice>
      )}
      <ActSpot act={waiting ?? null} here={challenge.id} />
      <Facts shown={shown} />
      {challenge.text && <p className="max-w-prose break-words whitespace-pre-line">{typeset(challenge.text)}</p>}
      {open && <TakePart shown={shown} />}
      <Organise shown={shown} />
      {challenge.community !== null && (
        <div className="flex">
          <ReportButton kind="challenge" subject={challenge.id} author={challenge.author} title={challenge.title} />
        </div>
      )}
    </Page>
  );
}

/** A challenge: what it asks for, how far it is, and taking part. */
export function ChallengeView({ id }: { id: string }) {
  const t = useT();
  const row = useRow('challenge', id);
  const all = useChallenges();
  const shown = all?.find(({ challenge }) => challenge.id === id);
  if (shown) return <Whole key={id} shown={shown} />;
  return (
    <Page title={t('challenges.one')} back={LIST}>
      {row?.state === 'hidden' && <Sanctioned subject={id} />}
      {all && row !== undefined && (
        <EmptyState
          icon="chart"
          title={t('challenges.missing')}
          action={
            <LinkButton to="/lire/defis/{-$id}" params={{ id: undefined }}>
              {t('challenges.all')}
            </LinkButton>
          }
        >
          {t(row ? 'challenges.hidden' : 'challenges.missing.text')}
        </EmptyState>
      )}
    </Page>
  );
}
