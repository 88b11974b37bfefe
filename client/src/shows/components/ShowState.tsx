import { lowerFirst } from '@egoejo/shared/platform/cut.ts';
import type { Show } from '@egoejo/shared/shows/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';

/** Whether the server has read the feed of a show, and why it could not. */
export function ShowState({ show }: { show: Show }) {
  const t = useT();
  const { state, code, params } = show;
  const reason = code === null ? '' : lowerFirst(errorText({ code, params }));
  return (
    <div role="status" className="empty:hidden">
      {state === 'awaited' && (
        <Notice icon="wait" tone="wait">
          {t('shows.awaited.text')}
        </Notice>
      )}
      {state === 'failed' && <ErrorNote what={t('shows.failed', { reason })} next={t('shows.failed.next')} />}
      {state === 'ready' && code !== null && (
        <Notice icon="warning" tone="grain">
          {t('shows.stale', { reason })}
        </Notice>
      )}
    </div>
  );
}
