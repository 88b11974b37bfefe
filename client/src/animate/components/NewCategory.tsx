import { toastQueued } from '../../activity/model.ts';
import { useT } from '../../i18n/locale.ts';
import { mutate } from '../../sync/api/acts/mutate.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import type { Proposal } from '../proposals.ts';

/** A category that is not in the community's list, and the button that adds it. */
export function NewCategory({ proposal }: { proposal: Proposal }) {
  const t = useT();
  const community = useRow('community', proposal.community);
  const listed = community?.categories ?? [];
  if (!community || proposal.category === '' || listed.length === 0 || listed.includes(proposal.category)) return null;
  const add = async () => {
    const args = { community: community.id, categories: [...listed, proposal.category] };
    const queued = await mutate('community.edit', args, community.name);
    toastQueued(queued);
  };
  return (
    <p className="flex flex-wrap items-center gap-2">
      <Chip tone="grain">{t('animate.proposals.newCategory', { category: proposal.category })}</Chip>
      <Button variant="plain" onClick={() => void add()}>
        {t('animate.proposals.addCategory')}
      </Button>
    </p>
  );
}
