import type { Project } from '@egoejo/shared/projects/model.ts';
import type { ComponentProps } from 'react';
import { useMember } from '../../sync/api/session/session.ts';
import { Picture } from '../../ui/pictures/Picture.tsx';
import { useKeptAddress } from '../../uploads/model.ts';
import { usePhotosOf } from '../photos.ts';

/** A photo that this device keeps, before the server has it. */
export function KeptPhoto({ id, alt }: { id: string; alt: string }) {
  const kept = useKeptAddress(id);
  return <Picture name={null} kept={kept} alt={alt} shape="cover" />;
}

interface Shown {
  /** Absent until its row is read. */
  project: Project | undefined;
  shape: ComponentProps<typeof Picture>['shape'];
}
/** The picture of a project. Until it has one, its author sees the first photo that they added. */
export function ProjectPicture({ project, shape }: Shown) {
  const own = useMember()?.member === project?.author;
  return project && own && project.picture === null ? (
    <OwnPicture project={project} shape={shape} />
  ) : (
    <Picture name={project?.picture ?? null} shape={shape} of={project} />
  );
}

function OwnPicture({ project, shape }: Shown & { project: Project }) {
  const photo = usePhotosOf(project.id)?.find(({ state }) => state !== 'refused');
  const kept = useKeptAddress(photo && photo.name === null ? photo.id : null);
  return <Picture name={photo?.name ?? null} kept={kept} shape={shape} of={project} />;
}
