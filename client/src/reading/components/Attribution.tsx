import { useT } from '../../i18n/locale.ts';
import { creditsInWords } from '../text/credits.ts';

/** Authors, licence, source: shown wherever a text is, as CC BY requires. */
export function Attribution({ authors, licence, source }: { authors: string; licence: string; source: string | null }) {
  const t = useT();
  const line = [creditsInWords(authors, t), licence].filter(Boolean).join(' · ');
  const web = source !== null && /^https?:\/\//i.test(source);
  if (line === '' && source === null) return null;
  return (
    <p className="text-tiny text-soft">
      {line}
      {source !== null && (
        <>
          {line && ' · '}
          {web ? (
            <a href={source} target="_blank" rel="noreferrer noopener" className="text-leaf underline">
              {t('reading.source')}
            </a>
          ) : (
            source
          )}
        </>
      )}
    </p>
  );
}
