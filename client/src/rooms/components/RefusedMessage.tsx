import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { dismiss, type Act } from '../../sync/api/acts/activity.ts';
import { useFile } from '../../sync/api/kept/files.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { copyWords } from '../copy.ts';
import { fileIn } from '../files/attached.ts';
import type { Again } from './Composer.tsx';
import { KeptFile } from './files/AttachedFile.tsx';
import { MessageWords } from './MessageWords.tsx';

/** A message that the server refused. Shows its words, its file and the reason, and what the member can do now. */
export function RefusedMessage({ act, onRewrite }: { act: Act; onRewrite: ((again: Again) => void) | null }) {
  const t = useT();
  const { text } = act.args;
  const file = fileIn(act.args);
  const kept = useFile(file?.id ?? '');
  if (act.verdict?.status !== 'rejected' || typeof text !== 'string') return null;
  return (
    <div className="flex flex-col items-end gap-2 pt-2">
      <div className="max-w-full rounded-card border border-dashed border-clay px-3 py-2 text-soft">
        {file && (
          <div className="flex items-center gap-2">
            <KeptFile file={file} size={kept?.size ?? null} here={kept !== null} />
          </div>
        )}
        {text !== '' && <MessageWords text={text} people={[]} />}
      </div>
      <ErrorNote
        what={errorText(act.verdict)}
        action={
          <div className="flex flex-wrap gap-2">
            {onRewrite && (
              <Button variant="quiet" icon="edit" onClick={() => onRewrite({ text, file, key: act.key })}>
                {t(file ? 'rooms.rewrite.file' : 'rooms.rewrite')}
              </Button>
            )}
            {text !== '' && (
              <Button variant="quiet" onClick={() => void copyWords(text, t('rooms.copied'))}>
                {t('rooms.copy')}
              </Button>
            )}
            <Button variant="plain" onClick={() => void dismiss(act.key)}>
              {t('activity.dismiss')}
            </Button>
          </div>
        }
      />
    </div>
  );
}
