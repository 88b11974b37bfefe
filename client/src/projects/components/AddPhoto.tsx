import type { PictureId } from '@egoejo/shared/platform/ids.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { useEffect, useRef, useState } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { ChooseFile, keepPhoto } from '../../uploads/model.ts';

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
  const take = async (file: File) => {
    setBusy(true);
    const kept = await keepPhoto<PictureId>(file, 'projectPicture');
    setFailed(kept.ok ? null : kept.error);
    if (kept.ok) await latest.current(kept.value);
    setBusy(false);
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <ChooseFile
        icon="camera"
        label={t(busy ? 'projects.photo.preparing' : 'projects.photo.add')}
        accept="image/*"
        busy={busy}
        onFile={(file) => void take(file)}
      />
      <p className="text-tiny text-soft">{t('projects.photo.hint')}</p>
      {failed && <ErrorNote what={errorText(failed)} />}
    </div>
  );
}
