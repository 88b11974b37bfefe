import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { MANUSCRIPT_TEXT, type ManuscriptRow } from '@egoejo/shared/publishing/model.ts';
import { toastAct } from '../../activity/model.ts';
import { useOwnCommunities } from '../../communities/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLanguage, useLocale, useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { languageName } from '../../reading/model.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { TextArea, TextField } from '../../ui/forms/text-fields.tsx';
import {
  ALL,
  beginArgs,
  changed,
  editArgs,
  emptyForm,
  faultsOf,
  formOf,
  isBlank,
  LICENCES,
  type ManuscriptFault,
  type ManuscriptForm as Form,
} from '../form.ts';
import { useBookLanguages } from '../queries.ts';

interface FieldsProps {
  form: Form;
  put: (change: Partial<Form>) => void;
  faults: readonly ManuscriptFault[];
}

/** Its language and its rights; what it says so far can always be kept. */
function Choices({ form, put }: FieldsProps) {
  const t = useT();
  const locale = useLocale();
  const known = useBookLanguages() ?? [];
  const languages = [...new Set([...known, form.language])]
    .map((value) => ({ value, label: languageName(locale, value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale));
  const rights = [t('publishing.rights.reserved'), ...LICENCES, t('publishing.rights.none'), form.rights];
  return (
    <>
      <Select
        label={t('publishing.language')}
        value={form.language}
        onValue={(language) => put({ language })}
        options={languages}
      />
      <Select
        label={t('publishing.rights')}
        hint={t('publishing.rights.hint')}
        value={form.rights}
        onValue={(chosen) => put({ rights: chosen })}
        options={[...new Set(rights)].map((value) => ({ value, label: value }))}
      />
    </>
  );
}

function Fields(props: FieldsProps) {
  const t = useT();
  const { form, put, faults } = props;
  return (
    <>
      <TextField
        label={t('publishing.title')}
        value={form.title}
        onValue={(title) => put({ title })}
        maxLength={TEXT.title}
        error={faults.includes('title') ? t('publishing.fault.form.title') : undefined}
      />
      <TextField
        label={t('publishing.byline')}
        hint={t('publishing.byline.hint')}
        value={form.byline}
        onValue={(byline) => put({ byline })}
        maxLength={MANUSCRIPT_TEXT.byline}
        error={faults.includes('byline') ? t('publishing.fault.form.byline') : undefined}
      />
      <TextArea
        label={t('publishing.description')}
        hint={t('publishing.description.hint')}
        value={form.description}
        onValue={(description) => put({ description })}
        maxLength={TEXT.comment}
        rows={4}
      />
      <Choices {...props} />
    </>
  );
}

/** @param before the manuscript whose description is changed; undefined: a new one */
function Filled({ before, blank }: { before: ManuscriptRow | undefined; blank: Form }) {
  const t = useT();
  const go = useNavigate();
  const own = useOwnCommunities();
  const [form, setForm, clear, loaded] = useDraft<Form>(before ? `manuscript:${before.id}` : 'manuscript', blank);
  const [faults, setFaults] = useState<ManuscriptFault[]>([]);
  const { queue, busy, failed } = useQueueing();
  const dirty = before ? JSON.stringify(form) !== JSON.stringify(blank) : !isBlank(form);
  useDirtyForm(loaded && dirty);
  if (!loaded || !own) return null;
  const put = (change: Partial<Form>) => setForm(changed(form, change));
  const left = faults.filter((f) => faultsOf(form).includes(f));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultsOf(form);
    setFaults(wrong);
    if (wrong.length > 0) return;
    const title = form.title.trim();
    const key = before
      ? await queue('manuscript.edit', editArgs(form), title)
      : await queue('manuscript.begin', beginArgs(form), title);
    if (key === null) return;
    await clear();
    toastAct(key);
    void go({ to: '/lire/manuscrits/{-$id}', params: { id: form.id }, replace: true });
  };
  const places = [
    { value: ALL, label: t('publishing.all') },
    ...own.map((c) => ({ value: String(c.id), label: c.name })),
  ];
  const community = places.some((p) => p.value === form.community) ? form.community : '';
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void send(e)}>
      {!before && (
        <Select
          label={t('publishing.where')}
          hint={t('publishing.where.hint')}
          value={community}
          onValue={(chosen) => put({ community: chosen })}
          options={[...(community === '' ? [{ value: '', label: t('publishing.where.choose') }] : []), ...places]}
          error={left.includes('community') ? t('publishing.fault.form.community') : undefined}
        />
      )}
      <Fields form={form} put={put} faults={left} />
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('publishing.kept')} />}
      {left.length > 0 && <ErrorNote what={t('publishing.faults')} safe={t('publishing.kept')} />}
      <Notice icon="ok">{t('publishing.saved')}</Notice>
      <Button type="submit" block busy={busy} icon="send">
        {t(before ? 'publishing.edit.send' : 'publishing.begin.send')}
      </Button>
    </form>
  );
}

/** The form of what a manuscript says of itself, kept on this device until it is sent. */
export function ManuscriptForm({ before }: { before?: ManuscriptRow }) {
  const t = useT();
  const language = useLanguage();
  const profile = useRow('profile', useMember()?.member);
  if (before) return <Filled before={before} blank={formOf(before)} />;
  if (profile === undefined) return null;
  const blank = emptyForm(profile?.name ?? '', language, t('publishing.rights.reserved'));
  return <Filled before={undefined} blank={blank} />;
}
