import { useState } from 'react';
import type { Story } from '@egoejo/shared/reading/model.ts';
import { toastQueued } from '../../activity/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { withdrawText } from '../queries.ts';

/** Takes a text out of the catalogue after a question; its author and administrators see it. */
export function WithdrawText({ story, onDone }: { story: Story; onDone?: () => void }) {
  const t = useT();
  const who = useMember();
  const profile = useRow('profile', who?.member);
  const [asking, setAsking] = useState(false);
  const own = who !== null && story.author === who.member;
  const may = own || (profile?.roles.includes('administrator') ?? false);
  if (!may || story.state === 'withdrawn') return null;
  const withdraw = async () => {
    setAsking(false);
    const queued = await withdrawText(story);
    toastQueued(queued);
    onDone?.();
  };
  return (
    <>
      <Button block variant="grave" icon="no" onClick={() => setAsking(true)}>
        {t('reading.withdraw')}
      </Button>
      <Confirm
        open={asking}
        title={t('reading.withdraw.sure', { title: story.title })}
        text={t('reading.withdraw.text')}
        doing={t('reading.withdraw')}
        onConfirm={() => void withdraw()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
