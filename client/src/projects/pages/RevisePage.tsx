import type { Project } from '@egoejo/shared/projects/model.ts';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { toastAct } from '../../activity/model.ts';
import { EditedPhotos } from '../components/ProjectPhotos.tsx';
import { LeftToGroup } from '../components/proposal/LeftToGroup.tsx';
import { ProposalFields } from '../components/proposal/ProposalFields.tsx';
import { faultsOf, proposalOf, reviseArgs, type Proposal, type ProposalFault } from '../proposal.ts';
import { useUsualCurrency } from '../queries.ts';
import { useMayRevise } from '../rights.ts';
import { useProjectText } from '../text.ts';

/**
 * Rewriting a proposal, which then waits for an animator again, a declined one too; or a published project, whose
 * history shows the change.
 */
export function RevisePage() {
  const t = useT();
  const { id } = useParams({ from: '/projets/$id/revoir' });
  const project = useRow('project', id);
  return (
    <Page title={t(project?.status === 'published' ? 'projects.edit' : 'projects.revise')} back={`/projets/${id}`}>
      {project && <Revising project={project} />}
    </Page>
  );
}

function Revising({ project }: { project: Project }) {
  const t = useT();
  const text = useProjectText(project.id);
  if (!useMayRevise(project)) return <Notice icon="lock">{t('projects.revise.not')}</Notice>;
  return (
    <>
      {project.reason && <Notice icon="no">{t('projects.declined.why', { reason: project.reason })}</Notice>}
      {project.status === 'declined' && <LeftToGroup community={project.community} />}
      {project.status === 'published' && <Notice icon="edit">{t('projects.edit.hint')}</Notice>}
      {text.state === 'ready' && <Form project={project} text={text.paragraphs.join('\n\n')} />}
      {text.state === 'failed' && <ErrorNote what={errorText({ code: text.code })} />}
    </>
  );
}

function Form({ project, text }: { project: Project; text: string }) {
  const t = useT();
  const go = useNavigate();
  const [draft, setDraft, clear, loaded] = useDraft<Proposal | null>(`revise:${project.id}`, null);
  const [faults, setFaults] = useState<ProposalFault[]>([]);
  const { queue, busy, failed } = useQueueing();
  const usual = useUsualCurrency(project.community);
  useDirtyForm(draft !== null);
  if (!loaded) return null;
  const form = draft ?? proposalOf(project, text);
  const whole = { ...form, currency: form.currency ?? usual };
  const wrong = faultsOf(whole);
  // Those that were there when it was sent, until they are mended.
  const left = faults.filter((f) => wrong.includes(f));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setFaults(wrong);
    if (wrong.length > 0) return;
    const key = await queue('project.revise', reviseArgs(whole), form.title.trim());
    if (key === null) return;
    await clear();
    toastAct(key);
    void go({ to: '/projets/$id', params: { id: project.id }, replace: true });
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void send(e)}>
      <ProposalFields form={form} onForm={setDraft} faults={left} inCommunity />
      {project.status !== 'published' && <EditedPhotos project={project} />}
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('projects.form.kept')} />}
      {left.length > 0 && <ErrorNote what={t('projects.form.faults')} safe={t('projects.form.kept')} />}
      <Button type="submit" block busy={busy} icon="send">
        {t(project.status === 'published' ? 'projects.edit.send' : 'projects.revise.send')}
      </Button>
    </form>
  );
}
