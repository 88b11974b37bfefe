import { useState, type FormEvent } from 'react';
import { newId, type ContractId } from '@egoejo/shared/platform/ids.ts';
import { CONTRACT_TEXT } from '@egoejo/shared/publishing/contract.ts';
import type { ManuscriptRow } from '@egoejo/shared/publishing/model.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLanguage, useLocale, useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useUsualCurrency } from '../../projects/model.ts';
import { languageName } from '../../reading/model.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { AmountField } from '../../ui/forms/AmountField.tsx';
import { RadioGroup } from '../../ui/forms/choices.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { TextArea, TextField } from '../../ui/forms/text-fields.tsx';
import { ContractText } from './ContractText.tsx';
import {
  emptyOffer,
  faultsOf,
  inLanguage,
  minorAmount,
  MOST_PER_QUARTER,
  offerOf,
  signingName,
  type OfferFault,
  type OfferForm as Form,
} from './terms.ts';

/** The publisher of a manuscript that is for everybody. */
const APP = 'EGOEJO';

interface FieldsProps {
  form: Form;
  put: (form: Form) => void;
  faults: readonly OfferFault[];
}

/** Which rights are given, where and for how long. */
function Rights({ form, put, faults }: FieldsProps) {
  const t = useT();
  return (
    <>
      <RadioGroup
        label={t('contracts.rights')}
        value={form.exclusive ? 'exclusive' : 'shared'}
        onValue={(rights) => put({ ...form, exclusive: rights === 'exclusive' })}
        options={[
          { value: 'shared', label: t('contracts.rights.shared'), hint: t('contracts.rights.shared.hint') },
          { value: 'exclusive', label: t('contracts.rights.exclusive'), hint: t('contracts.rights.exclusive.hint') },
        ]}
      />
      <TextField
        label={t('contracts.territory')}
        value={form.territory}
        onValue={(territory) => put({ ...form, territory })}
        maxLength={CONTRACT_TEXT.territory}
        error={faults.includes('territory') ? t('contracts.fault.territory') : undefined}
      />
      <TextField
        label={t('contracts.years')}
        inputMode="numeric"
        value={form.years}
        onValue={(years) => put({ ...form, years })}
        error={faults.includes('years') ? t('contracts.fault.years') : undefined}
      />
    </>
  );
}

/** What the author receives. */
function Money({ form, put, faults }: FieldsProps) {
  const t = useT();
  const most = minorAmount(useLocale(), MOST_PER_QUARTER, form.currency);
  return (
    <>
      <TextField
        label={t('contracts.share')}
        hint={t('contracts.share.hint')}
        inputMode="decimal"
        value={form.share}
        onValue={(share) => put({ ...form, share })}
        error={faults.includes('share') ? t('contracts.fault.share') : undefined}
      />
      <AmountField
        label={t('contracts.perQuarter')}
        hint={t('contracts.perQuarter.hint')}
        value={form.perQuarter}
        onValue={(perQuarter) => put({ ...form, perQuarter })}
        currency={form.currency}
        onCurrency={(currency) => put({ ...form, currency })}
        error={faults.includes('perQuarter') ? t('contracts.fault.perQuarter', { most }) : undefined}
      />
    </>
  );
}

function Fields(props: FieldsProps) {
  const t = useT();
  const locale = useLocale();
  const { form, put, faults } = props;
  return (
    <>
      <TextField
        label={t('contracts.publisher')}
        value={form.publisher}
        onValue={(publisher) => put({ ...form, publisher })}
        maxLength={CONTRACT_TEXT.name}
        error={faults.includes('publisher') ? t('contracts.fault.publisher') : undefined}
      />
      <Select
        label={t('contracts.language')}
        value={form.language}
        onValue={(language) => put(inLanguage(form, language))}
        options={(['fr', 'en'] as const).map((value) => ({ value, label: languageName(locale, value) }))}
      />
      <Rights {...props} />
      <Money {...props} />
      <TextArea
        label={t('contracts.clauses')}
        hint={t('contracts.clauses.hint')}
        value={form.clauses}
        onValue={(clauses) => put({ ...form, clauses })}
        maxLength={CONTRACT_TEXT.clauses}
        rows={4}
        dir="auto"
      />
      <TextField
        label={t('contracts.signAs')}
        value={form.signedBy}
        onValue={(signedBy) => put({ ...form, signedBy })}
        maxLength={CONTRACT_TEXT.name}
        error={faults.includes('signedBy') ? t('contracts.fault.signedBy') : undefined}
      />
    </>
  );
}

interface Props {
  manuscript: ManuscriptRow;
  onDone: () => void;
}

function Filled({ manuscript, blank, onDone }: Props & { blank: Form }) {
  const t = useT();
  const { id, title } = manuscript;
  const [form, setForm, , loaded] = useDraft<Form>(`contract:${id}`, blank);
  const [faults, setFaults] = useState<OfferFault[]>([]);
  const { queue, busy, failed } = useQueueing({ fresh: 'id' });
  useDirtyForm(loaded && JSON.stringify(form) !== JSON.stringify(blank));
  if (!loaded) return null;
  const left = faults.filter((f) => faultsOf(form).includes(f));
  const offer = offerOf(form, manuscript);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setFaults(faultsOf(form));
    if (!offer) return;
    const { publisher, terms, signedBy } = offer;
    const args = { id: newId<ContractId>(), manuscript: id, publisher, terms, signedBy };
    const key = await queue('contract.offer', args, title);
    if (key === null) return;
    toastAct(key);
    onDone();
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void send(e)}>
      <Fields form={form} put={setForm} faults={left} />
      {offer ? (
        <ContractText text={offer.text} language={offer.terms.language} open />
      ) : (
        <Notice icon="edit">{t('contracts.text.later')}</Notice>
      )}
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('contracts.kept')} />}
      {left.length > 0 && <ErrorNote what={t('contracts.faults')} safe={t('contracts.kept')} />}
      <p className="text-small text-soft">{t('contracts.offer.hint')}</p>
      <Button type="submit" block busy={busy} icon="send">
        {t('contracts.offer.send')}
      </Button>
    </form>
  );
}

/**
 * The form of a contract with the text that it makes. What was typed stays on this device, for another offer or if the
 * server refuses this one.
 */
export function OfferForm(props: Props) {
  const { community: id } = props.manuscript;
  const community = useRow('community', id);
  const profile = useRow('profile', useMember()?.member);
  const currency = useUsualCurrency(id ?? '');
  const language = useLanguage() === 'en' ? 'en' : 'fr';
  if (profile === undefined || (id !== null && community === undefined)) return null;
  const publisher = signingName(community?.name ?? APP);
  const blank = emptyOffer({ publisher, currency, language, signedBy: signingName(profile?.name ?? '') });
  return <Filled {...props} blank={blank} />;
}
