const [STEP, HEIGHT] = [10, 28];

/** A bar for each day, on a scale that ends at `most`. Decoration: the text or table beside it gives the numbers. */
export function DayBars({
  days,
  most,
  fill,
}: {
  days: readonly { day: string; n: number }[];
  most: number;
  /** A class that sets the fill. */
  fill: string;
}) {
  return (
    <svg
      viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="h-7 w-full rtl:-scale-x-100"
    >
      <rect y={HEIGHT - 1} width={days.length * STEP} height="1" className="fill-line" />
      {days.map(({ day, n }, i) => {
        const height = n <= 0 ? 0 : Math.max(2, (HEIGHT * n) / most);
        return (
          <rect key={day} x={i * STEP + 1} width={STEP - 2} y={HEIGHT - height} height={height} className={fill} />
        );
      })}
    </svg>
  );
}
