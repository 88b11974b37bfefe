import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { PLAYLIST_TEXT, type Playlist } from '@egoejo/shared/playlists/model.ts';
import type { MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing, type Queueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Form } from '../../ui/forms/Form.tsx';
import { TextArea, TextField } from '../../ui/forms/text-fields.tsx';

export type Said = Pick<Playlist, 'title' | 'text'>;

/** The title of a playlist and a few words. What is typed is kept until it was sent. */
export function PlaylistForm({
  draft,
  before,
  doing,
  act,
  onDone,
}: {
  draft: string;
  before: Said;
  /** The words of its button. */
  doing: string;
  act: (queue: Queueing['queue'], said: Said) => Promise<MutationKey | null>;
  onDone: (key: MutationKey) => void;
}) {
  const t = useT();
  const [said, setSaid, clear, loaded] = useDraft(draft, before);
  const { queue, busy, failed } = useQueueing({ fresh: 'id' });
  if (!loaded) return null;
  const send = async () => {
    const key = await act(queue, { title: said.title.trim(), text: said.text.trim() });
    if (key === null) return;
    await clear();
    onDone(key);
  };
  return (
    <Form onSend={send}>
      <TextField
        label={t('playlists.name')}
        value={said.title}
        maxLength={PLAYLIST_TEXT.title}
        required
        onValue={(title) => setSaid({ ...said, title })}
      />
      <TextArea
        label={t('playlists.text')}
        value={said.text}
        maxLength={PLAYLIST_TEXT.text}
        rows={3}
        onValue={(text) => setSaid({ ...said, text })}
      />
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('tracks.kept')} />}
      <Button type="submit" block busy={busy} disabled={!isVisible(said.title)}>
        {doing}
      </Button>
    </Form>
  );
}
