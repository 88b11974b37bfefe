import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, type SubmitEvent } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { newId, type CommentId, type CommunityId, type TopicId } from '@egoejo/shared/platform/ids.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { toastAct } from '../../activity/model.ts';
import { useSignature } from '../../comments/model.ts';
import { useOwnCommunities } from '../../communities/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { followCatalogue } from '../../sync/api/rows/follow.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { TextArea, TextField } from '../../ui/forms/text-fields.tsx';
import { Page } from '../../ui/layout/Page.tsx';

/** The forum of all, as the form has it. */
const ALL = 'all';

/** The form of a new topic, kept on this device until it is sent. */
function TopicForm({
  own,
  from,
}: {
  own: NonNullable<ReturnType<typeof useOwnCommunities>>;
  from: string | undefined;
}) {
  const t = useT();
  const go = useNavigate();
  const [kept, setKept, clear, loaded] = useDraft('topic', { where: '', title: '', text: '' });
  const signature = useSignature();
  const { queue, busy, failed } = useQueueing({ fresh: 'id' });
  useDirtyForm(loaded && (isVisible(kept.title) || isVisible(kept.text)));
  if (!loaded || !signature) return null;
  const places = [...own.map((c) => ({ value: String(c.id), label: c.name })), { value: ALL, label: t('forum.all') }];
  const known = (where: string | undefined) => places.some((p) => p.value === where);
  const where = known(kept.where) ? kept.where : from !== undefined && known(from) ? from : places[0]!.value;
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const id = newId<TopicId>();
    const title = kept.title.trim();
    const key = await queue(
      'topic.begin',
      {
        id,
        first: newId<CommentId>(),
        community: where === ALL ? null : (where as CommunityId),
        title,
        text: kept.text.trim(),
        signed: signature.signed,
      },
      title,
    );
    if (key === null) return;
    await clear();
    toastAct(key);
    void go({ to: '/forum/$id', params: { id }, replace: true });
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void send(event)}>
      <Select
        label={t('forum.where')}
        value={where}
        onValue={(value) => setKept({ ...kept, where: value })}
        options={places}
      />
      {where === ALL && <Notice icon="people">{t('forum.all.hint')}</Notice>}
      <TextField
        label={t('forum.title')}
        value={kept.title}
        onValue={(title) => setKept({ ...kept, title })}
        maxLength={TEXT.title}
        required
      />
      <TextArea
        label={t('forum.message')}
        value={kept.text}
        onValue={(text) => setKept({ ...kept, text })}
        maxLength={TEXT.comment}
        rows={5}
        required
      />
      {signature.field}
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('forum.kept')} />}
      <Notice icon="ok">{t('forum.saved')}</Notice>
      <Button type="submit" block busy={busy} icon="send" disabled={!isVisible(kept.title) || !isVisible(kept.text)}>
        {t('forum.send')}
      </Button>
    </form>
  );
}

/** Opening a topic, also without a network. */
export function NewTopicPage() {
  const t = useT();
  const own = useOwnCommunities();
  const { communaute } = useSearch({ from: '/forum/nouveau' });
  // What is said among all comes back with the catalogue.
  useEffect(() => void followCatalogue(), []);
  return (
    <Page title={t('forum.begin')} back="/forum">
      {own && <TopicForm own={own} from={communaute} />}
    </Page>
  );
}
