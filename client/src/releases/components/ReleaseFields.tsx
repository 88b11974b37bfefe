import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { MOST_RELEASE_TRACKS } from '@egoejo/shared/releases/model.ts';
import { TRACK_TEXT, type Track } from '@egoejo/shared/tracks/model.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { dismiss } from '../../sync/api/acts/activity.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { ShareFields, useShareIn } from '../../tracks/model.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { RadioGroup } from '../../ui/forms/choices.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { TimeField } from '../../ui/forms/TimeField.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { changed, faultsOf, planArgs, type ReleaseFault, type ReleaseForm } from '../form.ts';
import { TrackChoice } from './TrackChoice.tsx';
import { TrackOrder } from './TrackOrder.tsx';

/** When it comes out. */
function WhenFields({
  form: { when, at },
  put,
  error,
}: {
  form: ReleaseForm;
  put: (change: Partial<ReleaseForm>) => void;
  error: string | undefined;
}) {
  const t = useT();
  return (
    <>
      <RadioGroup
        label={t('releases.when')}
        value={when}
        onValue={(value) => put({ when: value })}
        options={[
          { value: 'now', label: t('releases.when.now'), hint: t('releases.when.now.hint') },
          { value: 'later', label: t('releases.when.at') },
        ]}
      />
      {when === 'later' && (
        <TimeField label={t('releases.at')} value={at} onValue={(value) => put({ at: value })} error={error} />
      )}
    </>
  );
}

/** Plans a release, or changes it, also without a network. What is typed is kept until it was sent. */
export function ReleaseFields({
  draft,
  before,
  own,
  refused,
  doing,
}: {
  draft: string;
  before: ReleaseForm;
  /** The act that was refused before: another one takes its place. */
  refused?: string | undefined;
  /** The tracks that the member may release. */
  own: readonly Track[];
  /** The words of its button. */
  doing: string;
}) {
  const t = useT();
  const go = useNavigate();
  const now = useNow();
  const [kept, setForm, clear, loaded] = useDraft<ReleaseForm>(draft, before);
  const [faults, setFaults] = useState<ReleaseFault[]>([]);
  const { queue, busy, failed } = useQueueing();
  // Tracks that are gone are not released.
  const chosen = kept.tracks.flatMap((id) => own.find((track) => track.id === id) ?? []);
  const form = { ...kept, tracks: chosen.map(({ id }) => id) };
  const put = (change: Partial<ReleaseForm>) => setForm(changed(form, change));
  const share = useShareIn(form.shared, (shared) => put({ shared }));
  useDirtyForm(loaded && JSON.stringify({ ...kept, id: before.id }) !== JSON.stringify(before));
  if (!loaded || !share) return null;
  const wrong = faultsOf(form, share.nowhere, now);
  const error = (fault: Exclude<ReleaseFault, 'community'>) =>
    faults.includes(fault) && wrong.includes(fault)
      ? t(`releases.fault.${fault}`, { most: MOST_RELEASE_TRACKS })
      : undefined;
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setFaults(wrong);
    if (wrong.length > 0) return;
    const key = await queue('release.plan', planArgs(form, share.chosen, now), form.title.trim());
    if (key === null) return;
    await clear();
    if (refused !== undefined) await dismiss(refused);
    toastAct(key);
    void go({ to: '/ecouter/atelier', replace: true });
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(event) => void send(event)}>
      <TextField
        label={t('releases.name')}
        hint={t('releases.name.hint')}
        value={form.title}
        maxLength={TRACK_TEXT.album}
        error={error('title')}
        onValue={(title) => put({ title })}
      />
      <TrackChoice
        own={own}
        tracks={form.tracks}
        error={error('tracks') ?? error('many')}
        onTracks={(tracks) => put({ tracks })}
      />
      {chosen.length > 1 && <TrackOrder chosen={chosen} onTracks={(tracks) => put({ tracks })} />}
      <ShareFields
        of={share}
        who={t('releases.who')}
        hints={{ community: t('releases.who.community'), public: t('tracks.share.public.hint') }}
      />
      <WhenFields form={form} put={put} error={error('at')} />
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('releases.kept')} />}
      {faults.some((fault) => wrong.includes(fault)) && (
        <ErrorNote what={t('releases.faults')} safe={t('releases.kept')} />
      )}
      <Button type="submit" block busy={busy} icon="send">
        {doing}
      </Button>
    </form>
  );
}
