import { useT } from '../../../i18n/locale.ts';
import { useEcoLevel } from '../../../eco/store.ts';
import { Card } from '../../../ui/cards/Card.tsx';
import { Select } from '../../../ui/forms/Select.tsx';
import { Switch } from '../../../ui/forms/Switch.tsx';
import { LinkButton } from '../../../ui/actions/Button.tsx';
import { setPreferences, usePreferences } from '../../preferences.ts';

const BUDGETS = [0, 20, 50, 100, 250, 500, 1000] as const;

/** The budget, and when the app may transfer. */
export function TransferWishes() {
  const t = useT();
  const level = useEcoLevel();
  const { wifiOnly = false, dataBudgetMb = 0 } = usePreferences();
  return (
    <Card className="flex flex-col gap-3">
      <Select
        label={t('eco.budget')}
        value={String(dataBudgetMb)}
        onValue={(v) => void setPreferences({ dataBudgetMb: Number(v) })}
        options={BUDGETS.map((mb) => ({
          value: String(mb),
          label: mb === 0 ? t('eco.budgetNone') : t('eco.budgetMb', { n: mb }),
        }))}
      />
      <Switch
        label={t('eco.wifiOnly')}
        hint={t('eco.wifiOnlyHint')}
        checked={wifiOnly}
        onValue={(on) => void setPreferences({ wifiOnly: on })}
      />
      <LinkButton to="/moi/reglages" variant="quiet" icon="leaf">
        {t('eco.levelNow', { name: t(`eco.level.${level}`) })}
      </LinkButton>
    </Card>
  );
}
