import { useMemo } from 'react';
import { qrOf } from './qr.ts';

/** The margin of light modules around the code; scanners need it to find the code. */
const QUIET = 4;

/**
 * A QR code, black on white in every theme, as scanners expect. `label` describes it to people who do not see it.
 * Renders nothing for a text that is too long.
 */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = useMemo(() => {
    const rows = qrOf(text);
    return (
      rows && {
        side: rows.length + 2 * QUIET,
        dark: rows.flatMap((row, y) => row.map((on, x) => (on ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ''))).join(''),
      }
    );
  }, [text]);
  if (!code) return null;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code.side} ${code.side}`}
      shapeRendering="crispEdges"
      className="w-full max-w-64 rounded-inner"
    >
      <rect width={code.side} height={code.side} fill="#fff" />
      <path d={code.dark} fill="#000" />
    </svg>
  );
}
