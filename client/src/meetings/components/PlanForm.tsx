import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { toastAct } from '../../activity/model.ts';
import type { useOwnCommunities } from '../../communities/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { changed, EMPTY_MEETING, faultsOf, isBlank, planArgs, type MeetingFault, type MeetingForm } from '../form.ts';
import { useNow } from '../../ui/text/clock.ts';
import { MeetingFields } from './MeetingFields.tsx';

/**
 * The form of a new meeting, kept on this device until it is sent.
 * @param own the communities of the member, at least one
 * @param from the community from whose page the member came
 */
export function PlanForm({
  own,
  from,
}: {
  own: NonNullable<ReturnType<typeof useOwnCommunities>>;
  from: string | undefined;
}) {
  const t = useT();
  const go = useNavigate();
  const now = useNow();
  const [kept, setForm, clear, loaded] = useDraft<MeetingForm>('meeting', EMPTY_MEETING);
  const [faults, setFaults] = useState<MeetingFault[]>([]);
  const { queue, busy, failed } = useQueueing();
  useDirtyForm(loaded && !isBlank(kept));
  if (!loaded) return null;
  const ids = own.map((c) => String(c.id));
  const usual = ids.find((id) => id === from) ?? (ids.length === 1 ? ids[0] : '');
  const form = { ...kept, community: ids.includes(kept.community) ? kept.community : (usual ?? '') };
  const put = (change: Partial<MeetingForm>) => setForm(changed(form, change));
  const left = faults.filter((f) => faultsOf(form, now).includes(f));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultsOf(form, now);
    setFaults(wrong);
    if (wrong.length > 0) return;
    const key = await queue('meeting.plan', planArgs(form), form.title.trim());
    if (key === null) return;
    const { id } = form;
    await clear();
    toastAct(key);
    void go({ to: '/rencontres/$id', params: { id }, replace: true });
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void send(e)}>
      <p className="text-small text-soft">{t('meetings.plan.intro')}</p>
      <Select
        label={t('meetings.community')}
        value={form.community}
        onValue={(community) => put({ community })}
        options={[
          ...(usual === '' ? [{ value: '', label: t('meetings.community.choose') }] : []),
          ...own.map((c) => ({ value: String(c.id), label: c.name })),
        ]}
        error={left.includes('community') ? t('meetings.fault.community') : undefined}
      />
      <MeetingFields form={form} put={put} faults={left} />
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('meetings.kept')} />}
      {left.length > 0 && <ErrorNote what={t('meetings.faults')} safe={t('meetings.kept')} />}
      <Notice icon="ok">{t('meetings.saved')}</Notice>
      <Button type="submit" block busy={busy} icon="send">
        {t('meetings.plan.send')}
      </Button>
    </form>
  );
}
