/** The photos of a project on this device, and how far each got. */
import type { ProjectPicture } from '@egoejo/shared/projects/model.ts';
import { MOST_PICTURES } from '@egoejo/shared/projects/model.ts';
import type { PictureId } from '@egoejo/shared/platform/ids.ts';
import { useMemo } from 'react';
import { errorText } from '../i18n/error-text.ts';
import { useLive, useOverlay } from '../sync/api/rows/live.ts';
import { useUploadState } from '../uploads/model.ts';

/** A photo of a proposal that was not sent yet. */
export interface DraftPhoto {
  id: PictureId;
  alt: string;
}

/** The photos of a project as shown, in order, with those whose acts are queued. */
export function usePhotosOf(project: string): ProjectPicture[] | undefined {
  const over = useOverlay().rows.get('projectPicture');
  const base = useLive((db) => db.projectPicture.where('project').equals(project).toArray(), [project]);
  return useMemo(() => {
    if (!base) return undefined;
    const shown: ProjectPicture[] = base.filter((p) => !over?.has(p.id));
    for (const row of over?.values() ?? []) if (row && 'place' in row && isPhotoOf(row, project)) shown.push(row);
    return shown.toSorted((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
  }, [base, over, project]);
}
const isPhotoOf = (row: object, project: string): row is ProjectPicture => 'project' in row && row.project === project;

/** Where the next photo stands. */
export const nextPlace = (photos: readonly ProjectPicture[]): number =>
  photos.reduce((most, { place }) => Math.max(most, place + 1), 0);
/** Whether the project takes one more; refused photos do not count. */
export const hasRoom = (photos: readonly (DraftPhoto | ProjectPicture)[]): boolean =>
  photos.filter((photo) => !('state' in photo && photo.state === 'refused')).length < MOST_PICTURES;

/** The state of a photo in words, without a network too. */
export const usePhotoState = (photo: ProjectPicture): ReturnType<typeof useUploadState> =>
  useUploadState('projectPicture', photo, errorText({ code: photo.code ?? 'media.bad_picture' }));
