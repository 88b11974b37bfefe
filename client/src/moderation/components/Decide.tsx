import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { useState } from 'react';
import type { ModerationCase } from '@egoejo/shared/moderation/model.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Dialog } from '../../ui/layers/Sheet.tsx';
import { Switch } from '../../ui/forms/Switch.tsx';
import { ReasonField } from '../../ui/forms/ReasonField.tsx';

/** What a moderator may do with a case. */
export type Choice = 'keep' | 'hide' | 'show' | 'uphold';
const hides = (choice: Choice): boolean => choice === 'hide' || choice === 'uphold';

/** Asks for the reason of a decision and queues it. */
export function Decide({
  found,
  choice,
  onClose,
}: {
  found: ModerationCase;
  choice: Choice | null;
  onClose: () => void;
}) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [ban, setBan] = useState(false);
  const { busy, failed, queue } = useQueueing();
  const doing = choice ?? 'keep';
  const mayBan = choice === 'hide' && found.community !== null;
  const decide = async () => {
    const key = await queue(
      'moderation.decide',
      {
        case: found.id,
        round: found.round,
        outcome: hides(doing) ? 'hidden' : 'kept',
        ban: mayBan && ban,
        reason: reason.trim(),
      },
      found.title,
    );
    if (key === null) return;
    onClose();
    setReason('');
    setBan(false);
    toastAct(key);
  };
  return (
    <Dialog
      open={choice !== null}
      onClose={onClose}
      title={t('moderation.decide.title', {
        doing: t(`moderation.${doing}`),
        title: found.title || t('moderation.nameless'),
      })}
      actions={
        <>
          <Button
            variant={hides(doing) ? 'danger' : 'primary'}
            busy={busy}
            disabled={!isVisible(reason)}
            onClick={() => void decide()}
          >
            {t(`moderation.${doing}`)}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      <ReasonField
        hint={t(`moderation.${doing === 'uphold' ? 'show' : doing}.hint`)}
        value={reason}
        onValue={setReason}
      />
      {mayBan && <Switch label={t('moderation.ban')} hint={t('moderation.ban.hint')} checked={ban} onValue={setBan} />}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
    </Dialog>
  );
}
