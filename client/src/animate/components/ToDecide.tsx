import { useState } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { CaseCard, useQueue } from '../../moderation/queue/model.ts';
import { NETWORK } from '../../platform/network/api.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { useProposals } from '../proposals.ts';
import { ProposalCard } from './ProposalCard.tsx';

/** How many cards are open at first, and more at each tap. */
const FEW = 5;

/**
 * What nobody has decided on yet, open, oldest first: reports and appeals, which are on this device, then members'
 * proposals, which the server sends.
 */
export function ToDecide() {
  const t = useT();
  const queue = useQueue();
  const [proposals, again] = useProposals();
  const [shown, setShown] = useState(FEW);
  const cases = queue?.open ?? [];
  const all = proposals.state === 'ready' ? proposals.all : [];
  const nothing = queue !== undefined && proposals.state === 'ready' && cases.length + all.length === 0;
  return (
    <Section
      title={t('animate.decide')}
      actions={
        <LinkButton variant="plain" to="/animer/signalements" className="-me-4">
          {t('moderation.queue')}
        </LinkButton>
      }
    >
      {nothing && (
        <div className="flex items-start gap-2.5 py-1">
          <Icon name="ok" className="size-5 text-leaf" />
          <div className="min-w-0 flex-1">
            <p>{t('animate.decide.none')}</p>
            <p className="text-small text-soft">{t('animate.decide.noneText')}</p>
          </div>
        </div>
      )}
      {cases.length + all.length > 0 && (
        <ul className="flex flex-col gap-3">
          {cases.slice(0, shown).map((c) => (
            <CaseCard key={c.id} found={c} />
          ))}
          {all.slice(0, Math.max(0, shown - cases.length)).map((p) => (
            <ProposalCard key={p.id} proposal={p} onOld={again} />
          ))}
        </ul>
      )}
      {cases.length + all.length > shown && (
        <Button variant="quiet" block onClick={() => setShown(shown + FEW)}>
          {t('animate.decide.more', { n: cases.length + all.length - shown })}
        </Button>
      )}
      {proposals.state === 'loading' && (
        <p role="status" className="py-1 text-small text-soft">
          {t('animate.proposals.loading')}
        </p>
      )}
      {proposals.state === 'failed' && proposals.failure.code === NETWORK && (
        <div className="flex flex-wrap items-center gap-x-3">
          <p className="min-w-0 flex-1 basis-[min-content] text-small text-soft">{t('animate.proposals.offline')}</p>
          <Button variant="plain" className="-me-4" onClick={again}>
            {t('ui.retry')}
          </Button>
        </div>
      )}
      {proposals.state === 'failed' && proposals.failure.code !== NETWORK && (
        <ErrorNote
          what={t('animate.proposals.failed')}
          safe={t('animate.proposals.safe')}
          next={errorText(proposals.failure)}
          action={
            <Button variant="quiet" onClick={again}>
              {t('ui.retry')}
            </Button>
          }
        />
      )}
    </Section>
  );
}
