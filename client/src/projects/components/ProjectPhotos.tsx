import type { PictureId } from '@egoejo/shared/platform/ids.ts';
import { PICTURE_ALT, type Project, type ProjectPicture } from '@egoejo/shared/projects/model.ts';
import { useState } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { fileQueued } from '../../sync/api/kept/files.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { mutate } from '../../sync/api/acts/mutate.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Picture } from '../../ui/pictures/Picture.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { hasRoom, nextPlace, usePhotosOf, usePhotoState } from '../photos.ts';
import { useMayPicture } from '../rights.ts';
import { AddPhoto } from './AddPhoto.tsx';
import { KeptPhoto } from './ProjectPicture.tsx';

/** The state of a photo, for those who sent it. */
function PhotoChip({ photo }: { photo: ProjectPicture }) {
  const { tone, icon, words } = usePhotoState(photo);
  return (
    <span role="status">
      <Chip tone={tone} icon={icon}>
        {words}
      </Chip>
    </span>
  );
}

function PhotoView({ photo }: { photo: ProjectPicture }) {
  const t = useT();
  const alt = typeset(photo.alt) || t('projects.photo.ofProject');
  return photo.name === null ? (
    <KeptPhoto id={photo.id} alt={alt} />
  ) : (
    <Picture name={photo.name} alt={alt} shape="cover" colour={photo.colour} />
  );
}

/** A photo of a project that exists: its state, and its removal. */
function EditedPhoto({ photo, title }: { photo: ProjectPicture; title: string }) {
  const t = useT();
  const remove = async () => {
    const queued = await mutate('project.removePicture', { picture: photo.id, project: photo.project }, title);
    if (!queued.ok) toast(errorText(queued.error), 'clay');
  };
  return (
    <div className="flex flex-col gap-2 rounded-card border border-line bg-surface p-3.5">
      <PhotoView photo={photo} />
      {photo.alt && <p className="text-tiny text-soft">{typeset(photo.alt)}</p>}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <PhotoChip photo={photo} />
        <Button variant="grave" onClick={() => void remove()}>
          {t('projects.photo.remove')}
        </Button>
      </div>
    </div>
  );
}

/** Photos of a project that exists, for who may add and remove them: each act is queued at once. */
export function EditedPhotos({ project }: { project: Pick<Project, 'id' | 'title'> }) {
  const t = useT();
  const photos = usePhotosOf(project.id);
  const [alt, setAlt] = useState('');
  if (!photos) return null;
  const add = async (id: PictureId) => {
    const args = { id, project: project.id, alt: alt.trim(), place: nextPlace(photos) };
    const queued = await mutate('project.addPicture', args, project.title);
    if (!queued.ok) return toast(errorText(queued.error), 'clay');
    await fileQueued(id);
    setAlt('');
  };
  return (
    <section aria-label={t('projects.photo.title')} className="flex flex-col gap-3">
      {photos.map((photo) => (
        <EditedPhoto key={photo.id} photo={photo} title={project.title} />
      ))}
      {hasRoom(photos) && (
        <>
          <TextField
            label={t('projects.photo.alt')}
            hint={t('projects.photo.altHint')}
            value={alt}
            maxLength={PICTURE_ALT}
            onValue={setAlt}
          />
          <AddPhoto onPhoto={add} />
        </>
      )}
    </section>
  );
}

/**
 * The photos of a project on its page: all with their states for who may change them, else the stored ones besides the
 * cover, which stands above. Whoever proposed it also reads which of their photos were refused, and why.
 */
export function ProjectPhotos({ project }: { project: Project }) {
  const t = useT();
  const photos = usePhotosOf(project.id);
  const may = useMayPicture(project);
  const me = useMember()?.member;
  if (!photos) return null;
  if (may && project.status !== 'published') return <EditedPhotos project={project} />;
  if (may)
    return (
      <details className="rounded-card border border-line bg-surface px-3.5">
        <summary className="min-h-11 cursor-pointer py-2.5 font-strong text-leaf">
          {t('projects.photo.count', { n: photos.length })}
        </summary>
        <div className="pb-3.5">
          <EditedPhotos project={project} />
        </div>
      </details>
    );
  const others = photos.filter(({ state, name }) => state === 'stored' && name !== project.picture);
  const refused = me === project.author ? photos.filter(({ state }) => state === 'refused') : [];
  if (others.length + refused.length === 0) return null;
  return (
    <section aria-label={t('projects.photo.title')} className="flex flex-col gap-3">
      {others.map((photo) => (
        <PhotoView key={photo.id} photo={photo} />
      ))}
      {refused.map((photo) => (
        <div key={photo.id} className="flex flex-col gap-1">
          {photo.alt && <p className="text-tiny text-soft">{typeset(photo.alt)}</p>}
          <PhotoChip photo={photo} />
        </div>
      ))}
    </section>
  );
}
