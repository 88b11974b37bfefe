import { typeset } from '../../i18n/typeset.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ModerationCase } from '@egoejo/shared/moderation/model.ts';
import { RefusedAct } from '../../activity/model.ts';
import { hasMessage, useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { Chip, StateChip } from '../../ui/feedback/Chip.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { RelativeTime } from '../../ui/text/times.tsx';
import { kindOf } from '../kinds.ts';
import { waits } from '../queries.ts';
import { Decide, type Choice } from './Decide.tsx';

/** One case of the queue: what was reported, why, and the buttons to decide. */
export function CaseCard({ found }: { found: ModerationCase }) {
  const t = useT();
  const community = useRow('community', found.community);
  const [choice, setChoice] = useState<Choice | null>(null);
  const act = useActs({ touches: { e: 'moderationCase', id: found.id } }).find((a) => !a.dismissed);
  const open = waits(found);
  return (
    <Card as="li" className="flex flex-col gap-2">
      <Title found={found} />
      <p className="text-tiny text-soft">
        {t('moderation.of', {
          kind: t(kindOf(found.kind)),
          community: community?.name ?? (found.community === null ? t('moderation.everywhere') : '…'),
        })}{' '}
        · <RelativeTime at={found.openedAt} />
      </p>
      {found.excerpt !== '' && <p className="line-clamp-4 text-small whitespace-pre-line">{typeset(found.excerpt)}</p>}
      <Reasons found={found} />
      {found.appeal !== null && (
        <Notice icon="warning" tone="wait">
          <p className="font-strong">{t('moderation.appealed')}</p>
          <p>{typeset(found.appeal)}</p>
        </Notice>
      )}
      <Decided found={found} />
      {act && act.verdict?.status !== 'rejected' && act.state !== 'received' && <StateChip state={act.state} />}
      {act && <RefusedAct act={act} />}
      <div className="flex flex-wrap items-center gap-2">
        {found.state === 'hidden' ? (
          <Button variant={open ? 'primary' : 'quiet'} onClick={() => setChoice('show')}>
            {t('moderation.show')}
          </Button>
        ) : (
          <>
            <Button variant="grave" onClick={() => setChoice('hide')}>
              {t('moderation.hide')}
            </Button>
            {open && (
              <Button variant="quiet" onClick={() => setChoice('keep')}>
                {t('moderation.keep')}
              </Button>
            )}
          </>
        )}
        {found.appeal !== null && (
          <Button variant="quiet" onClick={() => setChoice('uphold')}>
            {t('moderation.uphold')}
          </Button>
        )}
      </div>
      <Decide found={found} choice={choice} onClose={() => setChoice(null)} />
    </Card>
  );
}

function Reasons({ found: { reports, flags } }: { found: ModerationCase }) {
  const t = useT();
  const name = (check: string) => `moderation.flag.${check}`;
  return (
    <>
      {reports.length > 0 && (
        <ul className="flex flex-col gap-1 text-small" aria-label={t('moderation.reports', { n: reports.length })}>
          {reports.map((r) => (
            <li key={r.at + r.words}>
              <span className="font-strong">{t(`moderation.reason.${r.reason}`)}</span>
              {r.words !== '' && <> — {typeset(r.words)}</>}
            </li>
          ))}
        </ul>
      )}
      {flags.length > 0 && (
        <p className="flex flex-wrap items-center gap-1.5 text-tiny text-soft">
          {t('moderation.flags')}
          {flags.map(({ check, found }) => {
            const key = name(check);
            return (
              <Chip key={check} tone="wait">
                {hasMessage(key) ? t(key, { found }) : t('moderation.flag.other', { check, found })}
              </Chip>
            );
          })}
        </p>
      )}
    </>
  );
}

function Decided({ found: { decision } }: { found: ModerationCase }) {
  const t = useT();
  if (!decision) return null;
  const { outcome } = decision;
  return (
    <p className="text-small">
      <Chip tone={outcome === 'hidden' ? 'clay' : 'leaf'}>{t(`moderation.decided.${outcome}`)}</Chip>{' '}
      <span className="text-soft">
        {decision.mine
          ? t('moderation.decided.me')
          : decision.by === null
            ? t('moderation.decided.somebody')
            : t('moderation.decided.by', { by: decision.by })}
      </span>{' '}
      {typeset(decision.reason)}
    </p>
  );
}

/** The pages of kinds that have one. */
const PATHS = { project: '/projets/$id', poll: '/votes/$id', story: '/lire/$id' } as const;
const isOpened = (kind: string): kind is keyof typeof PATHS => Object.hasOwn(PATHS, kind);

/** Moderators cannot open what is hidden: only its author has it. */
function Title({ found: { kind, subject, title, state } }: { found: ModerationCase }) {
  const t = useT();
  return (
    <h3 className="text-head">
      {state !== 'hidden' && isOpened(kind) ? (
        <Link to={PATHS[kind]} params={{ id: subject }} className="-my-2 inline-block py-2 text-leaf">
          {typeset(title)}
        </Link>
      ) : (
        typeset(title) || t('moderation.nameless')
      )}
    </h3>
  );
}
