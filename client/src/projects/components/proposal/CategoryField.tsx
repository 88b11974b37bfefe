import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { useState } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { Select } from '../../../ui/forms/Select.tsx';
import { TextField } from '../../../ui/forms/text-fields.tsx';
import { useOfferedCategories } from '../../queries.ts';

/** No category has this name: names are one line without control characters. */
const ANOTHER = '\u0000another';

/** A category of the community's list, or another one, which its animators see with the proposal. */
export function CategoryField({
  community,
  value,
  onValue,
}: {
  community: string;
  value: string;
  onValue: (category: string) => void;
}) {
  const t = useT();
  const offered = useOfferedCategories(community);
  const [writes, setWrites] = useState(false);
  const another = writes || (value !== '' && !offered.includes(value));
  return (
    <>
      <Select
        label={t('projects.form.category')}
        value={another ? ANOTHER : value}
        onValue={(chosen) => {
          setWrites(chosen === ANOTHER);
          onValue(chosen === ANOTHER ? '' : chosen);
        }}
        options={[
          { value: '', label: t('projects.form.category.none') },
          ...offered.map((category) => ({ value: category, label: category })),
          { value: ANOTHER, label: t('projects.form.category.another') },
        ]}
      />
      {another && (
        <TextField
          label={t('projects.form.category.new')}
          hint={t('projects.form.category.newHint')}
          value={value}
          onValue={onValue}
          maxLength={TEXT.category}
        />
      )}
    </>
  );
}
