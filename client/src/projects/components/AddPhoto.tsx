import type { PictureId } from '@egoejo/shared/platform/ids.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { useEffect, useRef, useState, type ChangeEvent } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { keepPhoto } from '../photos.ts';

/**
 * Chooses or takes a photo, makes it small and keeps it here; then `onPhoto` gets its id. `onBusy` hears when that
 * begins and ends: what is sent meanwhile would go without the photo.
 */
export function AddPhoto({
  onPhoto,
  onBusy,
}: {
  onPhoto: (id: PictureId) => Promise<void> | void;
  onBusy?: (busy: boolean) => void;
}) {
  const t = useT();
  const [busy, setState] = useState(false);
  const setBusy = (now: boolean) => {
    setState(now);
    onBusy?.(now);
  };
  const [failed, setFailed] = useState<Failure | null>(null);
  // The member goes on typing while the photo is made small: the form of that moment gets it.
  const latest = useRef(onPhoto);
  useEffect(() => {
    latest.current = onPhoto;
  });
  const take = async (e: ChangeEvent<HTMLInputElement>) => {
    const file = e.target.files?.[0];
    e.target.value = '';
    if (!file) return;
    setBusy(true);
    const kept = await keepPhoto(file);
    setFailed(kept.ok ? null : kept.error);
    if (kept.ok) await latest.current(kept.value);
    setBusy(false);
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <label className="inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-card border-[1.5px] border-leaf px-4 font-strong text-leaf focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-leaf">
        <Icon name="camera" className="size-5" />
        {t(busy ? 'projects.photo.preparing' : 'projects.photo.add')}
        <input type="file" accept="image/*" className="sr-only" disabled={busy} onChange={(e) => void take(e)} />
      </label>
      <p className="text-tiny text-soft">{t('projects.photo.hint')}</p>
      {failed && <ErrorNote what={errorText(failed)} />}
    </div>
  );
}
