import { AVATAR_BYTES, type Profile } from '@egoejo/shared/accounts/model.ts';
import type { ChangeEvent } from 'react';
import { call } from '../../../platform/network/api.ts';
import { base64 } from '../../../platform/values/base64.ts';
import { useT } from '../../../i18n/locale.ts';
import { syncNow } from '../../../sync/api/status/status.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/cards/Card.tsx';
import { Avatar } from '../../../ui/pictures/Avatar.tsx';
import { shrink } from '../../../uploads/model.ts';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';

/** The server draws 256 by 256 pixels from it. */
const MOST = { side: 512, bytes: AVATAR_BYTES };

/** The member’s picture, to be replaced or removed. */
export function AvatarPart({ profile }: { profile: Profile }) {
  const t = useT();
  const { busy, failure, submit, setFailure } = useSubmit();
  const changed = () => syncNow();
  const upload = async (e: ChangeEvent<HTMLInputElement>) => {
    const file = e.target.files?.[0];
    e.target.value = '';
    if (!file) return;
    const small = await shrink(file, MOST);
    // What this browser cannot draw the server perhaps can.
    if (!small.ok && file.size > MOST.bytes) return setFailure(small.error);
    const bytes = small.ok ? small.value.bytes : new Uint8Array(await file.arrayBuffer());
    if (await submit(() => call((api) => api.accounts.uploadAvatar.mutate({ base64: base64(bytes) })))) changed();
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
