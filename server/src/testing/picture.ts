import sharp from 'sharp';

/** A real PNG of one colour. */
export const samplePng = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#2a7a44' } })
    .png()
    .toBuffer();
