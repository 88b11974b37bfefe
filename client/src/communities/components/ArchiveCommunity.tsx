import type { Community } from '@egoejo/shared/communities/model.ts';
import { useState } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { toastAct } from '../../activity/model.ts';

/** Archives a community after a question, or opens it again. */
export function ArchiveCommunity({ community }: { community: Community }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const { queue, busy, failed } = useQueueing();
  const archived = Boolean(community.archivedAt);
  const set = async (next: boolean) => {
    setAsking(false);
    const key = await queue('community.archive', { community: community.id, archived: next }, community.name);
    if (key !== null) toastAct(key);
  };
  return (
    <Section title={t(archived ? 'animate.community.archived' : 'animate.community.archive')}>
      <p className="text-small text-soft">{t('animate.community.archive.text')}</p>
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <Button
        variant={archived ? 'quiet' : 'grave'}
        busy={busy}
        onClick={() => (archived ? void set(false) : setAsking(true))}
      >
        {t(archived ? 'animate.community.reopen' : 'animate.community.archive.do')}
      </Button>
      <Confirm
        open={asking}
        title={t('animate.community.archive.sure', { name: community.name })}
        text={t('animate.community.archive.text')}
        doing={t('animate.community.archive.do')}
        onConfirm={() => void set(true)}
        onClose={() => setAsking(false)}
      />
    </Section>
  );
}
