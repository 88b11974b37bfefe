import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { TEXT, type Profile } from '@egoejo/shared/accounts/model.ts';
import { toastAct } from '../../../activity/model.ts';
import { errorText } from '../../../i18n/error-text.ts';
import { useLanguage, useLocale, useT } from '../../../i18n/locale.ts';
import { useDirtyForm } from '../../../platform/page/dirty.ts';
import { useDraft } from '../../../sync/api/kept/drafts.ts';
import { useQueueing } from '../../../sync/api/acts/use-queueing.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../../ui/feedback/feedback.tsx';
import { Select } from '../../../ui/forms/Select.tsx';
import { TextArea, TextField } from '../../../ui/forms/text-fields.tsx';
import { languageName } from '../../text/language.ts';
import {
  changed,
  EMPTY_WRITING,
  faultsOf,
  isBlank,
  LANGUAGES,
  LICENCES,
  publishArgs,
  type Writing,
} from '../../writing.ts';

/** The form of a text, kept on this device until it is sent. */
export function WriteForm({ profile }: { profile: Profile }) {
  const t = useT();
  const language = useLanguage();
  const locale = useLocale();
  const go = useNavigate();
  const [form, setForm, clear, loaded] = useDraft<Writing>('story', EMPTY_WRITING);
  const [asked, setAsked] = useState(false);
  const { queue, busy, failed } = useQueueing();
  useDirtyForm(loaded && !isBlank(form));
  if (!loaded) return null;
  const put = (change: Partial<Writing>) => setForm(changed(form, change));
  const faults = asked ? faultsOf(form) : [];
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (faultsOf(form).length > 0) return;
    const key = await queue('story.publish', publishArgs(form, language), form.title.trim());
    if (key === null) return;
    const { id } = form;
    await clear();
    toastAct(key);
    void go({ to: '/lire/$id', params: { id }, replace: true });
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void send(e)}>
      <p className="text-small text-soft">{t('writing.intro', { name: profile.name })}</p>
      <TextField
        label={t('writing.title')}
        value={form.title}
        onValue={(title) => put({ title })}
        maxLength={TEXT.title}
        error={faults.includes('title') ? t('writing.title.missing') : undefined}
      />
      <TextArea
        label={t('writing.text')}
        hint={t('writing.text.hint')}
        value={form.text}
        onValue={(text) => put({ text })}
        maxLength={TEXT.text}
        rows={14}
        error={faults.includes('text') ? t('writing.text.missing') : undefined}
      />
      <div className="grid gap-4 rail:grid-cols-2">
        <Select
          label={t('writing.language')}
          value={form.language || language}
          onValue={(chosen) => put({ language: chosen })}
          options={LANGUAGES.map((value: string) => ({ value, label: languageName(locale, value) }))}
        />
        <Select
          label={t('writing.licence')}
          hint={t(`writing.licence.${form.licence}`)}
          value={form.licence}
          onValue={(licence) => put({ licence })}
          options={LICENCES.map((value) => ({ value, label: value }))}
        />
      </div>
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('writing.kept')} />}
      <Notice icon="ok">{t('writing.saved')}</Notice>
      <Button type="submit" block busy={busy} icon="send">
        {t('writing.send')}
      </Button>
    </form>
  );
}
