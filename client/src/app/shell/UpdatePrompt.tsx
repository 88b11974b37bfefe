import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useShell } from '../../platform/page/shell-store.ts';
import { applyUpdate, useUpdate } from '../start/update.ts';

/** Offers a new version: it is never applied by itself, and the prompt warns while a form is open. */
export function UpdatePrompt() {
  const t = useT();
  const { apply, hidden, asked } = useUpdate();
  const dirty = useShell((s) => s.dirtyForms > 0);
  if (!apply || hidden) return null;
  return (
    <aside aria-label={t('shell.update.title')} className="mx-auto w-full max-w-2xl px-4 pb-2">
      <div className="flex flex-col gap-2 rounded-card border border-wait bg-wait-soft p-3.5 text-small shadow-card">
        <p role="status" className="font-strong text-wait">
          {t(asked ? 'shell.update.asked' : 'shell.update.title')}
        </p>
        <p>{t(dirty && !asked ? 'shell.update.form' : 'shell.update.text')}</p>
        {!asked && (
          <div className="flex flex-wrap gap-2">
            <Button variant={dirty ? 'quiet' : 'primary'} onClick={applyUpdate}>
              {t('shell.update.now')}
            </Button>
            <Button variant={dirty ? 'primary' : 'plain'} onClick={() => useUpdate.setState({ hidden: true })}>
              {t('shell.update.later')}
            </Button>
          </div>
        )}
      </div>
    </aside>
  );
}
