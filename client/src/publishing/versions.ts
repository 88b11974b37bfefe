/** Adds a version of a manuscript: its file is kept on this device, and sent once the server knows of it. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { newId, type ManuscriptFileId } from '@egoejo/shared/platform/ids.ts';
import { fail, type Params, type Result } from '@egoejo/shared/platform/result.ts';
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import { MANUSCRIPT_TEXT, type ManuscriptRow } from '@egoejo/shared/publishing/model.ts';
import type { MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { errorText } from '../i18n/error-text.ts';
import { hasMessage, type Translate } from '../i18n/locale.ts';
import { mutate } from '../sync/api/acts/mutate.ts';
import { fileQueued, forgetFile } from '../sync/api/kept/files.ts';
import { keepFile } from '../sync/api/kept/keep-file.ts';

/** What file choosers offer. */
export const ACCEPTED = '.epub,.md,.markdown,.txt,.zip,application/epub+zip,text/markdown,text/plain,application/zip';
/** Most characters of a text that is typed here; a longer one comes as a file. */
export const LONGEST_TYPED = 200_000;

interface NewVersion {
  name: string;
  type: string;
  content: Blob;
}
/** Codes: `media.too_large`, `manuscript.unfit` (empty), those of keeping a file and of queueing an act. */
export async function addVersion(
  { id: manuscript, title }: ManuscriptRow,
  { name, type, content }: NewVersion,
): Promise<Result<MutationKey>> {
  if (content.size === 0) return fail('manuscript.unfit', { fault: 'empty', line: 0, picture: '' });
  if (content.size > UPLOAD.manuscript) return fail('media.too_large');
  const id = newId<ManuscriptFileId>();
  const kept = await keepFile({ id, purpose: 'manuscriptFile', content, type });
  if (!kept.ok) return kept;
  const shown = cut(name.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim(), MANUSCRIPT_TEXT.fileName);
  const queued = await mutate('manuscript.addFile', { id, manuscript, name: shown }, title);
  await (queued.ok ? fileQueued(id) : forgetFile(id));
  return queued;
}

/** Why a version was refused, in words: what is wrong with its text, where and with which picture. */
export function whyUnfit(t: Translate, { code, params }: { code: string | null; params: Params }): string {
  const key = `publishing.fault.${String(params['fault'])}`;
  if (code === 'manuscript.unfit' && hasMessage(key)) {
    const why = t(key, { line: Number(params['line'] ?? 0), picture: String(params['picture'] ?? '') });
    // Of an archive with several texts.
    return params['file'] ? `${String(params['file'])} · ${why}` : why;
  }
  return errorText({ code: code ?? 'manuscript.unfit', params });
}
