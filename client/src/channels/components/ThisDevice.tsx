import { useEffect, useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useOffline } from '../../sync/api/status/status.ts';
import { Switch } from '../../ui/forms/Switch.tsx';
import { FailureNote, useSubmit } from '../../ui/forms/submit.tsx';
import { deviceState, leaveDevice, tellDevice, type DeviceState } from '../push.ts';

/** Whether this device gets messages. The browser is asked for permission by the tap alone. */
export function ThisDevice() {
  const t = useT();
  const offline = useOffline();
  const [state, setState] = useState<DeviceState | null>(null);
  const { busy, failure, submit } = useSubmit();
  useEffect(() => {
    let here = true;
    void deviceState().then((now) => {
      if (here) setState(now);
    });
    return () => {
      here = false;
    };
  }, [offline]);
  const change = async (on: boolean) => {
    const done = await submit(on ? tellDevice : leaveDevice);
    if (done) setState(done.value);
  };
  const hint =
    state === 'none'
      ? t('channels.device.none')
      : state === 'denied'
        ? t('channels.device.denied')
        : offline || state === 'unknown'
          ? t('channels.device.offline')
          : t('channels.device.hint');
  return (
    <>
      <Switch
        label={t('channels.device.on')}
        hint={hint}
        checked={state === 'on'}
        disabled={busy || offline || (state !== 'on' && state !== 'off')}
        onValue={(on) => void change(on)}
      />
      <FailureNote failure={failure} />
    </>
  );
}
