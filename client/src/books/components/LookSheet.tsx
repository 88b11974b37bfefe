import { useT } from '../../i18n/locale.ts';
import { RadioGroup } from '../../ui/forms/choices.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { Stepper } from '../../ui/forms/Stepper.tsx';
import { bookThemes, fonts, type Look } from '../kept.ts';

const leadings = [
  { value: '0', key: 'books.leading.book' },
  { value: '130', key: 'books.leading.close' },
  { value: '170', key: 'books.leading.wide' },
  { value: '210', key: 'books.leading.wider' },
] as const;
const edges = ['book', 'yes', 'no'] as const;
const margins = ['1', '2', '3'] as const;

/** Letters, lines, margins, colours of the text. A book with fixed pages has its own; only colours are offered. */
export function LookSheet({
  open,
  onClose,
  look,
  onLook,
  fixed = false,
}: {
  open: boolean;
  onClose: () => void;
  look: Look;
  onLook: (next: Look) => void;
  fixed?: boolean | undefined;
}) {
  const t = useT();
  const set = (change: Partial<Look>) => onLook({ ...look, ...change });
  const edge = look.justified === null ? 'book' : look.justified ? 'yes' : 'no';
  return (
    <Sheet open={open} onClose={onClose} title={t('books.look')}>
      <RadioGroup
        label={t('books.theme')}
        value={look.theme}
        onValue={(theme) => set({ theme })}
        options={bookThemes.map((value) => ({ value, label: t(`books.theme.${value}`) }))}
      />
      {!fixed && (
        <>
          <Stepper
            size="large"
            label={t('books.size')}
            hint={t('books.size')}
            value={look.size}
            min={60}
            max={300}
            step={10}
            onChange={(size) => set({ size })}
          />
          <Select
            label={t('books.font')}
            value={look.font}
            onValue={(font) => set({ font })}
            options={fonts.map((value) => ({ value, label: t(`books.font.${value}`) }))}
          />
          <Select
            label={t('books.leading')}
            value={String(look.leading)}
            onValue={(leading) => set({ leading: Number(leading) })}
            options={leadings.map(({ value, key }) => ({ value, label: t(key) }))}
          />
          <Select
            label={t('books.margins')}
            value={String(look.margins)}
            onValue={(n) => set({ margins: Number(n) })}
            options={margins.map((value) => ({ value, label: t(`books.margins.${value}`) }))}
          />
          <Select
            label={t('books.justified')}
            value={edge}
            onValue={(value) => set({ justified: value === 'book' ? null : value === 'yes' })}
            options={edges.map((value) => ({ value, label: t(`books.justified.${value}`) }))}
          />
          <RadioGroup
            label={t('books.flow')}
            value={look.flow}
            onValue={(flow) => set({ flow })}
            options={(['pages', 'scroll'] as const).map((value) => ({ value, label: t(`books.flow.${value}`) }))}
          />
        </>
      )}
    </Sheet>
  );
}
