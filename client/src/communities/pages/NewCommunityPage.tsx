import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState, ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { CommunityFields } from '../components/CommunityFields.tsx';
import { createArgs, EMPTY_COMMUNITY, isNamed, type CommunityForm } from '../form.ts';
import { useAnimatesAll } from '../queries.ts';

/** Making a community, also without a network; the form is saved at each change. */
export function NewCommunityPage() {
  const t = useT();
  const may = useAnimatesAll();
  return (
    <Page title={t('animate.community.new')} back="/communautes">
      {may ? (
        <Form />
      ) : (
        <EmptyState
          icon="lock"
          title={t('animate.community.not')}
          action={<LinkButton to="/communautes">{t('animate.community.all')}</LinkButton>}
        >
          {t('animate.community.notText')}
        </EmptyState>
      )}
    </Page>
  );
}

function Form() {
  const t = useT();
  const go = useNavigate();
  const [form, setForm, clear, loaded] = useDraft<CommunityForm>('community', EMPTY_COMMUNITY);
  const [nameless, setNameless] = useState(false);
  const { queue, busy, failed } = useQueueing();
  useDirtyForm(loaded && form.id !== '');
  if (!loaded) return null;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setNameless(!isNamed(form));
    if (!isNamed(form)) return;
    const key = await queue('community.create', createArgs(form), form.name.trim());
    if (key === null) return;
    const { id } = form;
    await clear();
    toastAct(key);
    void go({ to: '/communautes/$id', params: { id }, replace: true });
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void send(e)}>
      <p className="text-small text-soft">{t('animate.community.intro')}</p>
      <CommunityFields form={form} onForm={setForm} nameless={nameless} mayHide />
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('animate.community.kept')} />}
      <Button type="submit" block busy={busy} icon="people">
        {t('animate.community.do')}
      </Button>
    </form>
  );
}
