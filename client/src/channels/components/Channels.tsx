import { useState } from 'react';
import type { ChannelsValue } from '@egoejo/shared/channels/model.ts';
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { mutate } from '../../sync/api/acts/mutate.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { Switch } from '../../ui/forms/Switch.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { Quiet } from './Quiet.tsx';
import { ThisDevice } from './ThisDevice.tsx';
import { Topics } from './Topics.tsx';

/** Mails, whether they are sent to who made no choice, in the order shown. */
const mails = [
  ['digest', true],
  ['invitation', true],
  ['compostAhead', false],
  ['moderation', true],
] as const;

const keysOf = (value: ChannelsValue) => Object.keys(value) as (keyof ChannelsValue)[];
const without = (value: ChannelsValue, keys: readonly (keyof ChannelsValue)[]): ChannelsValue =>
  Object.fromEntries(Object.entries(value).filter(([k]) => !keys.some((key) => key === k)));

/** How the member is told: by topic, mails, this device, quiet hours. Choices apply at once, also without a network. */
export function Channels({ member }: { member: MemberId }) {
  const t = useT();
  const row = useRow('channels', member);
  // Choices that the row does not show yet: a box that was ticked stays so while its act is written.
  const [chosen, setChosen] = useState<ChannelsValue>({});
  if (row === undefined) return null;
  const shown = keysOf(chosen).filter((k) => canonicalJson(row?.value[k] ?? null) === canonicalJson(chosen[k] ?? null));
  if (shown.length > 0) setChosen(without(chosen, shown));
  const value: ChannelsValue = { ...row?.value, ...chosen };
  const set = async (patch: ChannelsValue) => {
    setChosen((before) => ({ ...before, ...patch }));
    const queued = await mutate('channels.set', patch);
    if (queued.ok) return;
    setChosen((before) => without(before, keysOf(patch)));
    toast(errorText(queued.error), 'clay');
  };
  return (
    <>
      <Section title={t('channels.title')}>
        <Card className="flex flex-col gap-3">
          <p className="text-small text-soft">{t('channels.hint')}</p>
          <Topics value={value} onValue={(patch) => void set(patch)} />
        </Card>
      </Section>
      <Section title={t('channels.device')}>
        <Card className="flex flex-col gap-3">
          <ThisDevice />
          <Quiet value={value.quiet} onValue={(quiet) => void set({ quiet })} />
        </Card>
      </Section>
      <Section title={t('channels.mails')}>
        <Card className="flex flex-col gap-3">
          {mails.map(([kind, usual]) => (
            <Switch
              key={kind}
              label={t(`channels.${kind}`)}
              hint={t(`channels.${kind}.hint`)}
              checked={value[kind] ?? usual}
              onValue={(on) => void set({ [kind]: on })}
            />
          ))}
        </Card>
      </Section>
    </>
  );
}
