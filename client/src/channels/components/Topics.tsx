import { useId } from 'react';
import { topics, waysOf, type ChannelsValue, type Topic, type Ways } from '@egoejo/shared/channels/model.ts';
import { useT } from '../../i18n/locale.ts';

const ways = ['app', 'mail', 'push'] as const satisfies readonly (keyof Ways)[];

/** Each topic with its ways, as a table of boxes to tick. */
export function Topics({ value, onValue }: { value: ChannelsValue; onValue: (patch: ChannelsValue) => void }) {
  const t = useT();
  const note = useId();
  const byMail = (topic: Topic) => value.digest !== false && waysOf(value, topic).mail;
  const mixed = topics.some((topic) => byMail(topic) === 'withoutDevice');
  // A topic that goes by mail only without devices is chosen from here on: better told twice than not at all.
  const change = (topic: Topic, way: keyof Ways, on: boolean) => {
    const { mail, ...others } = waysOf(value, topic);
    onValue({ [topic]: { mail: mail !== false, ...others, [way]: on } });
  };
  return (
    <>
      <table className="w-full border-collapse text-table">
        <thead>
          <tr className="border-b border-line text-soft">
            <th scope="col" className="text-start font-normal">
              <span className="sr-only">{t('channels.topic')}</span>
            </th>
            {ways.map((way) => (
              <th key={way} scope="col" className="w-14 pb-1 text-center text-tab font-normal">
                {t(`channels.${way}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => (
            <tr key={topic} className="border-b border-line">
              <th scope="row" className="py-1 pe-2 text-start leading-snug font-normal">
                {t(`channels.topic.${topic}`)}
              </th>
              {ways.map((way) => (
                <Box
                  key={way}
                  label={t('channels.by', { topic: t(`channels.topic.${topic}`), way: t(`channels.${way}`) })}
                  checked={(way === 'mail' ? byMail(topic) : waysOf(value, topic)[way]) === true}
                  disabled={way === 'mail' && value.digest === false}
                  {...(way === 'mail' && byMail(topic) === 'withoutDevice' && { mixed: note })}
                  onValue={(on) => change(topic, way, on)}
                />
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row" className="py-1 pe-2 text-start leading-snug font-normal">
              {t('channels.topic.refused')}
            </th>
            <Box
              label={t('channels.by', { topic: t('channels.topic.refused'), way: t('channels.app') })}
              checked
              disabled
            />
            <td aria-hidden="true" className="text-center text-soft">
              –
            </td>
            <td aria-hidden="true" className="text-center text-soft">
              –
            </td>
          </tr>
        </tbody>
      </table>
      {mixed && (
        <p id={note} className="text-small text-soft">
          {t('channels.mail.withoutDevice')}
        </p>
      )}
    </>
  );
}

function Box({
  label,
  checked,
  disabled = false,
  mixed,
  onValue,
}: {
  label: string;
  checked: boolean;
  disabled?: boolean;
  /** The id of the words that say when the box counts as ticked: it does at times. */
  mixed?: string;
  onValue?: (on: boolean) => void;
}) {
  return (
    <td className="p-0">
      <label className="grid h-11 place-items-center">
        <input
          type="checkbox"
          aria-label={label}
          aria-describedby={mixed}
          ref={(box) => {
            if (box) box.indeterminate = mixed !== undefined;
          }}
          className="size-5 accent-leaf disabled:opacity-55"
          checked={checked}
          disabled={disabled}
          onChange={(e) => onValue?.(e.target.checked)}
        />
      </label>
    </td>
  );
}
