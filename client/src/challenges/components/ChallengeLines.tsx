import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip, Settled, StateChip, type ActState } from '../../ui/feedback/Chip.tsx';
import { useJoined, useMade, type Shown } from '../queries.ts';
import { Progress, Reached, useAsked } from './Progress.tsx';

interface Waiting {
  /** Of the queued act that makes it. */
  making: ActState | undefined;
  /** Of the queued act by which the member joins or leaves. */
  joining: ActState | undefined;
}

function Line({ shown, making, joining }: { shown: Shown } & Waiting) {
  const t = useT();
  const asked = useAsked();
  const { challenge, part, stage } = shown;
  const community = useRow('community', challenge.community);
  const off = challenge.state === 'cancelled';
  return (
    <li className="relative flex flex-col gap-1.5 py-3">
      <Link to="/lire/defis/{-$id}" params={{ id: challenge.id }} className="font-strong covers no-underline">
        {typeset(challenge.title)}
      </Link>
      <p className="text-small">{typeset(asked(challenge))}</p>
      <p className="text-tiny text-soft">
        {[
          challenge.community === null ? t('challenges.own') : typeset(community?.name ?? ''),
          challenge.community !== null && t('challenges.people', { n: challenge.participants }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {!off && <Progress shown={shown} />}
      <p className="flex flex-wrap gap-1.5 empty:hidden">
        {making && <StateChip state={making} />}
        {off && (
          <Chip tone="clay" icon="no">
            {t('challenges.cancelled')}
          </Chip>
        )}
        {!making && (joining || (part && challenge.community !== null)) && (
          <Settled state={joining}>
            <Chip icon="people">{t('challenges.joined')}</Chip>
          </Settled>
        )}
        {stage === 'ahead' && !off && <Chip icon="calendar">{t('challenges.ahead')}</Chip>}
        {!off && <Reached shown={shown} />}
      </p>
    </li>
  );
}

/** Challenges as lines, each with how far it is. */
export function ChallengeLines({ challenges, label }: { challenges: readonly Shown[]; label: string }) {
  const made = useMade();
  const joined = useJoined();
  return (
    <CardList label={label}>
      {challenges.map((shown) => (
        <Line
          key={shown.challenge.id}
          shown={shown}
          making={made.get(shown.challenge.id)}
          joining={joined.get(shown.challenge.id)}
        />
      ))}
    </CardList>
  );
}
