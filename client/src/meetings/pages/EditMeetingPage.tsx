import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { endOf, type Meeting } from '@egoejo/shared/meetings/model.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { MeetingFields } from '../components/MeetingFields.tsx';
import { editArgs, faultsOf, formOf, type MeetingFault, type MeetingForm } from '../form.ts';
import { useOrganises } from '../queries.ts';

function EditForm({ meeting }: { meeting: Meeting }) {
  const t = useT();
  const go = useNavigate();
  const now = useNow();
  const before = formOf(meeting);
  const [form, setForm, clear, loaded] = useDraft<MeetingForm>(`meeting:${meeting.id}`, before);
  const [faults, setFaults] = useState<MeetingFault[]>([]);
  const { queue, busy, failed } = useQueueing();
  useDirtyForm(loaded && JSON.stringify(form) !== JSON.stringify(before));
  if (!loaded) return null;
  const left = faults.filter((f) => faultsOf(form, now, meeting).includes(f));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultsOf(form, now, meeting);
    setFaults(wrong);
    if (wrong.length > 0) return;
    const key = await queue('meeting.edit', editArgs(form, meeting), form.title.trim());
    if (key === null) return;
    await clear();
    toastAct(key);
    void go({ to: '/rencontres/$id', params: { id: meeting.id }, replace: true });
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void send(e)}>
      <MeetingFields form={form} put={(change) => setForm({ ...form, ...change })} faults={left} />
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('meetings.kept')} />}
      {left.length > 0 && <ErrorNote what={t('meetings.faults')} safe={t('meetings.kept')} />}
      <Notice icon="bell">{t('meetings.edit.told')}</Notice>
      <Button type="submit" block busy={busy} icon="send">
        {t('meetings.edit.send')}
      </Button>
    </form>
  );
}

function MayEdit({ meeting }: { meeting: Meeting }) {
  const t = useT();
  const organises = useOrganises(meeting);
  const now = useNow();
  const open = meeting.state === 'planned' && endOf(meeting) > now;
  return organises && open ? <EditForm meeting={meeting} /> : <p>{t('meetings.edit.not')}</p>;
}

/** Changing a meeting, also without a network. */
export function EditMeetingPage() {
  const t = useT();
  const { id } = useParams({ from: '/rencontres/$id/changer' });
  const meeting = useRow('meeting', id);
  return (
    <Page title={t('meetings.edit')} back={`/rencontres/${id}`}>
      {meeting === null && <p>{t('meetings.missing')}</p>}
      {meeting && <MayEdit key={id} meeting={meeting} />}
    </Page>
  );
}
