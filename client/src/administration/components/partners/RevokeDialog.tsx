import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';
import { call } from '../../../platform/network/api.ts';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { toast } from '../../../ui/layers/toasts.tsx';
import { Dialog } from '../../../ui/layers/Sheet.tsx';
import { RelativeTime } from '../../../ui/text/times.tsx';
import { type PartnerToken } from '../../calls.ts';

/** Asks before a token is revoked. */
export function RevokeDialog({
  token,
  onClose,
  onChanged,
}: {
  token: PartnerToken;
  onClose: () => void;
  onChanged: () => void;
}) {
  const t = useT();
  const { busy, failure, submit } = useSubmit();
  const go = async () => {
    const done = await submit(() => call((api) => api.partners.revoke.mutate({ id: token.id })));
    // Also after a refusal, since someone else may have been faster.
    onChanged();
    if (!done) return;
    toast(t('partners.revoke.done', { name: token.name }));
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('partners.revoke.title', { name: token.name })}
      description={t('partners.revoke.text')}
      actions={
        <>
          <Button variant="danger" block busy={busy} onClick={() => void go()}>
            {t('partners.revoke')}
          </Button>
          <Button variant="quiet" block onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      <p className="text-small">
        {token.lastUsedAt === null ? (
          t('partners.unused')
        ) : (
          <>
            {t('partners.used')} <RelativeTime at={token.lastUsedAt} />
          </>
        )}
      </p>
      <FailureNote failure={failure} />
    </Dialog>
  );
}
