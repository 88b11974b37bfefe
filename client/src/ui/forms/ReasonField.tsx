import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { useT } from '../../i18n/locale.ts';
import { TextArea } from './text-fields.tsx';

/** Why something is decided about other people. `hint` says who will read it. */
export function ReasonField(props: {
  /** Instead of the usual one. */
  label?: string;
  hint: string;
  value: string;
  onValue: (reason: string) => void;
  rows?: number;
}) {
  const t = useT();
  return <TextArea label={t('ui.reason')} maxLength={TEXT.summary} rows={3} {...props} />;
}
