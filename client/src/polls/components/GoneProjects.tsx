import type { Poll } from '@egoejo/shared/polls/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { useRowsByIds } from '../../sync/api/rows/live.ts';
import { Notice } from '../../ui/feedback/feedback.tsx';

/** Says to voters which projects of an open poll were withdrawn since it opened: its options are frozen. */
export function GoneProjects({ poll }: { poll: Poll }) {
  const t = useT();
  const locale = useLocale();
  const projects = useRowsByIds(
    'project',
    poll.options.flatMap((o) => o.project ?? []),
  );
  const gone = poll.options.filter((o) => o.project && projects?.get(o.project)?.status === 'withdrawn');
  if (poll.state !== 'open' || gone.length === 0) return null;
  const names = new Intl.ListFormat(locale).format(gone.map((o) => o.label));
  return <Notice icon="warning">{t('polls.gone', { names })}</Notice>;
}
