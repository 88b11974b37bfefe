import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { useT } from '../../i18n/locale.ts';
import { RadioGroup } from '../../ui/forms/choices.tsx';
import { TextArea, TextField } from '../../ui/forms/text-fields.tsx';
import { changed, isNamed, type CommunityForm } from '../form.ts';

/** The fields of a community. `mayHide` is false for an imported one, which stays public. */
export function CommunityFields({
  form,
  onForm,
  nameless,
  mayHide,
}: {
  form: CommunityForm;
  onForm: (next: CommunityForm) => void;
  nameless: boolean;
  mayHide: boolean;
}) {
  const t = useT();
  const put = (change: Partial<CommunityForm>) => onForm(changed(form, change));
  return (
    <>
      <TextField
        label={t('animate.community.name')}
        value={form.name}
        onValue={(name) => put({ name })}
        maxLength={TEXT.name}
        required
        error={nameless && !isNamed(form) ? t('animate.community.name.missing') : undefined}
      />
      <TextArea
        label={t('animate.community.summary')}
        hint={t('animate.community.summary.hint')}
        value={form.summary}
        onValue={(summary) => put({ summary })}
        maxLength={TEXT.summary}
        rows={3}
      />
      <TextArea
        label={t('animate.community.charter')}
        hint={t('animate.community.charter.hint')}
        value={form.charter}
        onValue={(charter) => put({ charter })}
        maxLength={TEXT.text}
        rows={6}
      />
      {mayHide && (
        <RadioGroup
          label={t('animate.community.visibility')}
          value={form.visibility}
          onValue={(visibility) => put({ visibility })}
          options={[
            { value: 'public', label: t('animate.community.public'), hint: t('animate.community.public.hint') },
            { value: 'private', label: t('animate.community.private'), hint: t('animate.community.private.hint') },
          ]}
        />
      )}
    </>
  );
}
