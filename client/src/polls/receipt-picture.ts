/**
 * The receipt of a vote as a picture, drawn on the device. It says that a vote was received and how to find it among
 * those counted, never what it says or who cast it (P1).
 */
import { qrOf } from '../ui/pictures/qr.ts';

export interface ReceiptWords {
  kicker: string;
  poll: string;
  community: string;
  received: string;
  label: string;
  number: string;
  how: string;
  command: string;
  limits: string;
  /** The address of the poll's page. */
  url: string;
}
type Style = 'kicker' | 'title' | 'body' | 'number' | 'small' | 'code';
/** A line of text at its place; `y` is its baseline. */
interface DrawnLine {
  text: string;
  style: Style;
  y: number;
}

/** A picture that any phone shows whole. */
export const WIDTH = 1080;
const MARGIN = 80;
const QR_SIDE = 260;
const SIGN_SIDE = 110;
const SANS = 'system-ui, sans-serif';
const MONO = 'ui-monospace, monospace';
const styles: Record<Style, { font: string; line: number; colour: string }> = {
  kicker: { font: `600 34px ${SANS}`, line: 48, colour: '#2c6a3f' },
  title: { font: `700 56px ${SANS}`, line: 70, colour: '#1f2a1e' },
  body: { font: `400 36px ${SANS}`, line: 50, colour: '#1f2a1e' },
  number: { font: `700 58px ${MONO}`, line: 80, colour: '#1f2a1e' },
  small: { font: `400 30px ${SANS}`, line: 42, colour: '#55604f' },
  code: { font: `400 27px ${MONO}`, line: 40, colour: '#1f2a1e' },
};

/** Lines of whole words that fit; a word that is longer than a line is cut. No line ends at a no-break space. */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \n]+/).filter((w) => w !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const letter of word) {
      if (line !== '' && measure(line + letter) > width) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** Where each line stands, and how high the picture is. */
export function layOut(
  words: ReceiptWords,
  measure: (text: string, font: string) => number,
): { lines: DrawnLine[]; qrTop: number; height: number } {
  const lines: DrawnLine[] = [];
  let y = MARGIN;
  const put = (text: string, style: Style, gap = 0): void => {
    const { font, line } = styles[style];
    for (const part of wrap(text, WIDTH - 2 * MARGIN, (t) => measure(t, font)))
      lines.push({ text: part, style, y: (y += line) });
    y += gap;
  };
  put(words.kicker, 'kicker', 12);
  put(words.poll, 'title', 8);
  put(words.community, 'small', 28);
  put(words.received, 'body', 28);
  put(words.label, 'small');
  put(words.number, 'number', 28);
  put(words.how, 'body', 12);
  put(words.command, 'code', 28);
  put(words.limits, 'small', 28);
  const qrTop = y;
  y += QR_SIDE;
  put(words.url, 'small');
  return { lines, qrTop, height: y + MARGIN };
}

/** Draws the receipt; null where the browser cannot draw. */
export async function receiptPicture(words: ReceiptWords): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  const ctx = canvas.getContext('2d');
  if (!ctx) return null;
  const { lines, qrTop, height } = layOut(words, (text, font) => {
    ctx.font = font;
    return ctx.measureText(text).width;
  });
  // Setting the size clears the canvas and its styles.
  canvas.width = WIDTH;
  canvas.height = height;
  ctx.fillStyle = '#ffffff';
  ctx.fillRect(0, 0, WIDTH, height);
  ctx.fillStyle = '#2c6a3f';
  ctx.fillRect(0, 0, WIDTH, 16);
  for (const { text, style, y } of lines) {
    ctx.font = styles[style].font;
    ctx.fillStyle = styles[style].colour;
    ctx.fillText(text, MARGIN, y);
  }
  drawCode(ctx, words.url, qrTop);
  await drawSign(ctx);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}

/** The sign of the app, right of the first line. A receipt is as good without it where it cannot be loaded. */
async function drawSign(ctx: CanvasRenderingContext2D): Promise<void> {
  const sign = new Image(SIGN_SIDE, SIGN_SIDE);
  sign.src = '/icons/icon.svg';
  const there = await sign.decode().then(
    () => true,
    () => false,
  );
  if (there) ctx.drawImage(sign, WIDTH - MARGIN - SIGN_SIDE, MARGIN / 2, SIGN_SIDE, SIGN_SIDE);
}

function drawCode(ctx: CanvasRenderingContext2D, url: string, top: number): void {
  const rows = qrOf(url);
  if (!rows) return;
  // Whole pixels, so that no seam shows between modules.
  const module = Math.floor(QR_SIDE / rows.length);
  ctx.fillStyle = '#000000';
  for (const [y, row] of rows.entries())
    for (const [x, dark] of row.entries())
      if (dark) ctx.fillRect(MARGIN + x * module, top + y * module, module, module);
}
