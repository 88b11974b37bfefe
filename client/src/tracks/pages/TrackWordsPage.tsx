import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { MOST_WORDS, partsOf, readWords } from '@egoejo/shared/tracks/words.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { textOfFile } from '../../platform/values/file-text.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { TextArea } from '../../ui/forms/text-fields.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { ChooseFile } from '../../uploads/model.ts';
import { keepWords } from '../along/kept.ts';
import { MissingTrack } from '../components/MissingTrack.tsx';
import { forgetDetail } from '../player/details.ts';
import { useWords } from '../words/queries.ts';

const FILES = '.vtt,.srt,.lrc,.txt,.json,text/plain,text/vtt,application/x-subrip,application/json';
/** Words that can be kept fit into a file of this size. */
const MOST_FILE = 20 * 1024 * 1024;

function WordsForm({ track, before }: { track: Track; before: string }) {
  const t = useT();
  const go = useNavigate();
  const [words, setWords, clear, loaded] = useDraft(`words:${track.id}`, before);
  const [unread, setUnread] = useState(false);
  const { queue, busy, failed } = useQueueing();
  useDirtyForm(loaded && words !== before);
  if (!loaded) return null;
  const read = async (file: File) => {
    const text = file.size > MOST_FILE ? null : textOfFile(await file.arrayBuffer());
    const found = text === null ? '' : readWords(text.text);
    setUnread(found === '');
    if (found !== '') setWords(found);
  };
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const said = readWords(words);
    const parts = partsOf(said);
    for (const [part, text] of parts.entries()) {
      const last = part === parts.length - 1;
      const key = await queue('track.words', { track: track.id, part, text, last }, track.title);
      if (key === null) return;
      if (last) toastAct(key);
    }
    await keepWords(track.id, said);
    forgetDetail(track.id);
    await clear();
    void go({ to: '/ecouter/$id', params: { id: track.id }, replace: true });
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void send(event)}>
      <ChooseFile icon="text" label={t('tracks.words.file')} accept={FILES} block onFile={(file) => void read(file)} />
      {unread && <ErrorNote what={t('tracks.words.unread')} />}
      <TextArea
        label={t('tracks.words')}
        hint={t('tracks.words.hint')}
        value={words}
        rows={14}
        maxLength={MOST_WORDS}
        dir="auto"
        onValue={setWords}
      />
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('tracks.kept')} />}
      <Button type="submit" block busy={busy} icon="send" disabled={words === before}>
        {t('tracks.edit.send')}
      </Button>
    </form>
  );
}

function WordsOf({ track }: { track: Track }) {
  const t = useT();
  const { words, sure, failed, again } = useWords(track.id, track.state === 'ready');
  // Nobody else reads the words of a track that is not ready, and its file may bring some.
  if (track.state !== 'ready') return <WordsForm track={track} before={words ?? ''} />;
  if (words !== undefined && sure) return <WordsForm track={track} before={words} />;
  if (failed === null) return null;
  return (
    <>
      <ErrorNote what={errorText(failed)} safe={t('tracks.words.network')} />
      <Button block onClick={again}>
        {t('tracks.words.again')}
      </Button>
    </>
  );
}

/** Writing the words of a track of one's own, also without a network where they were written here before. */
export function TrackWordsPage() {
  const t = useT();
  const { id } = useParams({ from: '/ecouter/$id/paroles' });
  const track = useRow('track', id);
  const me = useMember()?.member;
  if (track === null || (track && track.member !== me)) return <MissingTrack />;
  return (
    <Page title={t('tracks.words')} back={`/ecouter/${id}`}>
      {track && <WordsOf key={id} track={track} />}
    </Page>
  );
}
