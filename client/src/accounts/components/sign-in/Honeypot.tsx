/** A field that people never see and bots fill in; the server then answers as if everything were fine. */
export function Honeypot({ value, onValue }: { value: string; onValue: (v: string) => void }) {
  return (
    <div aria-hidden="true" className="absolute -start-[9999px] h-0 w-0 overflow-hidden">
      <input
        type="text"
        name="website"
        tabIndex={-1}
        autoComplete="off"
        value={value}
        onChange={(e) => onValue(e.target.value)}
      />
    </div>
  );
}
