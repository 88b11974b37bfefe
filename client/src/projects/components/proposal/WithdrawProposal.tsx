import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Project } from '@egoejo/shared/projects/model.ts';
import { errorText } from '../../../i18n/error-text.ts';
import { useT } from '../../../i18n/locale.ts';
import { useUnsettled } from '../../../sync/api/acts/activity.ts';
import { mutate } from '../../../sync/api/acts/mutate.ts';
import { useMember } from '../../../sync/api/session/session.ts';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import { PROPOSAL } from '../../pending.ts';
import { toast } from '../../../ui/layers/toasts.tsx';
import { Confirm } from '../../../ui/layers/Confirm.tsx';

/** A proposal waits to be sent, then for an animator; its author may take it back until then. */
export function WithdrawProposal({ project }: { project: Project }) {
  const t = useT();
  const who = useMember();
  const unsent = useUnsettled(PROPOSAL, 'id').has(project.id);
  const [asking, setAsking] = useState(false);
  const withdraw = async () => {
    const queued = await mutate('project.withdraw', { project: project.id, reason: '' }, project.title);
    if (!queued.ok) toast(errorText(queued.error), 'clay');
    setAsking(false);
  };
  return (
    <Notice icon="wait" tone="wait">
      <p>{t(unsent ? 'projects.unsent' : 'projects.proposed')}</p>
      {who?.member === project.author && (
        <span className="flex flex-wrap gap-x-4">
          <Link
            to="/projets/$id/revoir"
            params={{ id: project.id }}
            className="inline-flex min-h-11 items-center font-strong underline"
          >
            {t('projects.revise')}
          </Link>
          <button type="button" className="min-h-11 font-strong underline" onClick={() => setAsking(true)}>
            {t('projects.proposed.withdraw')}
          </button>
        </span>
      )}
      <Confirm
        open={asking}
        title={t('projects.proposed.withdraw')}
        text={t('projects.proposed.sure')}
        doing={t('projects.proposed.withdraw')}
        onConfirm={() => void withdraw()}
        onClose={() => setAsking(false)}
      />
    </Notice>
  );
}
