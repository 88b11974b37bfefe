import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Dialog } from '../../ui/layers/Sheet.tsx';

/** A link of the book that leads to the network: said before it is followed. */
export function OutsideDialog({ address, onClose }: { address: string | null; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog
      open={address !== null}
      onClose={onClose}
      title={t('books.outside')}
      actions={
        <>
          <a
            href={address ?? undefined}
            target="_blank"
            rel="noreferrer noopener"
            className="inline-flex min-h-11 items-center justify-center rounded-card bg-leaf px-4 py-2.5 font-strong text-on-leaf no-underline forced-colors:border"
            onClick={onClose}
          >
            {t('books.outside.open')}
          </a>
          <Button variant="quiet" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      <p className="text-small break-all">{address}</p>
    </Dialog>
  );
}
