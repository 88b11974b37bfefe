import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Work } from '@egoejo/shared/catalogue/model.ts';
import type { Club } from '@egoejo/shared/clubs/model.ts';
import type { Topic } from '@egoejo/shared/forum/model.ts';
import type { BookId } from '@egoejo/shared/platform/ids.ts';
import { toastAct } from '../../activity/model.ts';
import { useOwnCommunities } from '../../communities/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { followCatalogue } from '../../sync/api/rows/follow.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { ClubFields } from '../components/ClubFields.tsx';
import { ALL, beginArgs, editArgs, EMPTY_CLUB, formOf, isBlank, type ClubForm } from '../form.ts';
import { useOrganisesClub, useParts } from '../queries.ts';

type Own = NonNullable<ReturnType<typeof useOwnCommunities>>;

/** The form of a new club about a work, kept on this device until it is sent. */
function Begin({ work, own }: { work: Work; own: Own }) {
  const t = useT();
  const go = useNavigate();
  const [kept, setKept, clear, loaded] = useDraft<ClubForm>(`club:${work.id}`, EMPTY_CLUB);
  const { queue, busy, failed } = useQueueing();
  useDirtyForm(loaded && !isBlank(kept));
  if (!loaded) return null;
  const places = [...own.map((c) => ({ value: String(c.id), label: c.name })), { value: ALL, label: t('clubs.all') }];
  const form = places.some((p) => p.value === kept.community) ? kept : { ...kept, community: '' };
  const send = async () => {
    const args = beginArgs(form, work.id as BookId);
    const key = await queue('club.begin', args, args.title);
    if (key === null) return;
    await clear();
    toastAct(key);
    void go({ to: '/lire/clubs/$id', params: { id: args.id }, replace: true });
  };
  const doing = t('clubs.begin');
  return (
    <ClubFields form={form} put={setKept} communities={places} before={[]} onSend={send} {...{ doing, busy, failed }} />
  );
}

/** The form that changes a club. */
function Change({ club, parts }: { club: Club; parts: readonly Topic[] }) {
  const t = useT();
  const go = useNavigate();
  const [form, setForm] = useState(() => formOf(club, parts));
  const { queue, busy, failed } = useQueueing();
  useDirtyForm(JSON.stringify(form) !== JSON.stringify(formOf(club, parts)));
  const send = async () => {
    const args = editArgs(form, club, parts);
    const key = await queue('club.edit', args, args.title);
    if (key === null) return;
    toastAct(key);
    void go({ to: '/lire/clubs/$id', params: { id: club.id }, replace: true });
  };
  const doing = t('clubs.save');
  return (
    <ClubFields
      form={form}
      put={setForm}
      communities={null}
      before={parts}
      onSend={send}
      {...{ doing, busy, failed }}
    />
  );
}

function ChangeClub({ id }: { id: string }) {
  const t = useT();
  const club = useRow('club', id);
  const parts = useParts(id);
  const organises = useOrganisesClub(club ?? { author: null, community: null });
  return (
    <Page title={t('clubs.change')} back={`/lire/clubs/${id}`}>
      {club?.state === 'open' && organises && parts && <Change club={club} parts={parts} />}
      {club !== undefined && (!club || club.state !== 'open' || !organises) && (
        <EmptyState icon="people" title={t('clubs.missing')}>
          {t('clubs.notYours')}
        </EmptyState>
      )}
    </Page>
  );
}

function BeginClub({ work: id }: { work: string | undefined }) {
  const t = useT();
  const own = useOwnCommunities();
  const work = useRow('work', id ?? null);
  return (
    <Page
      title={t('clubs.begin')}
      back={id === undefined ? '/lire/clubs' : `/lire/catalogue/${id}`}
      kicker={work ? typeset(work.title) : undefined}
    >
      {work && own && <Begin work={work} own={own} />}
      {work === null && (
        <EmptyState
          icon="read"
          title={t('clubs.noWork')}
          action={<LinkButton to="/lire/catalogue">{t('clubs.choose')}</LinkButton>}
        >
          {t('clubs.noWork.text')}
        </EmptyState>
      )}
    </Page>
  );
}

/** Beginning a club about the work in the address, or changing the club in it; also without a network. */
export function NewClubPage() {
  const { livre, club } = useSearch({ from: '/lire/clubs/nouveau' });
  // A club that is open to all comes back with the catalogue.
  useEffect(() => void followCatalogue(), []);
  return club === undefined ? <BeginClub work={livre} /> : <ChangeClub key={club} id={club} />;
}
