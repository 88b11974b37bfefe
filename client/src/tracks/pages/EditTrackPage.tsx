import { useNavigate, useParams } from '@tanstack/react-router';
import type { SubmitEvent } from 'react';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { MOST_NUMBER, TRACK_TEXT, type Track } from '@egoejo/shared/tracks/model.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { MissingTrack } from '../components/MissingTrack.tsx';
import { TrackFields } from '../components/TrackFields.tsx';

const formOf = ({ title, artists, album, number, genre, language, licence }: Track) => ({
  title,
  number: number === null ? '' : String(number),
  artists,
  album,
  genre,
  language,
  licence,
});

function EditForm({ track }: { track: Track }) {
  const t = useT();
  const go = useNavigate();
  const before = formOf(track);
  const [form, setForm, clear, loaded] = useDraft(`track:${track.id}`, before);
  const { queue, busy, failed } = useQueueing();
  useDirtyForm(loaded && JSON.stringify(form) !== JSON.stringify(before));
  if (!loaded) return null;
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const title = form.title.trim();
    const number = form.number === '' ? null : Number(form.number);
    const key = await queue('track.edit', { ...form, track: track.id, title, number }, title);
    if (key === null) return;
    await clear();
    toastAct(key);
    void go({ to: '/ecouter/$id', params: { id: track.id }, replace: true });
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void send(event)}>
      <TextField
        label={t('tracks.name')}
        value={form.title}
        maxLength={TRACK_TEXT.title}
        required
        onValue={(title) => setForm({ ...form, title })}
      />
      <TrackFields said={form} onSaid={(said) => setForm({ ...form, ...said })} />
      <TextField
        label={t('tracks.number')}
        type="number"
        inputMode="numeric"
        min={1}
        max={MOST_NUMBER}
        step={1}
        value={form.number}
        onValue={(number) => setForm({ ...form, number })}
      />
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('tracks.kept')} />}
      <Button type="submit" block busy={busy} icon="send" disabled={!isVisible(form.title)}>
        {t('tracks.edit.send')}
      </Button>
    </form>
  );
}

/** Changing what is said about a track of one's own, also without a network. */
export function EditTrackPage() {
  const t = useT();
  const { id } = useParams({ from: '/ecouter/$id/changer' });
  const track = useRow('track', id);
  const me = useMember()?.member;
  if (track === null || (track && track.member !== me)) return <MissingTrack />;
  return (
    <Page title={t('tracks.edit')} back={`/ecouter/${id}`}>
      {track && <EditForm key={id} track={track} />}
    </Page>
  );
}
