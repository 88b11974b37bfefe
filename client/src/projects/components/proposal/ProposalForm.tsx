import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { toastAct } from '../../../activity/model.ts';
import { useDirtyForm } from '../../../platform/page/dirty.ts';
import { errorText } from '../../../i18n/error-text.ts';
import { useT } from '../../../i18n/locale.ts';
import { renameDraft, useDraft } from '../../../sync/api/kept/drafts.ts';
import { fileQueued } from '../../../sync/api/kept/files.ts';
import { useQueueing, type Queueing } from '../../../sync/api/acts/use-queueing.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../../ui/feedback/feedback.tsx';
import { toast } from '../../../ui/layers/toasts.tsx';
import {
  changed,
  draftName,
  EMPTY_PROPOSAL,
  faultsOf,
  isBlank,
  photoArgs,
  proposalArgs,
  type Proposal,
  type ProposalFault,
} from '../../proposal.ts';
import { useOwnCommunities } from '../../../communities/model.ts';
import { useUsualCurrency } from '../../queries.ts';
import { AlreadyProposed } from '../Neighbours.tsx';
import { DraftPhotos } from './DraftPhotos.tsx';
import { ProposalFields } from './ProposalFields.tsx';

/** Announces the photos after the proposal itself. */
async function queuePhotos(form: Proposal, queue: Queueing['queue']): Promise<void> {
  for (const args of photoArgs(form)) {
    if (await queue('project.addPicture', args, form.title.trim())) await fileQueued(args.id);
  }
}

/**
 * The form of a proposal, kept on this device under `name` until it is sent. `onOther`: another draft is wanted in its
 * place; null: a new one.
 */
export function ProposalForm({ name, onOther }: { name: string; onOther: (name: string | null) => void }) {
  const t = useT();
  const go = useNavigate();
  const [kept, setForm, clear, loaded] = useDraft<Proposal>(name, EMPTY_PROPOSAL);
  const own = useOwnCommunities();
  // Who belongs to one community is not asked which.
  const form = kept.community === '' && own?.length === 1 ? { ...kept, community: String(own[0]?.id) } : kept;
  const [faults, setFaults] = useState<ProposalFault[]>([]);
  const { queue, busy, failed } = useQueueing();
  // The proposal waits for its photo: one that is still being made small would be left out.
  const [preparing, setPreparing] = useState(false);
  const usual = useUsualCurrency(form.community);
  useDirtyForm(loaded && !isBlank(form));
  if (!loaded) return null;
  const whole = { ...form, currency: form.currency ?? usual };
  const wrong = faultsOf(whole);
  // The faults found when the form was sent; each disappears once it is mended.
  const left = faults.filter((f) => wrong.includes(f));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setFaults(wrong);
    if (wrong.length > 0) return;
    const key = await queue('project.propose', proposalArgs(whole), form.title.trim());
    if (key === null) return;
    await queuePhotos(form, queue);
    const { id } = form;
    await clear();
    toastAct(key);
    void go({ to: '/projets/$id', params: { id } });
  };
  // A draft that was put aside before keeps its own name.
  const putAside = async () => {
    if (name === draftName(form.id)) onOther(null);
    else if (await renameDraft(name, draftName(form.id), form)) {
      await clear();
      toast(t('projects.drafts.kept'), 'leaf');
      onOther(null);
    } else toast(t('projects.drafts.full'), 'clay');
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void send(e)}>
      <ProposalFields form={form} onForm={setForm} faults={left} />
      <DraftPhotos
        photos={form.photos ?? []}
        onPhotos={(photos) => setForm(changed(form, { photos }))}
        onBusy={setPreparing}
      />
      <AlreadyProposed title={form.title} summary={form.summary} />
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('projects.form.kept')} />}
      {left.length > 0 && <ErrorNote what={t('projects.form.faults')} safe={t('projects.form.kept')} />}
      <Notice icon="ok">{t('projects.form.saved')}</Notice>
      <Button type="submit" block busy={busy || preparing} icon="send">
        {t('projects.form.send')}
      </Button>
      {!isBlank(form) && (
        <Button variant="plain" block busy={preparing} icon="plus" onClick={() => void putAside()}>
          {t('projects.drafts.another')}
        </Button>
      )}
    </form>
  );
}
