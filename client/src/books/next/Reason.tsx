import type { RecommendedWork } from '@egoejo/shared/recommendations/model.ts';
import { useT } from '../../i18n/locale.ts';

/** Why a work is recommended, in words. */
export function Reason({ of: { reason, fromTitle = '' } }: { of: RecommendedWork }) {
  const t = useT();
  if (reason.kind === 'trending') return t('recommendations.trending');
  if (reason.kind === 'readers') return t('recommendations.readers', { from: fromTitle });
  const { kind, name } = reason;
  return kind === 'title'
    ? t('recommendations.word', { from: fromTitle, name })
    : t(`recommendations.${kind}`, { name });
}
