import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { cut } from '@egoejo/shared/platform/cut.ts';
import { useT } from '../../i18n/locale.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { addOption } from '../poll-form.ts';
import { typedCents } from '../../platform/amounts.ts';
import { useCandidates } from '../queries.ts';
import type { PollFieldsProps } from './fields-props.ts';

/** The options of the poll: written here, or projects of the community. */
export function OptionsFields({ form, put, error }: PollFieldsProps) {
  const t = useT();
  const candidates = useCandidates(form.community);
  const taken = new Set(form.options.map((o) => o.project));
  const rename = (id: string, label: string) =>
    put({ options: form.options.map((o) => (o.id === id ? { ...o, label } : o)) });
  const price = (id: string, cost: string) =>
    put({ options: form.options.map((o) => (o.id === id ? { ...o, cost } : o)) });
  const addProject = (id: string) => {
    const found = candidates.find((c) => c.id === id);
    if (!found) return;
    const kept = form.options.filter((o) => isVisible(o.label));
    // The first cost decides the currency, as long as nothing else was typed in one.
    const priced = form.budget.trim() !== '' || form.options.some((o) => o.cost.trim() !== '');
    const currency = found.cost && !priced ? found.cost.currency : form.currency;
    const cost = found.cost && found.cost.currency === currency ? typedCents(found.cost.cents) : '';
    put({ currency, options: addOption(kept, { label: cut(found.title, 200), project: found.id, cost }) });
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-small font-strong">{t('animate.poll.options')}</legend>
      {form.options.map((o, i) => (
        <div key={o.id} className="flex flex-wrap items-end gap-1">
          <div className={form.kind === 'budget' ? 'min-w-0 basis-full rail:flex-1 rail:basis-0' : 'min-w-0 flex-1'}>
            <TextField
              label={t('animate.poll.option', { n: i + 1 })}
              value={o.label}
              onValue={(v) => rename(o.id, v)}
              maxLength={200}
            />
          </div>
          {form.kind === 'budget' && (
            <div className="min-w-0 flex-1 rail:w-28 rail:flex-none">
              <TextField
                label={t('animate.poll.cost', { n: i + 1 })}
                inputMode="decimal"
                value={o.cost}
                onValue={(v) => price(o.id, v)}
              />
            </div>
          )}
          <IconButton
            icon="trash"
            label={t('animate.poll.option.remove', { n: i + 1 })}
            onClick={() => put({ options: form.options.filter((x) => x.id !== o.id) })}
          />
        </div>
      ))}
      {error('options') && (
        <p role="alert" tabIndex={-1} data-fault className="text-tiny text-clay">
          {error('options')}
        </p>
      )}
      {error('costs') && (
        <p role="alert" tabIndex={-1} data-fault className="text-tiny text-clay">
          {error('costs')}
        </p>
      )}
      <Button variant="plain" icon="plus" onClick={() => put({ options: addOption(form.options) })}>
        {t('animate.poll.option.add')}
      </Button>
      {candidates.length > 0 && (
        <Select
          label={t('animate.poll.option.project')}
          value=""
          onValue={addProject}
          options={[
            { value: '', label: t('animate.poll.option.choose') },
            ...candidates.filter((c) => !taken.has(c.id)).map((c) => ({ value: c.id, label: c.title })),
          ]}
        />
      )}
    </fieldset>
  );
}
