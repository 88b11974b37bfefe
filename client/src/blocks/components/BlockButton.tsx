import { useState } from 'react';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { BLOCKED_NAME } from '@egoejo/shared/blocks/model.ts';
import { shortened } from '@egoejo/shared/platform/cut.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';

interface Props {
  member: MemberId;
  /** As the member sees it; the row keeps it. Null: none is known. */
  name: string | null;
  variant?: 'plain' | 'quiet';
  className?: string;
  onDone?: () => void;
}

/** Blocks another member, after a question, or unblocks them; offline too. */
export function BlockButton({ member, name, variant = 'quiet', className, onDone }: Props) {
  const t = useT();
  const row = useRow('blockedMember', member);
  const [asking, setAsking] = useState(false);
  const { queue, busy, failed } = useQueueing();
  if (row === undefined) return null;
  const called = name ?? (row?.name || t('rooms.somebody'));
  const set = async (on: boolean) => {
    setAsking(false);
    const kept = shortened(name ?? row?.name ?? '', BLOCKED_NAME);
    const key = await queue('member.block', { member, on, name: kept }, called);
    if (key === null) return;
    toastAct(key);
    onDone?.();
  };
  return (
    <>
      <Button
        variant={row === null && variant === 'plain' ? 'grave' : variant}
        icon={row === null ? 'no' : 'ok'}
        className={className}
        busy={busy}
        onClick={() => (row === null ? setAsking(true) : void set(false))}
      >
        {t(row === null ? 'blocks.block' : 'blocks.unblock', { name: called })}
      </Button>
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <Confirm
        open={asking}
        title={t('blocks.ask', { name: called })}
        text={t('blocks.ask.text')}
        doing={t('blocks.block', { name: called })}
        onConfirm={() => void set(true)}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
