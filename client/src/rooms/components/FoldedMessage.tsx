import { useT } from '../../i18n/locale.ts';

/** The place of a message by somebody whom the member blocked: a tap shows its words. */
export function FoldedMessage({ id, onShow }: { id: string; onShow: () => void }) {
  const t = useT();
  return (
    <div id={`m-${id}`} tabIndex={-1} className="flex flex-col items-start outline-offset-4">
      <button
        type="button"
        className="flex min-h-11 flex-wrap items-center gap-x-2 rounded-card border border-dashed border-line px-3 py-2 text-start text-tiny text-soft"
        onClick={onShow}
      >
        <span className="italic">{t('blocks.folded')}</span>
        <span className="font-strong text-leaf">{t('blocks.show')}</span>
      </button>
    </div>
  );
}
