const pad = (n: number) => String(n).padStart(2, '0');

/** The wall time of an instant on this device, as `datetime-local` has it; '' for what is no instant. */
export function localTime(iso: string): string {
  const d = new Date(iso);
  if (Number.isNaN(d.getTime())) return '';
  return `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())}T${pad(d.getHours())}:${pad(d.getMinutes())}`;
}
