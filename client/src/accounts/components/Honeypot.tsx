/** A field people never see and machines fill in; the server then keeps quiet (1-product, Account). */
export function Honeypot({ value, onValue }: { value: string; onValue: (v: string) => void }) {
  return (
    <div aria-hidden="true" className="absolute -start-[9999px] h-0 w-0 overflow-hidden">
      <input type="text" name="website" tabIndex={-1} autoComplete="off" value={value} onChange={(e) => onValue(e.target.value)} />
    </div>
  );
}
