import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { sharePage } from './share.ts';

/** Shares the page at `path`; where neither way works, the address is shown so that it can be copied by hand. */
export function ShareButton({ path, title, className = '' }: { path: string; title: string; className?: string }) {
  const t = useT();
  const share = async () => {
    const done = await sharePage(path, title);
    if (done === 'copied') toast(t('activity.share.copied'));
    if (done === 'impossible') toast(new URL(path, location.origin).href, 'wait');
  };
  return (
    <Button variant="quiet" icon="share" className={className} onClick={() => void share()}>
      {t('activity.share')}
    </Button>
  );
}
