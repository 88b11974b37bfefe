import { typeset } from '../../i18n/typeset.ts';
import { useState } from 'react';
import { toastQueued } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { estimate } from '../../i18n/when.ts';
import { useActs, type Act } from '../../sync/api/acts/activity.ts';
import { mutate } from '../../sync/api/acts/mutate.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { StateChip } from '../../ui/feedback/Chip.tsx';
import { Picture } from '../../ui/pictures/Picture.tsx';
import { RelativeTime } from '../../ui/text/times.tsx';
import type { Proposal } from '../proposals.ts';
import { NewCategory } from './NewCategory.tsx';
import { Reason } from '../../ui/layers/Reason.tsx';

/** Whether the member's last decision was about this version: its author may have revised it since. */
const stillCounts = (act: Act, { submittedAt }: Proposal): boolean =>
  act.state !== 'refused' && (act.at === null || act.at > submittedAt);

/** Whether the server said that this page shows an older version of the proposal. */
const isOld = (act: Act | undefined, { submittedAt }: Proposal): boolean =>
  act?.verdict?.status === 'rejected' && act.verdict.code === 'project.revised' && act.args.submittedAt === submittedAt;

/** One proposal, with the buttons that publish or decline it. @param onOld the page should read proposals again */
export function ProposalCard({ proposal, onOld }: { proposal: Proposal; onOld: () => void }) {
  const t = useT();
  const locale = useLocale();
  const [asking, setAsking] = useState(false);
  const [whole, setWhole] = useState(false);
  const act = useActs({ touches: { e: 'project', id: proposal.id } }).find(
    (a) => !a.dismissed && a.name !== 'project.propose',
  );
  const decided = act !== undefined && stillCounts(act, proposal);
  const old = isOld(act, proposal);
  const publish = async () => {
    const queued = await mutate(
      'project.publish',
      { project: proposal.id, submittedAt: proposal.submittedAt },
      proposal.title,
    );
    toastQueued(queued);
  };
  const decline = async (reason: string) => {
    setAsking(false);
    const queued = await mutate('project.withdraw', { project: proposal.id, reason }, proposal.title);
    toastQueued(queued);
  };
  return (
    <Card as="li" className="flex flex-col gap-2">
      <h2 className="text-head">{typeset(proposal.title)}</h2>
      <p className="text-tiny text-soft">
        {[
          typeset(proposal.communityName),
          proposal.authorName ?? '',
          typeset(proposal.category),
          typeset(proposal.place),
          proposal.cost ? estimate(locale, proposal.cost) : '',
        ]
          .filter(Boolean)
          .join(' · ')}{' '}
        · <RelativeTime at={proposal.createdAt} />
      </p>
      <NewCategory proposal={proposal} />
      {(proposal.photos.length > 0 ? proposal.photos : [proposal.picture]).map(
        (name) => name !== null && <Picture key={name} name={name} shape="cover" />,
      )}
      <p className="text-small">{typeset(proposal.summary)}</p>
      {proposal.text !== '' &&
        (whole ? (
          <p className="text-small whitespace-pre-line">{typeset(proposal.text)}</p>
        ) : (
          <Button variant="plain" className="-ms-4 self-start" onClick={() => setWhole(true)}>
            {t('animate.proposals.more')}
          </Button>
        ))}
      {act && (decided || old) && (
        <div className="self-start">
          <StateChip
            state={act.state}
            reason={act.verdict?.status === 'rejected' ? errorText(act.verdict) : undefined}
          />
        </div>
      )}
      {old && (
        <Button className="self-start" onClick={onOld}>
          {t('animate.proposals.again')}
        </Button>
      )}
      {!decided && !old && (
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
