import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { useState } from 'react';
import { errorText } from '../../../i18n/error-text.ts';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/cards/Card.tsx';
import { ErrorNote } from '../../../ui/feedback/feedback.tsx';
import { Form } from '../../../ui/forms/Form.tsx';
import { TextField } from '../../../ui/forms/text-fields.tsx';
import { instantOf, openSeason } from '../../seasons.ts';
import { useTending } from './use-tending.ts';

/** The form that opens a season. */
export function NewSeason() {
  const t = useT();
  const [plan, setPlan] = useState({ name: '', from: '', to: '' });
  const { busy, failed, run } = useTending();
  const whole = isVisible(plan.name) && plan.from !== '' && plan.to !== '';
  const send = async () => {
    if (!whole) return;
    const opened = await run(
      () =>
        openSeason({ name: plan.name.trim(), startsAt: instantOf(plan.from, false), endsAt: instantOf(plan.to, true) }),
      t('saka.tend.opened'),
    );
    if (opened) setPlan({ name: '', from: '', to: '' });
  };
  return (
    <Card as="div">
      <Form onSend={send}>
        <h2 className="text-head">{t('saka.tend.new')}</h2>
        <TextField
          label={t('saka.tend.name')}
          value={plan.name}
          maxLength={60}
          onValue={(name) => setPlan({ ...plan, name })}
        />
        <div className="grid gap-3 min-[26rem]:grid-cols-2">
          <TextField
            type="date"
            label={t('saka.tend.from')}
            value={plan.from}
            onValue={(from) => setPlan({ ...plan, from })}
          />
          <TextField type="date" label={t('saka.tend.to')} value={plan.to} onValue={(to) => setPlan({ ...plan, to })} />
        </div>
        <p className="text-tiny text-soft">{t('saka.tend.hint')}</p>
        {failed && <ErrorNote what={errorText(failed)} />}
        <Button type="submit" block busy={busy} disabled={!whole}>
          {t('saka.tend.open')}
        </Button>
      </Form>
    </Card>
  );
}
