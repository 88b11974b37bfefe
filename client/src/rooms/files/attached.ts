/** The one file that the message being written brings: kept on this device like its words, until it is sent. */
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import { newId, type MessageFileId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { newMessageFile, type NewMessageFile } from '@egoejo/shared/rooms/model.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { fileAgain, fileQueued, forgetFile, useFile } from '../../sync/api/kept/files.ts';
import { keepFile } from '../../sync/api/kept/keep-file.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { keepPhoto } from '../../uploads/model.ts';
import type { Recorded } from '../voice/recorder.ts';
import { fileName } from './name.ts';

export interface Attached {
  /** Null: the message brings none. */
  file: NewMessageFile | null;
  /** Its bytes. */
  size: number;
  /** False until this device has read which file it keeps for the next message. */
  loaded: boolean;
  put(file: NewMessageFile): void;
  /** Removes the file from the message and from this device. */
  drop(): Promise<void>;
  /** Call it when the message that brings the file was queued. */
  sent(): Promise<void>;
}

/** What is attached to the next message of a room. */
export function useAttached(room: string): Attached {
  const [draft, setDraft, clear, read] = useDraft<NewMessageFile | null>(`room-file:${room}`, null);
  const kept = useFile(draft?.id ?? '');
  // A tab that was killed just after it queued the message did not clear the draft.
  const row = useRow('messageFile', draft?.id);
  return {
    file: kept && row === null ? draft : null,
    size: kept?.size ?? 0,
    loaded: read && (draft === null || (kept !== undefined && row !== undefined)),
    put: setDraft,
    async drop() {
      await clear();
      if (draft) await forgetFile(draft.id);
    },
    async sent() {
      if (draft) await fileQueued(draft.id);
      await clear();
    },
  };
}

/** Makes a photo small and keeps it. Codes: `media.bad_picture`, `media.too_large`, those of keeping a file. */
export async function attachPhoto(chosen: Blob): Promise<Result<NewMessageFile>> {
  const kept = await keepPhoto<MessageFileId>(chosen, 'messageFile');
  return kept.ok ? ok({ kind: 'picture', id: kept.value }) : kept;
}

/** Keeps a file as it is. Codes: `media.too_large`, those of keeping a file. @param without a name for one that has none */
export async function attachFile(chosen: File, without: string): Promise<Result<NewMessageFile>> {
  if (chosen.size > UPLOAD.message) return fail('media.too_large', { most: UPLOAD.message });
  const id = newId<MessageFileId>();
  const kept = await keepFile({ id, purpose: 'messageFile', content: chosen, type: chosen.type });
  return kept.ok ? ok({ kind: 'file', id, name: fileName(chosen.name, without) }) : kept;
}

/** Keeps a voice note, or what is recorded of it so far. Codes: those of keeping a file. */
export async function attachVoice(
  id: MessageFileId,
  { sound, seconds, bars }: Recorded,
): Promise<Result<NewMessageFile>> {
  const kept = await keepFile({ id, purpose: 'messageFile', content: sound, type: sound.type });
  return kept.ok ? ok({ kind: 'voice', id, seconds, bars }) : kept;
}

/** Makes the file of a refused message ready to be sent again. Null: this device no longer has it. */
export async function attachAgain(file: NewMessageFile): Promise<NewMessageFile | null> {
  const id = newId<MessageFileId>();
  return (await fileAgain(file.id, id)) ? { ...file, id } : null;
}

/** The file that a message which was sent would bring. */
export function fileIn(args: Readonly<Record<string, unknown>>): NewMessageFile | null {
  const read = newMessageFile.safeParse(args['file']);
  return read.success ? read.data : null;
}
