import { copyText } from '../platform/device/share.ts';
import { toast } from '../ui/layers/toasts.tsx';

/** Copies the words of a message. @param done what a toast says then */
export async function copyWords(text: string, done: string): Promise<void> {
  if (await copyText(text)) toast(done);
}
