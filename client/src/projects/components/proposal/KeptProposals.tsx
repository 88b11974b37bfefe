import { useState } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { typeset } from '../../../i18n/typeset.ts';
import { dropDraft, useKeptDrafts } from '../../../sync/api/kept/drafts.ts';
import { forgetFile } from '../../../sync/api/kept/files.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { CardList } from '../../../ui/cards/Card.tsx';
import { Confirm } from '../../../ui/layers/Confirm.tsx';
import { Section } from '../../../ui/layout/Page.tsx';
import { RelativeTime } from '../../../ui/text/times.tsx';
import { draftName, type Proposal } from '../../proposal.ts';

/** The proposals that were put aside on this device. `open`: the name of the draft in the form. */
export function KeptProposals({ open, onOpen }: { open: string; onOpen: (name: string) => void }) {
  const t = useT();
  const [dropping, setDropping] = useState<{ name: string; value: Proposal } | null>(null);
  const kept = (useKeptDrafts(draftName('')) ?? [])
    .map(({ name, value, savedAt }) => ({ name, value: value as Proposal, savedAt }))
    .filter(({ name }) => name !== open);
  if (kept.length === 0) return null;
  const titleOf = ({ title }: Proposal): string => title.trim() || t('projects.drafts.untitled');
  const drop = async ({ name, value }: { name: string; value: Proposal }) => {
    setDropping(null);
    await dropDraft(name);
    for (const { id } of value.photos ?? []) await forgetFile(id);
  };
  return (
    <Section title={t('projects.drafts')}>
      <CardList label={t('projects.drafts')}>
        {kept.map((draft) => (
          <li key={draft.name} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <span className="min-w-40 flex-1">
              <span className="block font-strong">{typeset(titleOf(draft.value))}</span>
              <span className="text-tiny text-soft">
                <RelativeTime at={draft.savedAt} />
              </span>
            </span>
            <Button
              variant="quiet"
              icon="edit"
              aria-label={t('projects.drafts.open.of', { title: titleOf(draft.value) })}
              onClick={() => onOpen(draft.name)}
            >
              {t('projects.drafts.open')}
            </Button>
            <Button
              variant="plain"
              aria-label={t('projects.drafts.drop.of', { title: titleOf(draft.value) })}
              onClick={() => setDropping(draft)}
            >
              {t('projects.drafts.drop')}
            </Button>
          </li>
        ))}
      </CardList>
      <Confirm
        open={dropping !== null}
        title={t('projects.drafts.sure', { title: dropping ? titleOf(dropping.value) : '' })}
        text={t('projects.drafts.sure.text')}
        doing={t('projects.drafts.drop')}
        onConfirm={() => dropping && void drop(dropping)}
        onClose={() => setDropping(null)}
      />
    </Section>
  );
}
