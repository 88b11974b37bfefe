import type { ContractTerms } from '@egoejo/shared/publishing/contract.ts';
import { useT } from '../../i18n/locale.ts';

/** Every space and line break of the text counts. */
const EXACT = { whiteSpace: 'pre-wrap' } as const;

/** The exact text of a contract, character for character, which opens at a tap. */
export function ContractText({
  text,
  language,
  open = false,
}: {
  text: string;
  language: ContractTerms['language'];
  open?: boolean;
}) {
  const t = useT();
  return (
    <details className="rounded-card border border-line bg-surface px-3.5" open={open}>
      <summary className="min-h-11 cursor-pointer py-2.5 font-strong text-leaf">{t('contracts.text')}</summary>
      <p className="pb-3.5 text-small break-words" style={EXACT} lang={language} dir="auto">
        {text}
      </p>
    </details>
  );
}
