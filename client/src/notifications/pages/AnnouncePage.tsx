import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { newId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import { toastAct } from '../../activity/model.ts';
import { Ask } from '../../animate/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { TextArea, TextField } from '../../ui/forms/text-fields.tsx';

/** An animator announces something to the members of a community. */
export function AnnouncePage() {
  const t = useT();
  const { id } = useParams({ from: '/communautes/$id/annoncer' });
  const community = useRow('community', id);
  const membership = useRow('membership', id);
  const profile = useRow('profile', useMember()?.member);
  const may =
    membership?.role === 'animator' || profile?.roles.some((r) => r === 'animator' || r === 'administrator') === true;
  const loaded = membership !== undefined && profile !== undefined;
  return (
    <Page title={t('announcements.title')} back={`/communautes/${id}`}>
      {loaded && !may && <Notice icon="lock">{t('error.community.not_animator')}</Notice>}
      {community && may && (
        <>
          <p className="text-small text-soft">{t('announcements.to', { name: community.name })}</p>
          {community.archivedAt ? (
            <Notice icon="lock">{t('communities.archived')}</Notice>
          ) : (
            <Form community={community.id} />
          )}
        </>
      )}
    </Page>
  );
}

/** An administrator announces something to all members. */
export function AnnounceToAllPage() {
  const t = useT();
  const profile = useRow('profile', useMember()?.member);
  const may = profile?.roles.includes('administrator') ?? false;
  return (
    <Page title={t('announcements.title')} back="/moi">
      {profile !== undefined && !may && <Notice icon="lock">{t('error.announcement.not_administrator')}</Notice>}
      {may && (
        <>
          <p className="text-small text-soft">{t('announcements.toAll')}</p>
          <Form community={null} />
        </>
      )}
    </Page>
  );
}

function Form({ community }: { community: CommunityId | null }) {
  const t = useT();
  const go = useNavigate();
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const from = useRow('community', community);
  const [asking, setAsking] = useState(false);
  const { queue, busy, failed } = useQueueing({ fresh: 'id' });
  const empty = !isVisible(title) || !isVisible(text);
  useDirtyForm(isVisible(title) || isVisible(text));
  const ask = (event: SubmitEvent) => {
    event.preventDefault();
    if (!empty) setAsking(true);
  };
  const send = async () => {
    const args = { id: newId(), community, title: title.trim(), text: text.trim() };
    const key = await queue('community.announce', args);
    if (key === null) return;
    toastAct(key);
    void go({ to: '/notifications', replace: true });
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={ask}>
      <TextField label={t('announcements.field.title')} value={title} onValue={setTitle} maxLength={TEXT.title} />
      <TextArea
        label={t('announcements.field.text')}
        hint={t('announcements.once')}
        value={text}
        onValue={setText}
        maxLength={TEXT.comment}
        rows={6}
      />
      <Button type="submit" block disabled={empty}>
        {t('announcements.send')}
      </Button>
      <Ask
        open={asking}
        title={t('announcements.sure')}
        community={community}
        words={({ members }) => t('announcements.reach', { n: members })}
        doing={t('announcements.go')}
        busy={busy}
        failed={failed}
        onDo={() => void send()}
        onClose={() => setAsking(false)}
      >
        <div className="flex flex-col gap-1 rounded-card bg-sunk p-3.5">
          <p className="text-tiny text-soft">{community === null ? t('notifications.all') : (from?.name ?? '…')}</p>
          <p className="font-strong">{typeset(title.trim())}</p>
          <p className="text-small whitespace-pre-line">{text.trim()}</p>
        </div>
      </Ask>
    </form>
  );
}
