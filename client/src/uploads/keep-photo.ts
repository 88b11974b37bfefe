import type { UploadPurposeName } from '@egoejo/shared/media/model.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { keepFile } from '../sync/api/kept/keep-file.ts';
import { shrink } from './shrink.ts';

/** Makes a chosen picture small and keeps it on this device. Returns its new id. */
export async function keepPhoto<Id extends string>(file: Blob, purpose: UploadPurposeName): Promise<Result<Id>> {
  const small = await shrink(file);
  if (!small.ok) return small;
  const id = newId<Id>();
  const { bytes, type } = small.value;
  const kept = await keepFile({ id, purpose, content: new Blob([bytes]), type });
  return kept.ok ? ok(id) : kept;
}
