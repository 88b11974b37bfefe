import type { Project } from '@egoejo/shared/projects/model.ts';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { errorText, useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/dirty.ts';
import { useDraft } from '../../sync/api/drafts.ts';
import { useRow } from '../../sync/api/live.ts';
import { useMember } from '../../sync/api/session.ts';
import { useQueueing } from '../../sync/api/use-queueing.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback.tsx';
import { Page } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { EditedPhotos } from '../components/ProjectPhotos.tsx';
import { ProposalFields } from '../components/ProposalFields.tsx';
import { faultsOf, proposalOf, reviseArgs, type Proposal, type ProposalFault } from '../proposal.ts';
import { useUsualCurrency } from '../queries.ts';
import { useProjectText } from '../text.ts';

/** Rewriting one's own proposal: it then waits for an animator again, a declined one too. */
export function RevisePage() {
  const t = useT();
  const { id } = useParams({ from: '/projets/$id/revoir' });
  const who = useMember();
  const project = useRow('project', id);
  const text = useProjectText(id);
  const own = project && project.author === who?.member;
  const open = own && (project.status === 'proposed' || project.status === 'declined');
  return (
    <Page title={t('projects.revise')} back={`/projets/${id}`}>
      {project && !open && <Notice icon="lock">{t('projects.revise.not')}</Notice>}
      {project?.reason && <Notice icon="no">{t('projects.declined.why', { reason: project.reason })}</Notice>}
      {open && text.state === 'ready' && <Form project={project} text={text.paragraphs.join('\n\n')} />}
      {open && text.state === 'failed' && <ErrorNote what={errorText({ code: text.code })} />}
    </Page>
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
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const whole = { ...form, currency: form.currency ?? usual };
    const wrong = faultsOf(whole);
    setFaults(wrong);
    if (wrong.length > 0) return;
    if (!(await queue('project.revise', reviseArgs(whole), form.title.trim()))) return;
    await clear();
    toast(t('projects.form.queued'), 'wait');
    void go({ to: '/projets/$id', params: { id: project.id }, replace: true });
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void send(e)}>
      <ProposalFields form={form} onForm={setDraft} faults={faults} inCommunity />
      <EditedPhotos project={project} />
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('projects.form.kept')} />}
      {faults.length > 0 && <ErrorNote what={t('projects.form.faults')} safe={t('projects.form.kept')} />}
      <Button type="submit" block busy={busy} icon="send">
        {t('projects.revise.send')}
      </Button>
    </form>
  );
}
