import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { goals, type Challenge } from '@egoejo/shared/challenges/model.ts';
import { toastAct } from '../../activity/model.ts';
import { useOwnCommunities } from '../../communities/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { TextArea, TextField } from '../../ui/forms/text-fields.tsx';
import {
  changed,
  editArgs,
  emptyForm,
  faultsOf,
  formOf,
  isBlank,
  makeArgs,
  type ChallengeFault,
  type ChallengeForm as Form,
} from '../form.ts';
import { useToday } from '../queries.ts';

interface FieldsProps {
  form: Form;
  put: (change: Partial<Form>) => void;
  faults: readonly ChallengeFault[];
}

/** What counts, how many, and whether each alone or all together. */
function GoalFields({ form, put, faults }: FieldsProps) {
  const t = useT();
  return (
    <>
      <Select
        label={t('challenges.goal')}
        value={form.goal}
        onValue={(goal) => put({ goal })}
        options={goals.map((value) => ({ value, label: t(`challenges.of.${value}`) }))}
      />
      <TextField
        label={t('challenges.n')}
        inputMode="numeric"
        value={form.n}
        onValue={(n) => put({ n })}
        maxLength={7}
        error={faults.includes('n') ? t('challenges.fault.n') : undefined}
      />
      {form.community !== '' && (
        <Select
          label={t('challenges.how')}
          value={form.together ? 'together' : 'alone'}
          onValue={(how) => put({ together: how === 'together' })}
          options={[
            { value: 'together', label: t('challenges.together') },
            { value: 'alone', label: t('challenges.alone') },
          ]}
        />
      )}
    </>
  );
}

function Fields(props: FieldsProps) {
  const t = useT();
  const { form, put, faults } = props;
  return (
    <>
      <TextField
        label={t('challenges.name')}
        value={form.title}
        onValue={(title) => put({ title })}
        maxLength={TEXT.title}
        error={faults.includes('title') ? t('challenges.fault.title') : undefined}
      />
      <GoalFields {...props} />
      {(['starts', 'ends'] as const).map((field) => (
        <TextField
          key={field}
          type="date"
          label={t(`challenges.${field}`)}
          value={form[field]}
          onValue={(day) => put({ [field]: day })}
          error={faults.includes(field) ? t(`challenges.fault.${field}`) : undefined}
        />
      ))}
      <TextArea
        label={t('challenges.text')}
        value={form.text}
        onValue={(text) => put({ text })}
        maxLength={TEXT.comment}
        rows={3}
      />
    </>
  );
}

/**
 * The form of a challenge, kept on this device until it is sent.
 * @param before the challenge that is changed; undefined: a new one
 * @param from the community from whose page the member came
 */
export function ChallengeForm({ before, from }: { before?: Challenge; from?: string | undefined }) {
  const t = useT();
  const go = useNavigate();
  const today = useToday();
  const own = useOwnCommunities();
  const blank = before ? formOf(before) : emptyForm(today, from ?? '');
  const [form, setForm, clear, loaded] = useDraft<Form>(before ? `challenge:${before.id}` : 'challenge', blank);
  const [faults, setFaults] = useState<ChallengeFault[]>([]);
  const { queue, busy, failed } = useQueueing();
  const dirty = before ? JSON.stringify(form) !== JSON.stringify(blank) : !isBlank(form);
  useDirtyForm(loaded && dirty);
  if (!loaded || !own) return null;
  const put = (change: Partial<Form>) => setForm(changed(form, change));
  const left = faults.filter((f) => faultsOf(form, today).includes(f));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultsOf(form, today);
    setFaults(wrong);
    if (wrong.length > 0) return;
    const title = form.title.trim();
    const key = before
      ? await queue('challenge.edit', editArgs(form), title)
      : await queue('challenge.make', makeArgs(form), title);
    if (key === null) return;
    await clear();
    toastAct(key);
    void go({ to: '/lire/defis/{-$id}', params: { id: form.id }, replace: true });
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void send(e)}>
      {!before && (
        <Select
          label={t('challenges.for')}
          hint={t(form.community === '' ? 'challenges.for.own' : 'challenges.for.community')}
          value={form.community}
          onValue={(community) => put({ community })}
          options={[
            { value: '', label: t('challenges.own') },
            ...own.map((c) => ({ value: String(c.id), label: c.name })),
          ]}
        />
      )}
      <Fields form={form} put={put} faults={left} />
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('challenges.kept')} />}
      {left.length > 0 && <ErrorNote what={t('challenges.faults')} safe={t('challenges.kept')} />}
      <Notice icon="ok">{t('challenges.saved')}</Notice>
      <Button type="submit" block busy={busy} icon="send">
        {t(before ? 'challenges.edit.send' : 'challenges.make.send')}
      </Button>
    </form>
  );
}
