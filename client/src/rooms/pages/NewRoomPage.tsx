import { useNavigate, useSearch } from '@tanstack/react-router';
import type { SubmitEvent } from 'react';
import { newId, type CommunityId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import type { RoomSubject } from '@egoejo/shared/rooms/model.ts';
import { toastAct } from '../../activity/model.ts';
import { useOwnCommunities } from '../../communities/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState, ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { RoomFields } from '../components/RoomDetails.tsx';

/** What the room is about, by the address: one of them, and what it is called. */
function useSubjectOf(search: {
  club?: string | undefined;
  projet?: string | undefined;
  sondage?: string | undefined;
}) {
  const club = useRow('club', search.club);
  const project = useRow('project', search.projet);
  const poll = useRow('poll', search.sondage);
  const row = club ?? project ?? poll;
  const kind: RoomSubject['kind'] = club ? 'club' : project ? 'project' : 'poll';
  return row && row.community !== null ? { about: { kind, id: row.id }, title: row.title, in: row.community } : null;
}

/** The form of a new room, kept on this device until it is sent. */
function RoomForm({
  own,
  from,
  subject,
}: {
  own: NonNullable<ReturnType<typeof useOwnCommunities>>;
  from: string | undefined;
  subject: ReturnType<typeof useSubjectOf>;
}) {
  const t = useT();
  const go = useNavigate();
  const name = subject === null ? 'room' : `room:${subject.about.id}`;
  const [kept, setKept, clear, loaded] = useDraft(name, { where: '', title: subject?.title ?? '', purpose: '' });
  const { queue, busy, failed } = useQueueing({ fresh: 'id' });
  useDirtyForm(loaded && (isVisible(kept.title) || isVisible(kept.purpose)));
  if (!loaded) return null;
  const places = own.map((c) => ({ value: String(c.id), label: c.name }));
  const wanted = [subject?.in, kept.where, from].find((where) => places.some((p) => p.value === where));
  const where = wanted ?? places[0]?.value ?? '';
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const id = newId<RoomId>();
    const title = kept.title.trim();
    const about = subject !== null && subject.in === where ? subject.about : null;
    const args = { id, community: where as CommunityId, about, title, purpose: kept.purpose.trim() };
    const key = await queue('room.open', args, title);
    if (key === null) return;
    await clear();
    toastAct(key);
    void go({ to: '/conversations/$id', params: { id }, replace: true });
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void send(event)}>
      {subject !== null && <Notice icon="link">{t('rooms.aboutThis', { title: subject.title })}</Notice>}
      {subject?.in !== where && (
        <Select
          label={t('rooms.where')}
          value={where}
          onValue={(value) => setKept({ ...kept, where: value })}
          options={places}
        />
      )}
      <RoomFields title={kept.title} purpose={kept.purpose} onChange={(form) => setKept({ ...kept, ...form })} />
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('rooms.kept')} />}
      <Notice icon="ok">{t('rooms.saved')}</Notice>
      <Button type="submit" block busy={busy} icon="talk" disabled={!isVisible(kept.title)}>
        {t('rooms.open')}
      </Button>
    </form>
  );
}

/** Opening a room in a community, also without a network. */
export function NewRoomPage() {
  const t = useT();
  const own = useOwnCommunities();
  const search = useSearch({ from: '/conversations/nouveau' });
  const subject = useSubjectOf(search);
  return (
    <Page title={t('rooms.open')} back="/conversations">
      {own && own.length > 0 && subject !== undefined && (
        <RoomForm own={own} from={search.communaute} subject={subject} />
      )}
      {own?.length === 0 && (
        <EmptyState
          icon="people"
          title={t('rooms.where.none')}
          action={<LinkButton to="/communautes">{t('rooms.where.go')}</LinkButton>}
        >
          {t('rooms.where.none.text')}
        </EmptyState>
      )}
    </Page>
  );
}
