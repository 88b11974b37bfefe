import { useState, type ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button, IconButton } from '../../ui/actions/Button.tsx';
import { RadioGroup } from '../../ui/forms/choices.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { Stepper } from '../../ui/forms/Stepper.tsx';
import { readerThemes, sizes, type ReaderSettings } from '../settings.ts';

const words = {
  auto: 'reading.theme.auto',
  light: 'reading.theme.light',
  dark: 'reading.theme.dark',
  sepia: 'reading.theme.sepia',
} as const;

/** Size and colours of the text. */
export function ReaderSettingsButton({
  settings,
  onSettings,
}: {
  settings: ReaderSettings;
  onSettings: (next: ReaderSettings) => void;
}) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton icon="text" label={t('reading.settings')} onClick={() => setOpen(true)} />
      <Sheet open={open} onClose={() => setOpen(false)} title={t('reading.settings')}>
        <Stepper
          size="large"
          label={t('reading.size')}
          value={settings.size}
          min={1}
          max={5}
          onChange={(n) => onSettings({ ...settings, size: sizes.find((s) => s === n) ?? settings.size })}
          hint={t('reading.size')}
        />
        <RadioGroup
          label={t('reading.theme')}
          value={settings.theme}
          onValue={(theme) => onSettings({ ...settings, theme })}
          options={readerThemes.map((value) => ({ value, label: t(words[value]) }))}
        />
        <Button block variant="quiet" onClick={() => setOpen(false)}>
          {t('ui.close')}
        </Button>
      </Sheet>
    </>
  );
}

/** Turning pages, within reach of the thumb, and what else is always at hand while reading. */
export function PageTurner({
  page,
  pages,
  onTurn,
  children,
}: {
  page: number;
  pages: number;
  onTurn: (to: number) => void;
  children?: ReactNode;
}) {
  const t = useT();
  return (
    <nav
      aria-label={t('reading.pages')}
      data-page-bar
      className="@container sticky bottom-[var(--thumb-bar)] -mx-4 flex min-h-14 items-center gap-2 border-t border-line bg-paper px-4 py-1.5 rail:bottom-0"
    >
      <IconButton icon="back" label={t('reading.previous')} disabled={page === 0} onClick={() => onTurn(page - 1)} />
      <span className="num flex-1 text-center text-small text-soft" aria-live="polite">
        {t('reading.page', { n: page + 1, of: pages })}
      </span>
      {children}
      <IconButton icon="next" label={t('reading.next')} disabled={page >= pages - 1} onClick={() => onTurn(page + 1)} />
    </nav>
  );
}
