import type { Community } from '@egoejo/shared/communities/model.ts';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { TextArea } from '../../ui/forms/text-fields.tsx';
import { ArchiveCommunity } from '../components/ArchiveCommunity.tsx';
import { CommunityFields } from '../components/CommunityFields.tsx';
import { Proposers } from '../components/Proposers.tsx';
import { changed, editArgs, formOf, isNamed } from '../form.ts';
import { useTends } from '../queries.ts';

/** Editing a community, and archiving it. */
export function EditCommunityPage() {
  const t = useT();
  const { id } = useParams({ from: '/communautes/$id/modifier' });
  const community = useRow('community', id);
  const may = useTends(id);
  return (
    <Page title={t('animate.community.edit')} back={`/communautes/${id}`}>
      {community && !may && <Notice icon="lock">{t('animate.community.notAnimator')}</Notice>}
      {community && may && !community.archivedAt && <Form community={community} />}
      {community && may && <ArchiveCommunity community={community} />}
    </Page>
  );
}

function Form({ community }: { community: Community }) {
  const t = useT();
  const go = useNavigate();
  const [form, setForm] = useState(() => formOf(community));
  const [nameless, setNameless] = useState(false);
  const { queue, busy, failed } = useQueueing();
  const changes = editArgs(community, form);
  useDirtyForm(changes !== null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setNameless(!isNamed(form));
    if (!isNamed(form) || changes === null) return;
    const key = await queue('community.edit', changes, form.name.trim());
    if (key === null) return;
    toastAct(key);
    void go({ to: '/communautes/$id', params: { id: community.id }, replace: true });
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void send(e)}>
      <CommunityFields form={form} onForm={setForm} nameless={nameless} mayHide={community.source === null} />
      <Proposers
        community={community}
        value={form.proposers ?? ''}
        onValue={(proposers) => setForm(changed(form, { proposers }))}
      />
      <TextArea
        label={t('animate.community.categories')}
        hint={t('animate.community.categories.hint')}
        value={form.categories ?? ''}
        onValue={(categories) => setForm(changed(form, { categories }))}
        rows={4}
      />
      {changes?.visibility === 'private' && <Notice icon="lock">{t('animate.community.hides')}</Notice>}
      {changes?.visibility === 'public' && <Notice icon="warning">{t('animate.community.shows')}</Notice>}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <Button type="submit" block busy={busy} disabled={changes === null}>
        {t('animate.community.save')}
      </Button>
    </form>
  );
}
