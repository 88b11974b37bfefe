import { useState } from 'react';
import type { Project } from '@egoejo/shared/projects/model.ts';
import { errorText, useLocale, useT } from '../../i18n/locale.ts';
import { estimate } from '../../i18n/when.ts';
import { useActs } from '../../sync/api/activity.ts';
import { mutate } from '../../sync/api/mutate.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { StateChip } from '../../ui/Chip.tsx';
import { EmptyState, ErrorNote } from '../../ui/feedback.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Select } from '../../ui/Select.tsx';
import { Section } from '../../ui/Page.tsx';
import { RelativeTime } from '../../ui/times.tsx';
import { useProposals, type Proposal } from '../proposals.ts';
import { useCandidates, type Animated } from '../queries.ts';
import { Reason } from './Reason.tsx';

function ProposalCard({ proposal }: { proposal: Proposal }) {
  const t = useT();
  const locale = useLocale();
  const [asking, setAsking] = useState(false);
  const [whole, setWhole] = useState(false);
  const act = useActs({ touches: { e: 'project', id: proposal.id } }).find(
    (a) => !a.dismissed && a.name !== 'project.propose',
  );
  const decided = act !== undefined && act.state !== 'refused';
  const publish = async () => {
    const queued = await mutate('project.publish', { project: proposal.id }, proposal.title);
    toast(queued.ok ? t('animate.proposals.published') : errorText(queued.error), queued.ok ? 'wait' : 'clay');
  };
  const decline = async (reason: string) => {
    setAsking(false);
    const queued = await mutate('project.withdraw', { project: proposal.id, reason }, proposal.title);
    toast(queued.ok ? t('animate.proposals.declined') : errorText(queued.error), queued.ok ? 'wait' : 'clay');
  };
  return (
    <Card as="li" className="flex flex-col gap-2">
      <h2 className="text-head">{proposal.title}</h2>
      <p className="text-tiny text-soft">
        {[
          proposal.communityName,
          proposal.authorName,
          proposal.category,
          proposal.place,
          proposal.cost ? estimate(locale, proposal.cost) : '',
        ]
          .filter(Boolean)
          .join(' · ')}{' '}
        · <RelativeTime at={proposal.createdAt} />
      </p>
      <p className="text-small">{proposal.summary}</p>
      {proposal.text !== '' &&
        (whole ? (
          <p className="text-small whitespace-pre-line">{proposal.text}</p>
        ) : (
          <Button variant="plain" className="self-start px-0" onClick={() => setWhole(true)}>
            {t('animate.proposals.more')}
          </Button>
        ))}
      {act && (
        <StateChip state={act.state} reason={act.verdict?.status === 'rejected' ? errorText(act.verdict) : undefined} />
      )}
      {!decided && (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => void publish()}>{t('animate.proposals.publish')}</Button>
          <Button variant="quiet" onClick={() => setAsking(true)}>
            {t('animate.proposals.decline')}
          </Button>
        </div>
      )}
      <Reason
        open={asking}
        onClose={() => setAsking(false)}
        title={t('animate.proposals.decline.sure')}
        doing={t('animate.proposals.decline')}
        onReason={(r) => void decline(r)}
      />
    </Card>
  );
}

/** Withdrawing a published project: it keeps the grains planted and takes no more (R7). */
function Withdrawing({ animated }: { animated: Animated }) {
  const t = useT();
  const [community, setCommunity] = useState(String(animated.communities[0]?.id ?? ''));
  const [project, setProject] = useState('');
  const [asking, setAsking] = useState(false);
  const candidates = useCandidates(community);
  const chosen = candidates.find((c) => c.id === project);
  const withdraw = async (reason: string) => {
    setAsking(false);
    const queued = await mutate(
      'project.withdraw',
      { project: project as Project['id'], reason },
      chosen?.title ?? null,
    );
    if (queued.ok) setProject('');
    toast(queued.ok ? t('animate.withdraw.queued') : errorText(queued.error), queued.ok ? 'wait' : 'clay');
  };
  return (
    <Section title={t('animate.withdraw')}>
      <p className="text-small text-soft">{t('animate.withdraw.hint')}</p>
      {animated.communities.length > 1 && (
        <Select
          label={t('animate.poll.community')}
          value={community}
          onValue={setCommunity}
          options={animated.communities.map((c) => ({ value: String(c.id), label: c.name }))}
        />
      )}
      <Select
        label={t('animate.withdraw.project')}
        value={project}
        onValue={setProject}
        options={[
          { value: '', label: t('animate.withdraw.choose') },
          ...candidates.map((c) => ({ value: c.id, label: c.title })),
        ]}
      />
      <Button variant="quiet" disabled={!chosen} onClick={() => setAsking(true)}>
        {t('animate.withdraw.do')}
      </Button>
      <Reason
        open={asking}
        onClose={() => setAsking(false)}
        title={t('animate.withdraw.sure', { title: chosen?.title ?? '' })}
        doing={t('animate.withdraw.do')}
        onReason={(r) => void withdraw(r)}
      />
    </Section>
  );
}

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
            <ProposalCard key={p.id} proposal={p} />
          ))}
        </ul>
      )}
      <Withdrawing animated={animated} />
    </>
  );
}
