import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { LINK } from '@egoejo/shared/meetings/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Select } from '../../ui/forms/Select.tsx';
import { TextArea, TextField } from '../../ui/forms/text-fields.tsx';
import { TimeField } from '../../ui/forms/TimeField.tsx';
import { LENGTHS, type MeetingFault, type MeetingForm } from '../form.ts';

/** « 90 minutes », « 2 heures ». */
function useLength(): (minutes: number) => string {
  const t = useT();
  return (minutes) =>
    minutes % 60 === 0 ? t('meetings.hours', { n: minutes / 60 }) : t('meetings.minutes', { n: minutes });
}

/** All fields of a meeting but its community. */
export function MeetingFields({
  form,
  put,
  faults,
}: {
  form: MeetingForm;
  put: (change: Partial<MeetingForm>) => void;
  faults: readonly MeetingFault[];
}) {
  const t = useT();
  const length = useLength();
  const lengths = [...new Set<number>([...LENGTHS, form.minutes])].toSorted((a, b) => a - b);
  const error = (field: Exclude<MeetingFault, 'community'>) =>
    faults.includes(field) ? t(`meetings.fault.${field}`) : undefined;
  return (
    <>
      <TextField
        label={t('meetings.title')}
        value={form.title}
        onValue={(title) => put({ title })}
        maxLength={TEXT.title}
        error={error('title')}
      />
      <TimeField
        label={t('meetings.starts')}
        value={form.starts}
        onValue={(starts) => put({ starts })}
        error={error('starts')}
      />
      <Select
        label={t('meetings.length')}
        value={String(form.minutes)}
        onValue={(minutes) => put({ minutes: Number(minutes) })}
        options={lengths.map((n) => ({ value: String(n), label: length(n) }))}
      />
      <TextField
        label={t('meetings.place')}
        hint={t('meetings.place.hint')}
        value={form.place}
        onValue={(place) => put({ place })}
        maxLength={TEXT.place}
      />
      <TextField
        label={t('meetings.link')}
        hint={t('meetings.link.hint')}
        inputMode="url"
        autoCapitalize="none"
        value={form.link}
        onValue={(link) => put({ link })}
        maxLength={LINK}
        error={error('link')}
      />
      <TextField
        label={t('meetings.places')}
        hint={t('meetings.places.hint')}
        inputMode="numeric"
        value={form.places}
        onValue={(places) => put({ places })}
        maxLength={6}
        error={error('places')}
      />
      <TextArea
        label={t('meetings.text')}
        hint={t('meetings.text.hint')}
        value={form.text}
        onValue={(text) => put({ text })}
        maxLength={TEXT.comment}
        rows={4}
      />
    </>
  );
}
