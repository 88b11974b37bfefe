import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { bytes } from '../../i18n/when.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { useProjectText } from '../text.ts';

/** The long text, or the bytes received so far while it loads. Without it only the summary above is shown. */
export function ProjectText({ id }: { id: string }) {
  const t = useT();
  const locale = useLocale();
  const text = useProjectText(id);
  switch (text.state) {
    case 'loading':
      return null;
    case 'fetching':
      return (
        <p role="status" className="text-tiny text-soft">
          {t('projects.text.fetching', { size: bytes(locale, text.bytes) })}
        </p>
      );
    case 'failed':
      return (
        <ErrorNote
          what={errorText({ code: text.code === 'reading.unreachable' ? 'network' : text.code })}
          safe={t('projects.text.safe')}
          action={
            <Button variant="quiet" onClick={text.again}>
              {t('ui.retry')}
            </Button>
          }
        />
      );
    default:
      return (
        <div className="flex max-w-prose flex-col gap-3">
          {text.paragraphs.map((p, i) => (
            <p key={i} className="whitespace-pre-line">
              {typeset(p)}
            </p>
          ))}
        </div>
      );
  }
}
