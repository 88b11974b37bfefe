import { useState } from 'react';
import { commonLanguage, LANGUAGES, type Language } from '@egoejo/shared/platform/languages.ts';
import { TEXT_SIZES } from '@egoejo/shared/platform/text-sizes.ts';
import { ECO } from '@egoejo/shared/eco/model.ts';
import { storedTextSize } from '../../platform/device/text-size.ts';
import { themes } from '../../platform/device/theme.ts';
import { storedTheme } from '../../platform/device/theme.ts';
import { levelOf, useEcoStore, type EcoChoice } from '../../eco/store.ts';
import { languageNames, useLanguage, useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { RadioGroup } from '../../ui/forms/choices.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { setPreferences } from '../preferences.ts';
import { LockSetting } from '../components/lock/LockSetting.tsx';

const choices = ['auto', '1', '2', '3', '4', '5'] as const;

/** Language, theme, eco level, lock. Everything applies at once and without a network. */
export function SettingsPage() {
  const t = useT();
  const who = useMember();
  return (
    <Page title={t('accounts.settings.title')} back="/moi">
      <Look />
      <Eco />
      {who && <LockSetting member={who.member} />}
      {who && (
        <LinkButton to="/moi/securite" variant="quiet" block icon="lock">
          {t('accounts.security.title')}
        </LinkButton>
      )}
      {who && (
        <LinkButton to="/moi/bloques" variant="quiet" block icon="no">
          {t('blocks.title')}
        </LinkButton>
      )}
    </Page>
  );
}

function Look() {
  const t = useT();
  const language = useLanguage();
  const [theme, setShown] = useState(storedTheme);
  const [size, setSize] = useState(storedTextSize);
  const speak = (next: Language) =>
    void setPreferences({ locale: next }).catch(() => toast(t('accounts.settings.noPack'), 'clay'));
  return (
    <Card className="flex flex-col gap-4">
      <Select
        label={t('accounts.settings.language')}
        hint={language === commonLanguage(language) ? undefined : t('accounts.settings.machine')}
        value={language}
        onValue={speak}
        options={LANGUAGES.map((value) => ({ value, label: languageNames[value] }))}
      />
      <RadioGroup
        label={t('accounts.settings.theme')}
        value={theme}
        options={themes.map((value) => ({ value, label: t(`accounts.settings.theme.${value}`) }))}
        onValue={(next) => {
          setShown(next);
          void setPreferences({ theme: next });
        }}
      />
      <RadioGroup
        label={t('accounts.settings.textSize')}
        value={String(size)}
        options={TEXT_SIZES.map((value) => ({
          value: String(value),
          label:
            value === 100 ? t('accounts.settings.textSize.usual') : t('accounts.settings.textSize.of', { n: value }),
        }))}
        onValue={(next) => {
          const chosen = TEXT_SIZES.find((value) => String(value) === next) ?? 100;
          setSize(chosen);
          void setPreferences({ textSize: chosen });
        }}
      />
    </Card>
  );
}

function Eco() {
  const t = useT();
  const state = useEcoStore();
  const choose = (value: (typeof choices)[number]) => {
    const choice: EcoChoice = value === 'auto' ? 'auto' : levels[value];
    void setPreferences({ eco: choice });
  };
  return (
    <Section title={t('eco.title')}>
      <Card className="flex flex-col gap-2">
        <p className="text-small text-soft">{t('eco.text')}</p>
        <RadioGroup
          label={t('eco.title')}
          hideLabel
          value={choices.find((c) => c === String(state.choice)) ?? 'auto'}
          onValue={choose}
          options={choices.map((value) => ({
            value,
            label: value === 'auto' ? t('eco.auto', { name: t(`eco.level.${state.auto}`) }) : t(`eco.level.${value}`),
            hint: value === 'auto' ? t('eco.autoHint') : t(`eco.level.${value}.hint`),
          }))}
        />
        {ECO[levelOf(state)].every === null && <p className="text-tiny text-soft">{t('eco.byHand')}</p>}
      </Card>
    </Section>
  );
}
const levels = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 5 } as const;
