import { TEXT, type Profile, type Visibility } from '@egoejo/shared/accounts/model.ts';
import { useState, type ChangeEvent, type FormEvent } from 'react';
import { api, call } from '../../platform/api.ts';
import { useDirtyForm } from '../../platform/dirty.ts';
import { errorText, useT, type MessageKey } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/activity.ts';
import { useDraft } from '../../sync/api/drafts.ts';
import { useRow } from '../../sync/api/live.ts';
import { mutate } from '../../sync/api/mutate.ts';
import { useMember } from '../../sync/api/session.ts';
import { syncNow } from '../../sync/api/status.ts';
import { Button } from '../../ui/Button.tsx';
import { StateChip } from '../../ui/Chip.tsx';
import { Card } from '../../ui/Card.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea, TextField } from '../../ui/text-fields.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Avatar } from '../components/Avatar.tsx';
import { FailureNote, useSubmit } from '../../ui/submit.tsx';
import { renameAccount } from '../device-accounts.ts';

const AVATAR_BYTES = 256 * 1024;
const fields = ['name', 'bio', 'place', 'avatar'] as const;
const seen: Record<(typeof fields)[number], MessageKey> = {
  name: 'accounts.profile.seeName',
  bio: 'accounts.profile.seeBio',
  place: 'accounts.profile.seePlace',
  avatar: 'accounts.profile.seeAvatar',
};

/** What others may see of the member, field by field; private by default. */
export function ProfilePage() {
  const t = useT();
  const who = useMember();
  const profile = useRow('profile', who?.member);
  return (
    <Page title={t('accounts.profile.title')} back="/moi">
      {profile && <LastChange member={profile.id} />}
      {profile && <AvatarPart profile={profile} />}
      {profile && <Fields key={profile.id} profile={profile} />}
    </Page>
  );
}

/** The state of the last change of the profile, until it is received. */
function LastChange({ member }: { member: string }) {
  const [last] = useActs({ touches: { e: 'profile', id: member } });
  if (!last || last.state === 'received' || last.dismissed) return null;
  const reason = last.verdict?.status === 'rejected' ? errorText(last.verdict) : undefined;
  return (
    <p>
      <StateChip state={last.state} reason={reason} />
    </p>
  );
}

function AvatarPart({ profile }: { profile: Profile }) {
  const t = useT();
  const { busy, failure, submit, setFailure } = useSubmit();
  const changed = () => syncNow();
  const upload = async (e: ChangeEvent<HTMLInputElement>) => {
    const file = e.target.files?.[0];
    e.target.value = '';
    if (!file) return;
    if (file.size > AVATAR_BYTES) return setFailure({ code: 'account.image_too_large', params: {} });
    const base64 = await base64Of(file);
    if (await submit(() => call(() => api.accounts.uploadAvatar.mutate({ base64 })))) changed();
  };
  const remove = async () => {
    if (await submit(() => call(() => api.accounts.removeAvatar.mutate()))) changed();
  };
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex items-center gap-4">
        <Avatar path={profile.avatar} name={profile.name} large />
        <div className="flex min-w-0 flex-1 flex-col items-start gap-1">
          <label className="inline-flex min-h-11 cursor-pointer items-center rounded-card border-[1.5px] border-leaf px-4 font-strong text-leaf focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-leaf">
            {t('accounts.profile.chooseAvatar')}
            <input type="file" accept="image/*" className="sr-only" disabled={busy} onChange={(e) => void upload(e)} />
          </label>
          {profile.avatar && (
            <Button variant="plain" busy={busy} onClick={() => void remove()}>
              {t('accounts.profile.removeAvatar')}
            </Button>
          )}
          <p className="text-tiny text-soft">{t('accounts.profile.avatarHint')}</p>
        </div>
      </div>
      <FailureNote failure={failure} />
    </Card>
  );
}

async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

function Fields({ profile }: { profile: Profile }) {
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
    toast(t('accounts.profile.saved'), 'wait');
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={(e) => void save(e)}>
      <TextField
        label={t('accounts.name')}
        required
        maxLength={TEXT.name}
        autoComplete="name"
        value={value.name}
        onValue={(name) => setForm({ ...value, name })}
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
