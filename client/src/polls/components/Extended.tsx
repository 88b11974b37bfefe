import type { Poll } from '@egoejo/shared/polls/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { dayAndHour } from '../../i18n/when.ts';
import { useNow } from '../../ui/text/clock.ts';
import { Notice } from '../../ui/feedback/feedback.tsx';

/** Why an animator moved the closing time; a cancelled poll says why it was cancelled instead. */
export function Extended({ poll }: { poll: Poll }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  if (!poll.reason || (poll.state !== 'open' && poll.state !== 'closed')) return null;
  const at = Date.parse(poll.closesAt);
  return (
    <Notice icon="clock">
      {poll.state === 'open' && at > now
        ? t('polls.extended', { at: dayAndHour(locale, at, now), reason: poll.reason })
        : t('polls.extended.was', { reason: poll.reason })}
    </Notice>
  );
}
