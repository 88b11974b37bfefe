import { TEXT, type Profile, type Visibility } from '@egoejo/shared/accounts/model.ts';
import { useState, type FormEvent } from 'react';
import { toastAct } from '../../../activity/model.ts';
import { useDirtyForm } from '../../../platform/page/dirty.ts';
import { errorText } from '../../../i18n/error-text.ts';
import { useT, type MessageKey } from '../../../i18n/locale.ts';
import { useDraft } from '../../../sync/api/kept/drafts.ts';
import { mutate } from '../../../sync/api/acts/mutate.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Select } from '../../../ui/forms/Select.tsx';
import { TextArea, TextField } from '../../../ui/forms/text-fields.tsx';
import { Section } from '../../../ui/layout/Page.tsx';
import { renameAccount } from '../../device-accounts.ts';

const fields = ['name', 'bio', 'place', 'avatar'] as const;
const seen: Record<(typeof fields)[number], MessageKey> = {
  name: 'accounts.profile.seeName',
  bio: 'accounts.profile.seeBio',
  place: 'accounts.profile.seePlace',
  avatar: 'accounts.profile.seeAvatar',
};

/** The profile and who may see each part of it, kept on this device until it is saved. */
export function ProfileForm({ profile }: { profile: Profile }) {
  const t = useT();
  const stored = { name: profile.name, bio: profile.bio, place: profile.place, visibility: profile.visibility };
  const [form, setForm, clear, loaded] = useDraft<typeof stored | null>('profile', null);
  const [error, setError] = useState<string>();
  const value = form ?? stored;
  const dirty = form !== null && JSON.stringify(form) !== JSON.stringify(stored);
  useDirtyForm(dirty);
  if (!loaded) return null;
  const save = async (e: FormEvent) => {
    e.preventDefault();
    const done = await mutate('profile.update', value);
    if (!done.ok) return setError(errorText(done.error));
    renameAccount(profile.id, value.name);
    await clear();
    toastAct(done.value);
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={(e) => void save(e)}>
      <TextField
        label={t('accounts.name')}
        required
        maxLength={TEXT.name}
        autoComplete="name"
        value={value.name}
        onValue={(name) => {
          setError(undefined);
          setForm({ ...value, name });
        }}
        error={error}
      />
      <TextArea
        label={t('accounts.profile.bio')}
        maxLength={TEXT.bio}
        value={value.bio}
        onValue={(bio) => setForm({ ...value, bio })}
      />
      <TextField
        label={t('accounts.profile.place')}
        maxLength={TEXT.place}
        autoComplete="address-level2"
        value={value.place}
        onValue={(place) => setForm({ ...value, place })}
        hint={t('accounts.profile.placeHint')}
      />
      <Section title={t('accounts.profile.visibility')}>
        <div className="grid gap-3 rail:grid-cols-2">
          {fields.map((field) => (
            <Select<Visibility>
              key={field}
              label={t(seen[field])}
              value={value.visibility[field]}
              options={(['private', 'community', 'public'] as const).map((v) => ({
                value: v,
                label: t(`accounts.visibility.${v}`),
              }))}
              onValue={(v) => setForm({ ...value, visibility: { ...value.visibility, [field]: v } })}
            />
          ))}
        </div>
      </Section>
      <Button type="submit" block disabled={!dirty}>
        {t('accounts.profile.save')}
      </Button>
    </form>
  );
}
