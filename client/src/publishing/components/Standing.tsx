import type { ManuscriptFile, ManuscriptRow, ManuscriptState } from '@egoejo/shared/publishing/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { useSigned } from '../queries.ts';
import { LOOKS, nextOf } from '../states.ts';

/** Where a manuscript stands. */
export function StandingChip({ state }: { state: ManuscriptState }) {
  const t = useT();
  return <Chip {...LOOKS[state]}>{t(`publishing.state.${state}`)}</Chip>;
}

/** What happens next, in words. */
export function NextStep({ manuscript, files }: { manuscript: ManuscriptRow; files: readonly ManuscriptFile[] }) {
  const t = useT();
  const next = nextOf(manuscript, files, useSigned(manuscript.id));
  const { reviewer, reviewers } = manuscript;
  const words =
    next === 'read' && reviewer !== null
      ? t('publishing.next.read.by', { name: reviewer })
      : t(`publishing.next.${next}`, { n: reviewers });
  return <p className="text-small">{words}</p>;
}
