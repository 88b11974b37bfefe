import { useState, type FormEvent } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { useDirtyForm } from '../../platform/dirty.ts';
import { errorText, useT } from '../../i18n/locale.ts';
import { useDraft } from '../../sync/api/drafts.ts';
import { useQueueing } from '../../sync/api/use-queueing.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { now } from '../../ui/clock.ts';
import { ErrorNote, Notice } from '../../ui/feedback.tsx';
import { toast } from '../../ui/toasts.tsx';
import { RadioGroup } from '../../ui/choices.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextArea, TextField } from '../../ui/text-fields.tsx';
import {
  addOption,
  changed,
  EMPTY_POLL,
  faultsOf,
  isBlank,
  pollArgs,
  type PollFault,
  type PollForm,
} from '../poll-form.ts';
import { useCandidates, type Animated } from '../queries.ts';

const faultWords = {
  title: 'animate.poll.title.missing',
  options: 'animate.poll.options.missing',
  closesAt: 'animate.poll.closes.bad',
  quorum: 'animate.poll.quorum.bad',
  max: 'animate.poll.max.bad',
  credits: 'animate.poll.credits.bad',
  unit: 'animate.poll.unit.bad',
} as const;
interface PartProps {
  form: PollForm;
  put: (change: Partial<PollForm>) => void;
  error: (f: PollFault) => string | undefined;
}
const whole = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN);
const shown = (n: number): string => (Number.isNaN(n) ? '' : String(n));

function Method({ form, put, error }: PartProps) {
  const t = useT();
  return (
    <>
      <RadioGroup
        label={t('animate.poll.method')}
        value={form.kind}
        onValue={(kind) => put({ kind })}
        options={[
          { value: 'choice', label: t('animate.poll.choice'), hint: t('animate.poll.choice.hint') },
          { value: 'quadratic', label: t('animate.poll.quadratic'), hint: t('animate.poll.quadratic.hint') },
        ]}
      />
      {form.kind === 'choice' && (
        <TextField
          label={t('animate.poll.max')}
          inputMode="numeric"
          value={shown(form.max)}
          onValue={(v) => put({ max: whole(v) })}
          error={error('max')}
        />
      )}
      {form.kind === 'quadratic' && (
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={t('animate.poll.credits')}
            inputMode="numeric"
            value={shown(form.credits)}
            onValue={(v) => put({ credits: whole(v) })}
            error={error('credits')}
          />
          <TextField
            label={t('animate.poll.unit')}
            inputMode="numeric"
            value={shown(form.unit)}
            onValue={(v) => put({ unit: whole(v) })}
            error={error('unit')}
          />
        </div>
      )}
    </>
  );
}

function Options({ form, put, error }: PartProps) {
  const t = useT();
  const candidates = useCandidates(form.community);
  const taken = new Set(form.options.map((o) => o.project));
  const rename = (id: string, label: string) =>
    put({ options: form.options.map((o) => (o.id === id ? { ...o, label } : o)) });
  const addProject = (id: string) => {
    const found = candidates.find((c) => c.id === id);
    if (!found) return;
    const kept = form.options.filter((o) => o.label.trim() !== '');
    put({ options: addOption(kept, { label: found.title.slice(0, 200), project: found.id }) });
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-small font-strong">{t('animate.poll.options')}</legend>
      {form.options.map((o, i) => (
        <div key={o.id} className="flex items-end gap-1">
          <div className="min-w-0 flex-1">
            <TextField
              label={t('animate.poll.option', { n: i + 1 })}
              value={o.label}
              onValue={(v) => rename(o.id, v)}
              maxLength={200}
            />
          </div>
          <IconButton
            icon="trash"
            label={t('animate.poll.option.remove', { n: i + 1 })}
            onClick={() => put({ options: form.options.filter((x) => x.id !== o.id) })}
          />
        </div>
      ))}
      {error('options') && (
        <p role="alert" className="text-tiny text-clay">
          {error('options')}
        </p>
      )}
      <Button variant="plain" icon="plus" onClick={() => put({ options: addOption(form.options) })}>
        {t('animate.poll.option.add')}
      </Button>
      {candidates.length > 0 && (
        <Select
          label={t('animate.poll.option.project')}
          value=""
          onValue={addProject}
          options={[
            { value: '', label: t('animate.poll.option.choose') },
            ...candidates.filter((c) => !taken.has(c.id)).map((c) => ({ value: c.id, label: c.title })),
          ]}
        />
      )}
    </fieldset>
  );
}

function Fields({ form, put, error, animated }: PartProps & { animated: Animated }) {
  const t = useT();
  const where = [
    ...(animated.whole ? [{ value: '', label: t('animate.poll.everywhere') }] : []),
    ...animated.communities.map((c) => ({ value: String(c.id), label: c.name })),
  ];
  return (
    <>
      <Select
        label={t('animate.poll.community')}
        value={form.community}
        onValue={(community) => put({ community })}
        options={where}
      />
      <TextField
        label={t('animate.poll.title')}
        value={form.title}
        onValue={(title) => put({ title })}
        maxLength={TEXT.title}
        error={error('title')}
      />
      <TextArea
        label={t('animate.poll.text')}
        value={form.text}
        onValue={(text) => put({ text })}
        maxLength={TEXT.text}
        rows={4}
      />
      <Method form={form} put={put} error={error} />
      <Options form={form} put={put} error={error} />
      {form.community !== '' && (
        <Switch
          label={t('animate.poll.openToAll')}
          hint={t('animate.poll.openToAll.hint')}
          checked={form.openToAll}
          onValue={(openToAll) => put({ openToAll })}
        />
      )}
      <TextField
        label={t('animate.poll.closes')}
        type="datetime-local"
        value={form.closesAt}
        onValue={(closesAt) => put({ closesAt })}
        error={error('closesAt')}
      />
      <TextField
        label={t('animate.poll.quorum')}
        inputMode="numeric"
        value={form.quorum}
        onValue={(quorum) => put({ quorum })}
        hint={t('animate.poll.quorum.hint')}
        error={error('quorum')}
      />
    </>
  );
}

/** A poll's draft: saved on this device at each change, then stored as the author's own until it is opened. */
export function PollEditor({
  animated,
  start,
  onDone,
}: {
  animated: Animated;
  start: PollForm | null;
  onDone: () => void;
}) {
  const t = useT();
  const first = start ?? { ...EMPTY_POLL, community: animated.whole ? '' : String(animated.communities[0]?.id ?? '') };
  const [form, setForm, clear, loaded] = useDraft<PollForm>(`poll-form:${start?.id ?? 'new'}`, first);
  const [faults, setFaults] = useState<PollFault[]>([]);
  const { queue, busy, failed } = useQueueing();
  useDirtyForm(loaded && !isBlank(form));
  if (!loaded) return null;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultsOf(form, now());
    setFaults(wrong);
    if (wrong.length > 0) return;
    if (!(await queue('poll.draft', pollArgs(changed(form, {})), form.title.trim()))) return;
    await clear();
    toast(t('animate.poll.queued'), 'wait');
    onDone();
  };
  const dismissed = async () => {
    await clear();
    onDone();
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void save(e)}>
      <Fields
        form={form}
        put={(change) => setForm(changed(form, change))}
        error={(f) => (faults.includes(f) ? t(faultWords[f]) : undefined)}
        animated={animated}
      />
      {faults.length > 0 && <ErrorNote what={t('animate.poll.faults')} safe={t('animate.poll.kept')} />}
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('animate.poll.kept')} />}
      <Notice icon="edit">{t('animate.poll.frozen')}</Notice>
      <Button type="submit" block busy={busy}>
        {t('animate.poll.save')}
      </Button>
      <Button variant="plain" block onClick={() => void dismissed()}>
        {t('animate.poll.discard')}
      </Button>
    </form>
  );
}
