import { UPLOAD } from '@egoejo/shared/media/model.ts';
import { useLocale, useT } from '../../../i18n/locale.ts';
import { bytes } from '../../../i18n/when.ts';
import { Sheet } from '../../../ui/layers/Sheet.tsx';
import { ChooseFile } from '../../../uploads/model.ts';

/** What can be added to a message: a photo, which is made small, or any file as it is. */
export function AttachSheet({
  onPhoto,
  onFile,
  onClose,
}: {
  onPhoto: (file: File) => void;
  onFile: (file: File) => void;
  onClose: () => void;
}) {
  const t = useT();
  const most = bytes(useLocale(), UPLOAD.message);
  const chosen = (take: (file: File) => void) => (file: File) => {
    onClose();
    take(file);
  };
  return (
    <Sheet open onClose={onClose} title={t('rooms.attach')} description={t('rooms.attach.hint', { most })}>
      <div className="flex flex-col gap-2">
        <ChooseFile icon="camera" label={t('rooms.picture')} accept="image/*" block onFile={chosen(onPhoto)} />
        <ChooseFile icon="text" label={t('rooms.file')} block onFile={chosen(onFile)} />
      </div>
    </Sheet>
  );
}
