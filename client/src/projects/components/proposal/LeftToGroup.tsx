import { useT } from '../../../i18n/locale.ts';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import { useProposingGroup } from '../../rights.ts';

/** Says that the community leaves proposing to a group in which the member is not. The server decides. */
export function LeftToGroup({ community }: { community: string }) {
  const t = useT();
  const group = useProposingGroup(community);
  if (group === null) return null;
  return (
    <Notice icon="lock" tone="wait">
      {t('projects.form.group', { group })}
    </Notice>
  );
}
