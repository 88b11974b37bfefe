import { PICTURE_ALT } from '@egoejo/shared/projects/model.ts';
import { useT } from '../../../i18n/locale.ts';
import { forgetFile } from '../../../sync/api/kept/files.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Chip } from '../../../ui/feedback/Chip.tsx';
import { TextField } from '../../../ui/forms/text-fields.tsx';
import { hasRoom, type DraftPhoto } from '../../photos.ts';
import { AddPhoto } from '../AddPhoto.tsx';
import { KeptPhoto } from '../ProjectPicture.tsx';

/** The photos of a proposal that was not sent yet: kept on this device. */
export function DraftPhotos({
  photos,
  onPhotos,
  onBusy,
}: {
  photos: readonly DraftPhoto[];
  onPhotos: (next: DraftPhoto[]) => void;
  onBusy: (busy: boolean) => void;
}) {
  const t = useT();
  const remove = (id: string) => {
    onPhotos(photos.filter((p) => p.id !== id));
    void forgetFile(id);
  };
  return (
    <section aria-label={t('projects.photo.title')} className="flex flex-col gap-3">
      {photos.map(({ id, alt }) => (
        <div key={id} className="flex flex-col gap-2 rounded-card border border-line bg-surface p-3.5">
          <KeptPhoto id={id} alt={alt || t('projects.photo.ofProject')} />
          <TextField
            label={t('projects.photo.alt')}
            hint={t('projects.photo.altHint')}
            value={alt}
            maxLength={PICTURE_ALT}
            onValue={(next) => onPhotos(photos.map((p) => (p.id === id ? { id, alt: next } : p)))}
          />
          <div className="flex flex-wrap items-center justify-between gap-2">
            <Chip icon="ok">{t('projects.photo.draft')}</Chip>
            <Button variant="grave" onClick={() => remove(id)}>
              {t('projects.photo.remove')}
            </Button>
          </div>
        </div>
      ))}
      {hasRoom(photos) && <AddPhoto onPhoto={(id) => onPhotos([...photos, { id, alt: '' }])} onBusy={onBusy} />}
    </section>
  );
}
