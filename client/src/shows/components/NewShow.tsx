import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId, type ShowId } from '@egoejo/shared/platform/ids.ts';
import { MOST_ADDRESS, plainAddress, type Show } from '@egoejo/shared/shows/model.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { ShareFields, useShare } from '../../tracks/model.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Form } from '../../ui/forms/Form.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { ownOf } from '../list.ts';
import { shareHints } from './share-hints.ts';

/**
 * Adds a show by the address of its feed, also without a network. What is typed is kept until it was sent. `shows`: all
 * on this device; what the member added is not added again.
 */
export function NewShow({ shows }: { shows: readonly Show[] }) {
  const t = useT();
  const go = useNavigate();
  const [id] = useState(() => newId<ShowId>());
  const [typed, setTyped, clear, loaded] = useDraft('show', '');
  const [wrong, setWrong] = useState('');
  const me = useMember()?.member ?? null;
  const share = useShare({ visibility: 'private', community: null });
  const { queue, busy, failed } = useQueueing({ fresh: 'id' });
  if (!loaded || !share) return null;
  const send = async () => {
    const feed = plainAddress(typed);
    const own = ownOf(feed, shows, me, share.chosen);
    const said = feed === '' ? t('shows.feed.wrong') : own ? t('shows.feed.known', { title: own.title }) : '';
    setWrong(said);
    if (said !== '' || share.nowhere) return;
    const key = await queue('show.add', { id, feed, ...share.chosen }, new URL(feed).hostname);
    if (key === null) return;
    await clear();
    toastAct(key);
    void go({ to: '/ecouter/emissions/$id', params: { id }, replace: true });
  };
  return (
    <Form onSend={send}>
      <TextField
        label={t('shows.feed')}
        hint={t('shows.feed.hint')}
        error={wrong || undefined}
        value={typed}
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={MOST_ADDRESS}
        required
        onValue={(value) => {
          setTyped(value);
          setWrong('');
        }}
      />
      <ShareFields of={share} who={t('shows.share.who')} hints={shareHints(t)} />
      <Notice icon="clock">{t('shows.add.text')}</Notice>
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('tracks.kept')} />}
      <Button type="submit" block icon="plus" busy={busy} disabled={share.nowhere}>
        {t('shows.add.do')}
      </Button>
    </Form>
  );
}
