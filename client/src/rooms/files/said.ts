/** What a message says, in one line. Pure. */
import type { Message, MessageFile, NewMessageFile } from '@egoejo/shared/rooms/model.ts';
import type { MessageKey, Translate } from '../../i18n/locale.ts';
import { plainOf } from '../markdown/markdown.ts';

const kinds = { picture: 'rooms.picture', voice: 'rooms.voice', file: 'rooms.file' } as const satisfies Record<
  NewMessageFile['kind'],
  MessageKey
>;

/** What a file is: its name, or of what kind it is. */
export const kindOf = (t: Translate, file: Pick<MessageFile, 'kind'> & { name?: string }): string =>
  file.name || t(kinds[file.kind]);

/** The words of a message; without words, what file it brings. @param file if this device knows it */
export const saidOf = (t: Translate, { text, id }: Message, files: ReadonlyMap<string, MessageFile>): string => {
  const file = files.get(id);
  return plainOf(text) || (file ? kindOf(t, file) : t('rooms.file'));
};
