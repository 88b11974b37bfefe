import { useState, type FormEvent } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import type { Topic } from '@egoejo/shared/forum/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { TextArea, TextField } from '../../ui/forms/text-fields.tsx';
import { changed, faultsOf, type ClubFault, type ClubForm } from '../form.ts';
import { PartFields } from './PartFields.tsx';

/**
 * All fields of a club.
 * @param communities where it can be; null: it is there already
 * @param before the parts so far
 */
export function ClubFields({
  form,
  put,
  communities,
  before,
  doing,
  busy,
  failed,
  onSend,
}: {
  form: ClubForm;
  put: (form: ClubForm) => void;
  communities: readonly { value: string; label: string }[] | null;
  before: readonly Topic[];
  doing: string;
  busy: boolean;
  failed: Parameters<typeof errorText>[0] | null;
  onSend: () => Promise<void>;
}) {
  const t = useT();
  const [faults, setFaults] = useState<ClubFault[]>([]);
  const left = faults.filter((f) => faultsOf(form, before).includes(f));
  const change = (what: Partial<ClubForm>) => put(changed(form, what));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultsOf(form, before);
    setFaults(wrong);
    if (wrong.length === 0) await onSend();
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void send(e)}>
      {communities && (
        <Select
          label={t('clubs.where')}
          value={form.community}
          onValue={(community) => change({ community })}
          options={[...(form.community === '' ? [{ value: '', label: t('clubs.where.choose') }] : []), ...communities]}
          error={left.includes('community') ? t('clubs.fault.community') : undefined}
        />
      )}
      <TextField
        label={t('clubs.name')}
        value={form.title}
        onValue={(title) => change({ title })}
        maxLength={TEXT.title}
        error={left.includes('title') ? t('clubs.fault.title') : undefined}
      />
      <TextArea
        label={t('clubs.text')}
        hint={t('clubs.text.hint')}
        value={form.text}
        onValue={(text) => change({ text })}
        maxLength={TEXT.comment}
        rows={4}
      />
      <h2 className="text-h2">{t('clubs.parts')}</h2>
      <PartFields parts={form.parts} onParts={(parts) => change({ parts })} />
      {left.includes('parts') && <ErrorNote what={t('clubs.fault.parts')} />}
      {left.includes('partTitle') && <ErrorNote what={t('clubs.fault.partTitle')} />}
      {left.includes('order') && !left.includes('parts') && <ErrorNote what={t('clubs.fault.order')} />}
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('clubs.kept')} />}
      <Notice icon="ok">{t('clubs.saved')}</Notice>
      <Button type="submit" block busy={busy} icon="send">
        {doing}
      </Button>
    </form>
  );
}
