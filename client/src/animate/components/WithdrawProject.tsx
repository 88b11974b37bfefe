import { useState } from 'react';
import type { Project } from '@egoejo/shared/projects/model.ts';
import { toastQueued } from '../../activity/model.ts';
import { useT } from '../../i18n/locale.ts';
import { mutate } from '../../sync/api/acts/mutate.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { useCandidates } from '../queries.ts';
import { Reason } from '../../ui/layers/Reason.tsx';

/** Withdrawing a published project of a community: it keeps the grains planted and takes no more (R7). */
export function WithdrawProject({ community }: { community: string }) {
  const t = useT();
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
    toastQueued(queued);
  };
  return (
    <div className="flex flex-col gap-3 pb-3.5">
      <p className="text-small text-soft">{t('animate.withdraw.hint')}</p>
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
    </div>
  );
}
