import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { call } from '../../platform/network/api.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { FailureNote, useSubmit } from '../../ui/forms/submit.tsx';
import { toast } from '../../ui/layers/toasts.tsx';

/** Replaces the key of the invitation poster, after a question: posters already printed then open nothing. */
export function RenewKey({ community, onKey }: { community: CommunityId; onKey: (key: string) => void }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const { busy, failure, submit } = useSubmit();
  const renew = async () => {
    setAsking(false);
    const done = await submit(() => call((api) => api.communities.renewKey.mutate({ community })));
    if (!done) return;
    onKey(done.value);
    toast(t('animate.poster.renewed'));
  };
  return (
    <div>
      <Section title={t('animate.poster.renew')}>
        <p className="text-small text-soft">{t('animate.poster.renew.text')}</p>
        <FailureNote failure={failure} />
        <Button variant="grave" busy={busy} onClick={() => setAsking(true)}>
          {t('animate.poster.renew.do')}
        </Button>
      </Section>
      <Confirm
        open={asking}
        title={t('animate.poster.renew.do')}
        text={t('animate.poster.renew.text')}
        doing={t('animate.poster.renew.do')}
        onConfirm={() => void renew()}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}
