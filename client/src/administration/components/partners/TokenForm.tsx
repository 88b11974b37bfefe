import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { useState } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { PARTNER_PER_MINUTE, partnerScopes, type PartnerScope } from '@egoejo/shared/partners/model.ts';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';
import { call, NETWORK } from '../../../platform/network/api.ts';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { CheckboxGroup } from '../../../ui/forms/choices.tsx';
import { Form } from '../../../ui/forms/Form.tsx';
import { TextField } from '../../../ui/forms/text-fields.tsx';

/** Who the token is for, what it reads and how often. */
export function TokenForm({
  onMade,
  onChanged,
}: {
  onMade: (name: string, token: string) => void;
  onChanged: () => void;
}) {
  const t = useT();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<PartnerScope[]>([]);
  const [rate, setRate] = useState(String(PARTNER_PER_MINUTE.usual));
  const { busy, failure, submit } = useSubmit();
  const perMinute = /^\d{1,4}$/.test(rate.trim()) ? Number(rate) : 0;
  const wrong = perMinute < 1 || perMinute > PARTNER_PER_MINUTE.most;
  const bounds = t('partners.perMinute.bounds', { most: PARTNER_PER_MINUTE.most });
  const go = async () => {
    const done = await submit(() =>
      call((api) => api.partners.create.mutate({ name: name.trim(), scopes, perMinute })),
    );
    if (done) onMade(name.trim(), done.value.token);
    else onChanged();
  };
  return (
    <Form onSend={go}>
      <TextField
        label={t('partners.name')}
        hint={t('partners.name.hint')}
        value={name}
        onValue={setName}
        maxLength={TEXT.name}
        autoComplete="off"
      />
      <CheckboxGroup
        label={t('partners.scopes')}
        values={scopes}
        onValues={setScopes}
        options={partnerScopes.map((s) => ({
          value: s,
          label: t(`partners.scope.${s}`),
          hint: t(`partners.scope.${s}.hint`),
        }))}
      />
      <TextField
        label={t('partners.perMinute')}
        value={rate}
        onValue={setRate}
        inputMode="numeric"
        autoComplete="off"
        hint={wrong ? undefined : bounds}
        error={wrong ? bounds : undefined}
      />
      <FailureNote failure={failure} />
      {failure?.code === NETWORK && <p className="text-small">{t('partners.lost')}</p>}
      <Button type="submit" block busy={busy} disabled={!isVisible(name) || scopes.length === 0 || wrong}>
        {t('partners.go')}
      </Button>
    </Form>
  );
}
