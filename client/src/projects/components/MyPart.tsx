import { useT } from '../../i18n/locale.ts';
import { Chip } from '../../ui/feedback/Chip.tsx';

/**
 * The member's own grains on a project: settled support, and beside it what is still queued (never mixed with the
 * score, S3).
 */
export function MyPart({ shown, pending }: { shown: number; pending: number }) {
  const t = useT();
  const settled = shown - pending;
  return (
    <>
      {pending > 0 && (
        <Chip tone="wait" icon="wait">
          {t('projects.pending', { n: pending })}
        </Chip>
      )}
      {settled > 0 && (
        <Chip tone="leaf" icon="ok">
          {t('projects.mySupport', { n: settled })}
        </Chip>
      )}
    </>
  );
}
