import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { useT } from '../../../i18n/locale.ts';
import { AmountField } from '../../../ui/forms/AmountField.tsx';
import { Select } from '../../../ui/forms/Select.tsx';
import { TextArea, TextField } from '../../../ui/forms/text-fields.tsx';
import { changed, type Proposal, type ProposalFault } from '../../proposal.ts';
import { useUsualCurrency } from '../../queries.ts';
import { useOwnCommunities } from '../../../communities/model.ts';
import { CategoryField } from './CategoryField.tsx';
import { LeftToGroup } from './LeftToGroup.tsx';

const faultWords = {
  community: 'projects.form.community.missing',
  title: 'projects.form.title.missing',
  summary: 'projects.form.summary.missing',
  cost: 'projects.form.cost.bad',
} as const;

/** The fields of a proposal, with their faults. */
export function ProposalFields({
  form,
  onForm,
  faults,
  inCommunity = false,
}: {
  form: Proposal;
  onForm: (next: Proposal) => void;
  faults: readonly ProposalFault[];
  /** The proposal is in a community already, and stays there. */
  inCommunity?: boolean;
}) {
  const t = useT();
  const own = useOwnCommunities() ?? [];
  const usual = useUsualCurrency(form.community);
  const put = (change: Partial<Proposal>) => onForm(changed(form, change));
  const error = (f: ProposalFault) => (faults.includes(f) ? t(faultWords[f]) : undefined);
  return (
    <>
      {!inCommunity && (
        <Select
          label={t('projects.form.community')}
          value={form.community}
          onValue={(community) => put({ community })}
          error={error('community')}
          options={[
            ...(form.community === '' ? [{ value: '', label: t('projects.form.choose') }] : []),
            ...own.map((c) => ({ value: String(c.id), label: c.name })),
          ]}
        />
      )}
      {!inCommunity && <LeftToGroup community={form.community} />}
      <TextField
        label={t('projects.form.title')}
        value={form.title}
        onValue={(title) => put({ title })}
        maxLength={TEXT.title}
        error={error('title')}
      />
      <TextArea
        label={t('projects.form.summary')}
        value={form.summary}
        onValue={(summary) => put({ summary })}
        maxLength={TEXT.summary}
        rows={3}
        hint={t('projects.form.summary.hint')}
        error={error('summary')}
      />
      <TextArea
        label={t('projects.form.text')}
        value={form.text}
        onValue={(text) => put({ text })}
        maxLength={TEXT.text}
        rows={8}
      />
      <CategoryField community={form.community} value={form.category} onValue={(category) => put({ category })} />
      <TextField
        label={t('projects.form.place')}
        value={form.place}
        onValue={(place) => put({ place })}
        maxLength={TEXT.place}
      />
      <AmountField
        label={t('projects.form.cost')}
        value={form.cost}
        onValue={(cost) => put({ cost })}
        currency={form.currency ?? usual}
        onCurrency={(currency) => put({ currency })}
        hint={t('projects.form.cost.hint')}
        error={error('cost')}
      />
    </>
  );
}
