import { useState, type SubmitEvent } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import type { Topic } from '@egoejo/shared/forum/model.ts';
import { toastAct } from '../../activity/model.ts';
import { useOwn } from '../../comments/model.ts';
import { useTends } from '../../communities/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';

/** For who opened a topic, and for animators: another title, closing it, putting it before the others. */
export function TendTopic({ topic }: { topic: Topic }) {
  const t = useT();
  const tends = useTends(topic.community);
  const own = useOwn(topic.community);
  const first = useRow('comment', topic.first);
  const [title, setTitle] = useState<string | null>(null);
  const { queue, busy, failed } = useQueueing();
  if (!tends && !(first && own(first))) return null;
  const change = async (what: { title?: string; closed?: boolean; pinned?: boolean }) => {
    const key = await queue('topic.change', { topic: topic.id, ...what }, topic.title);
    if (key !== null) toastAct(key);
    return key !== null;
  };
  const rename = async (event: SubmitEvent) => {
    event.preventDefault();
    const words = (title ?? '').trim();
    if (words === topic.title || (await change({ title: words }))) setTitle(null);
  };
  return (
    <>
      {title === null ? (
        <div className="flex flex-wrap gap-2">
          <Button variant="quiet" icon="edit" onClick={() => setTitle(topic.title)}>
            {t('forum.rename')}
          </Button>
          <Button variant="quiet" icon="lock" busy={busy} onClick={() => void change({ closed: !topic.closed })}>
            {t(topic.closed ? 'forum.open' : 'forum.close')}
          </Button>
          {tends && (
            <Button variant="quiet" busy={busy} onClick={() => void change({ pinned: !topic.pinned })}>
              {t(topic.pinned ? 'forum.unpin' : 'forum.pin')}
            </Button>
          )}
        </div>
      ) : (
        <form className="flex flex-col gap-2" onSubmit={(event) => void rename(event)}>
          <TextField label={t('forum.title')} value={title} onValue={setTitle} maxLength={TEXT.title} required />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" busy={busy}>
              {t('comments.save')}
            </Button>
            <Button variant="plain" onClick={() => setTitle(null)}>
              {t('ui.cancel')}
            </Button>
          </div>
        </form>
      )}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
    </>
  );
}
