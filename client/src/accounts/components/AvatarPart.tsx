import type { Profile } from '@egoejo/shared/accounts/model.ts';
import type { ChangeEvent } from 'react';
import { call } from '../../platform/api.ts';
import { useT } from '../../i18n/locale.ts';
import { syncNow } from '../../sync/api/status.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { FailureNote, useSubmit } from '../../ui/submit.tsx';

const AVATAR_BYTES = 256 * 1024;

/** The member’s picture, to be replaced or removed. */
export function AvatarPart({ profile }: { profile: Profile }) {
  const t = useT();
  const { busy, failure, submit, setFailure } = useSubmit();
  const changed = () => syncNow();
  const upload = async (e: ChangeEvent<HTMLInputElement>) => {
    const file = e.target.files?.[0];
    e.target.value = '';
    if (!file) return;
    if (file.size > AVATAR_BYTES) return setFailure({ code: 'account.image_too_large', params: {} });
    const base64 = await base64Of(file);
    if (await submit(() => call((api) => api.accounts.uploadAvatar.mutate({ base64 })))) changed();
  };
  const remove = async () => {
    if (await submit(() => call((api) => api.accounts.removeAvatar.mutate()))) changed();
  };
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-4">
        <Avatar path={profile.avatar} name={profile.name} large />
        <div className="flex min-w-0 flex-1 basis-40 flex-col items-start gap-1">
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
