import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { Notice } from '../../ui/feedback/feedback.tsx';

/** The words of a text as this device sends them. */
interface Queued {
  title: string;
  text: string;
  language: string;
  /** False once the server has refused it: the words stay here until the refusal is dismissed. */
  waiting: boolean;
}
const words = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A text that waits to be published or was refused; null for any other. */
export function useQueuedText(story: string): Queued | null {
  const act = useActs({ touches: { e: 'story', id: story } }).find(
    (a) => a.name === 'story.publish' && a.verdict?.status !== 'applied' && !a.dismissed,
  );
  if (!act) return null;
  const { title, text, language } = act.args;
  return { title: words(title), text: words(text), language: words(language), waiting: act.verdict === null };
}

/** A text that waits to be published, or was refused: its author reads it here. */
export function QueuedText({ queued: { text, language, waiting } }: { queued: Queued }) {
  const t = useT();
  return (
    <>
      {waiting && (
        <Notice icon="wait" tone="wait">
          {t('reading.write.waits')}
        </Notice>
      )}
      <article lang={language} dir="auto" className="mx-auto w-full max-w-[34rem] py-2 whitespace-pre-line">
        {typeset(text)}
      </article>
    </>
  );
}
