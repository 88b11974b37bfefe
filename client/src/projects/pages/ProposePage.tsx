import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { useDirtyForm } from '../../platform/dirty.ts';
import { errorText, useT } from '../../i18n/locale.ts';
import { useDraft } from '../../sync/api/drafts.ts';
import { useRows } from '../../sync/api/live.ts';
import { useMember } from '../../sync/api/session.ts';
import { useQueueing } from '../../sync/api/use-queueing.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { EmptyState, ErrorNote, Notice } from '../../ui/feedback.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea, TextField } from '../../ui/text-fields.tsx';
import { Page } from '../../ui/Page.tsx';
import {
  changed,
  EMPTY_PROPOSAL,
  faultsOf,
  isBlank,
  proposalArgs,
  type Proposal,
  type ProposalFault,
} from '../proposal.ts';
import { useCategories } from '../queries.ts';

const faultWords = {
  community: 'projects.form.community.missing',
  title: 'projects.form.title.missing',
  summary: 'projects.form.summary.missing',
  cost: 'projects.form.cost.bad',
} as const;

/** The communities that the member belongs to; to propose in another one, the member must join it first. */
function useOwnCommunities() {
  const memberships = useRows('membership');
  const communities = useRows('community');
  if (!memberships || !communities) return undefined;
  const joined = new Set<string>(memberships.map((m) => m.id));
  return communities.filter((c) => joined.has(c.id)).toSorted((a, b) => a.name.localeCompare(b.name));
}

function Fields({
  form,
  onForm,
  faults,
}: {
  form: Proposal;
  onForm: (next: Proposal) => void;
  faults: readonly ProposalFault[];
}) {
  const t = useT();
  const own = useOwnCommunities() ?? [];
  const categories = useCategories();
  const put = (change: Partial<Proposal>) => onForm(changed(form, change));
  const error = (f: ProposalFault) => (faults.includes(f) ? t(faultWords[f]) : undefined);
  return (
    <>
      <Select
        label={t('projects.form.community')}
        value={form.community}
        onValue={(community) => put({ community })}
        error={error('community')}
        options={[
          { value: '', label: t('projects.form.choose') },
          ...own.map((c) => ({ value: String(c.id), label: c.name })),
        ]}
      />
      <TextField
        label={t('projects.form.title')}
        value={form.title}
        onValue={(title) => put({ title })}
        maxLength={TEXT.title}
        error={error('title')}
      />
      <TextArea
        label={t('projects.form.summary')}
        value={form.summary}
        onValue={(summary) => put({ summary })}
        maxLength={TEXT.summary}
        rows={3}
        hint={t('projects.form.summary.hint')}
        error={error('summary')}
      />
      <TextArea
        label={t('projects.form.text')}
        value={form.text}
        onValue={(text) => put({ text })}
        maxLength={TEXT.text}
        rows={8}
      />
      <TextField
        label={t('projects.form.category')}
        value={form.category}
        onValue={(category) => put({ category })}
        maxLength={60}
        list="categories"
      />
      <datalist id="categories">
        {categories.map((c) => (
          <option key={c} value={c} />
        ))}
      </datalist>
      <TextField
        label={t('projects.form.place')}
        value={form.place}
        onValue={(place) => put({ place })}
        maxLength={TEXT.place}
      />
      <TextField
        label={t('projects.form.cost')}
        value={form.cost}
        onValue={(cost) => put({ cost })}
        inputMode="decimal"
        hint={t('projects.form.cost.hint')}
        error={error('cost')}
      />
    </>
  );
}

function Form() {
  const t = useT();
  const go = useNavigate();
  const [form, setForm, clear, loaded] = useDraft<Proposal>('proposal', EMPTY_PROPOSAL);
  const [faults, setFaults] = useState<ProposalFault[]>([]);
  const { queue, busy, failed } = useQueueing();
  useDirtyForm(loaded && !isBlank(form));
  if (!loaded) return null;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultsOf(form);
    setFaults(wrong);
    if (wrong.length > 0) return;
    if (!(await queue('project.propose', proposalArgs(form), form.title.trim()))) return;
    const { id } = form;
    await clear();
    toast(t('projects.form.queued'), 'wait');
    void go({ to: '/projets/$id', params: { id } });
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void send(e)}>
      <Fields form={form} onForm={setForm} faults={faults} />
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('projects.form.kept')} />}
      {faults.length > 0 && <ErrorNote what={t('projects.form.faults')} safe={t('projects.form.kept')} />}
      <Notice icon="ok">{t('projects.form.saved')}</Notice>
      <Button type="submit" block busy={busy} icon="send">
        {t('projects.form.send')}
      </Button>
    </form>
  );
}

/** Proposing a project, also without a network: the form is saved at each change, the proposal is queued. */
export function ProposePage() {
  const t = useT();
  const who = useMember();
  const own = useOwnCommunities();
  return (
    <Page title={t('projects.propose')} back="/projets">
      {who === null && (
        <EmptyState
          icon="lock"
          title={t('projects.form.visitor')}
          action={
            <LinkButton to="/connexion" search={{ suite: '/projets/proposer' }}>
              {t('projects.signIn')}
            </LinkButton>
          }
        >
          {t('projects.form.visitorText')}
        </EmptyState>
      )}
      {who !== null && own?.length === 0 && (
        <EmptyState
          icon="people"
          title={t('projects.form.noCommunity')}
          action={<LinkButton to="/projets">{t('projects.missing.all')}</LinkButton>}
        >
          {t('projects.form.noCommunityText')}
        </EmptyState>
      )}
      {who !== null && own !== undefined && own.length > 0 && <Form />}
    </Page>
  );
}
