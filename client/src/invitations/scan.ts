/**
 * Reads a code from a picture, on the device: with the browser's detector where there is one, else with a library. The
 * phone's own camera takes the picture.
 */
import { readCode, type InvitationCode } from '@egoejo/shared/invitations/model.ts';

/** The Barcode Detection API, which only some browsers have and TypeScript's types lack. */
interface Detector {
  detect(picture: ImageBitmap): Promise<{ rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}
const detectorClass = (): DetectorClass | undefined =>
  (globalThis as typeof globalThis & { BarcodeDetector?: DetectorClass }).BarcodeDetector;

async function nativeDetector(): Promise<Detector | null> {
  const Class = detectorClass();
  return Class && (await Class.getSupportedFormats()).includes('qr_code') ? new Class({ formats: ['qr_code'] }) : null;
}

/**
 * The library is fetched when the scanning page opens, and then stored by the service worker; null: not stored, and no
 * network.
 */
const library = () =>
  import('qr/decode.js').then(
    (m) => m.decodeQR,
    () => null,
  );
/** The longest side that helps the reader, px, and the longest time it may take, ms. */
const SIDE = 1600;
const PATIENCE = 2000;

/** Whether a picture can be read here and now. */
export const canScan = async (): Promise<boolean> => (await nativeDetector()) !== null || (await library()) !== null;

async function readByLibrary(picture: ImageBitmap): Promise<string[]> {
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  const decode = await library();
  if (!context || !decode) return [];
  context.drawImage(picture, 0, 0, width, height);
  try {
    return [decode({ width, height, data: context.getImageData(0, 0, width, height).data }, { timeLimit: PATIENCE })];
  } catch {
    // It throws where there is no code.
    return [];
  }
}

/** The first invitation in a picture; null: none is found, or the file is not a picture. */
export async function scanPicture(file: Blob): Promise<InvitationCode | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const native = await nativeDetector();
  const seen = native ? (await native.detect(picture)).map((s) => s.rawValue) : await readByLibrary(picture);
  picture.close();
  return seen.map(readCode).find((code) => code !== null) ?? null;
}
