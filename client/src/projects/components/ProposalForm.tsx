import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useDirtyForm } from '../../platform/dirty.ts';
import { errorText, useT } from '../../i18n/locale.ts';
import { useDraft } from '../../sync/api/drafts.ts';
import { fileQueued } from '../../sync/api/files.ts';
import { useQueueing, type Queueing } from '../../sync/api/use-queueing.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback.tsx';
import { toast } from '../../ui/toasts.tsx';
import {
  changed,
  EMPTY_PROPOSAL,
  faultsOf,
  isBlank,
  photoArgs,
  proposalArgs,
  type Proposal,
  type ProposalFault,
} from '../proposal.ts';
import { useUsualCurrency } from '../queries.ts';
import { AlreadyProposed } from './Neighbours.tsx';
import { DraftPhotos } from './DraftPhotos.tsx';
import { ProposalFields } from './ProposalFields.tsx';

/** Announces the photos after the proposal itself. */
async function queuePhotos(form: Proposal, queue: Queueing['queue']): Promise<void> {
  for (const args of photoArgs(form)) {
    if (await queue('project.addPicture', args, form.title.trim())) await fileQueued(args.id);
  }
}

/** The form of a proposal, kept on this device until it is sent. */
export function ProposalForm() {
  const t = useT();
  const go = useNavigate();
  const [form, setForm, clear, loaded] = useDraft<Proposal>('proposal', EMPTY_PROPOSAL);
  const [faults, setFaults] = useState<ProposalFault[]>([]);
  const { queue, busy, failed } = useQueueing();
  const usual = useUsualCurrency(form.community);
  useDirtyForm(loaded && !isBlank(form));
  if (!loaded) return null;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const whole = { ...form, currency: form.currency ?? usual };
    const wrong = faultsOf(whole);
    setFaults(wrong);
    if (wrong.length > 0) return;
    if (!(await queue('project.propose', proposalArgs(whole), form.title.trim()))) return;
    await queuePhotos(form, queue);
    const { id } = form;
    await clear();
    toast(t('projects.form.queued'), 'wait');
    void go({ to: '/projets/$id', params: { id } });
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void send(e)}>
      <ProposalFields form={form} onForm={setForm} faults={faults} />
      <DraftPhotos photos={form.photos ?? []} onPhotos={(photos) => setForm(changed(form, { photos }))} />
      <AlreadyProposed title={form.title} summary={form.summary} />
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('projects.form.kept')} />}
      {faults.length > 0 && <ErrorNote what={t('projects.form.faults')} safe={t('projects.form.kept')} />}
      <Notice icon="ok">{t('projects.form.saved')}</Notice>
      <Button type="submit" block busy={busy} icon="send">
        {t('projects.form.send')}
      </Button>
    </form>
  );
}
