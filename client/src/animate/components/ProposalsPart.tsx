import { errorText, useT } from '../../i18n/locale.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { EmptyState, ErrorNote } from '../../ui/feedback.tsx';
import { useProposals } from '../proposals.ts';
import type { Animated } from '../queries.ts';
import { ProposalCard } from './ProposalCard.tsx';
import { WithdrawProject } from './WithdrawProject.tsx';

/** Members' proposals that no one has decided on yet. */
export function ProposalsPart({ animated }: { animated: Animated }) {
  const t = useT();
  const [proposals, again] = useProposals();
  return (
    <>
      {proposals.state === 'loading' && (
        <p role="status" className="py-6 text-center text-small text-soft">
          {t('animate.proposals.loading')}
        </p>
      )}
      {proposals.state === 'failed' && (
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
      {proposals.state === 'ready' && proposals.all.length === 0 && (
        <EmptyState icon="project" title={t('animate.proposals.none')}>
          {t('animate.proposals.noneText')}
        </EmptyState>
      )}
      {proposals.state === 'ready' && (
        <ul className="flex flex-col gap-3">
          {proposals.all.map((p) => (
            <ProposalCard key={p.id} proposal={p} onOld={again} />
          ))}
        </ul>
      )}
      <LinkButton variant="quiet" icon="upload" to="/animer/importer" className="self-start">
        {t('animate.import.title')}
      </LinkButton>
      <WithdrawProject animated={animated} />
    </>
  );
}
