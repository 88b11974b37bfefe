import type { Community } from '@egoejo/shared/communities/model.ts';
import { useState } from 'react';
import { errorText, useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/use-queueing.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/feedback.tsx';
import { Section } from '../../ui/Page.tsx';
import { Dialog } from '../../ui/Sheet.tsx';
import { toast } from '../../ui/toasts.tsx';

/** Archives a community after a question, or opens it again. */
export function ArchiveCommunity({ community }: { community: Community }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const { queue, busy, failed } = useQueueing();
  const archived = Boolean(community.archivedAt);
  const set = async (next: boolean) => {
    setAsking(false);
    if (await queue('community.archive', { community: community.id, archived: next }, community.name))
      toast(t(next ? 'animate.community.archive.queued' : 'animate.community.reopen.queued'), 'wait');
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
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('animate.community.archive.sure', { name: community.name })}
        description={t('animate.community.archive.text')}
        actions={
          <>
            <Button variant="danger" onClick={() => void set(true)}>
              {t('animate.community.archive.do')}
            </Button>
            <Button variant="quiet" onClick={() => setAsking(false)}>
              {t('ui.cancel')}
            </Button>
          </>
        }
      >
        {null}
      </Dialog>
    </Section>
  );
}
