import { useT } from '../../i18n/locale.ts';
import { useSyncNow, type Told } from '../../sync/api/status/sync-now.ts';
import { Button } from './Button.tsx';

/** What a tap came to, in words. */
export function useToldWords(): (told: Told) => string {
  const t = useT();
  return ({ kind, sent }) => (kind === 'done' ? t('activity.sync.done', { n: sent }) : t(`activity.sync.${kind}`));
}

/** Sends and fetches now, and says beside the button what came of it. `block`: the main action of its page. */
export function SyncButton({ words, block = false }: { words: string; block?: boolean }) {
  const t = useT();
  const say = useToldWords();
  const { busy, told, tap } = useSyncNow();
  return (
    <div className={`flex ${block ? 'flex-col gap-1' : 'flex-wrap items-center gap-x-3'}`}>
      <Button
        variant={block ? 'primary' : 'quiet'}
        block={block}
        {...(block && { icon: 'send' })}
        busy={busy}
        onClick={tap}
      >
        {words}
      </Button>
      <p role="status" className={`min-h-[1.45em] text-tiny text-soft ${block ? '' : 'min-w-0 flex-1 basis-40'}`}>
        {busy ? t('activity.line.sending') : told && say(told)}
      </p>
    </div>
  );
}
