import { typeset } from '../../i18n/typeset.ts';
import { useId, type ReactNode } from 'react';
import { useWide } from '../../platform/device/wide.ts';
import { TabList } from './Tabs.tsx';

interface Part<T extends string> {
  value: T;
  label: string;
  content: ReactNode;
}

/** Parts of a page: beside each other on wide screens, behind tabs on a phone. */
export function TabsOrColumns<T extends string>({
  label,
  value,
  parts,
  onValue,
}: {
  label: string;
  value: T;
  parts: readonly Part<T>[];
  onValue: (v: T) => void;
}) {
  const id = useId();
  const wide = useWide();
  // One tree for both: what is open in a part, a half-filled form say, stays when the device is turned.
  return (
    <>
      {!wide && <TabList id={id} label={label} value={value} tabs={parts} onValue={onValue} />}
      <div
        {...(!wide && { role: 'tabpanel', id: `${id}-panel`, 'aria-labelledby': `${id}-${value}` })}
        className="grid auto-cols-fr grid-flow-col items-start gap-6"
      >
        {parts.map(
          (part) =>
            (wide || part.value === value) && (
              <section key={part.value} className="flex min-w-0 flex-col gap-3">
                {wide && <h2 className="text-head">{typeset(part.label)}</h2>}
                {part.content}
              </section>
            ),
        )}
      </div>
    </>
  );
}
