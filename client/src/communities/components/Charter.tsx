import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';

/** What the members agreed on, folded away until it is opened. Renders nothing where there is no charter. */
export function Charter({ text }: { text: string | undefined }) {
  const t = useT();
  if (!text) return null;
  return (
    <details className="rounded-card border border-line bg-surface p-3.5">
      <summary className="min-h-8 cursor-pointer font-strong">{t('communities.charter')}</summary>
      <p className="mt-2 max-w-prose whitespace-pre-line">{typeset(text)}</p>
    </details>
  );
}
