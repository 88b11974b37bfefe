/** Changes one number in a piece of sound (ISO/IEC 14496-12). Pure. */

/** Bytes of a box's length and name, and of the version and flags of those that have them. */
const HEAD = 8;
const FULL = 4;
/** Flags of `tfhd`: fields before the usual duration of a sample, and that one. */
const BASE_OFFSET = 0x1;
const DESCRIPTION = 0x2;
const USUAL_DURATION = 0x8;
/** Flags of `trun`: two fields before its samples, and the fields that each sample has, all of four bytes. */
const DATA_OFFSET = 0x1;
const FIRST_FLAGS = 0x4;
const DURATION = 0x100;
const OF_SAMPLES = [DURATION, 0x200, 0x400, 0x800];

/**
 * Writes the full length of a frame into the last frame of a track's last piece. The encoder fills that frame up with
 * silence and writes a shorter length, but browsers ignore the shorter length and play the silence too. With the full
 * length, a browser cuts the frame at `appendWindowEnd`, where the sound ends. Changes the piece in place.
 */
export function wholeLastFrame(piece: Uint8Array<ArrayBuffer>): void {
  const view = new DataView(piece.buffer, piece.byteOffset, piece.byteLength);
  let usual = 0;
  const flagsAt = (at: number): number => view.getUint32(at + HEAD) & 0xff_ff_ff;
  const nameAt = (at: number): string => String.fromCharCode(...piece.subarray(at + 4, at + HEAD));
  const frame = (at: number): void => {
    const flags = flagsAt(at);
    if (!(flags & USUAL_DURATION)) return;
    // After the number of the track.
    usual = view.getUint32(at + HEAD + FULL + 4 + (flags & BASE_OFFSET ? 8 : 0) + (flags & DESCRIPTION ? 4 : 0));
  };
  const run = (at: number): void => {
    const flags = flagsAt(at);
    const samples = view.getUint32(at + HEAD + FULL);
    if (!(flags & DURATION) || usual === 0 || samples === 0) return;
    const first = at + HEAD + FULL + 4 + (flags & DATA_OFFSET ? 4 : 0) + (flags & FIRST_FLAGS ? 4 : 0);
    view.setUint32(first + (samples - 1) * 4 * OF_SAMPLES.filter((field) => flags & field).length, usual);
  };
  const walk = (from: number, end: number): void => {
    for (let at = from; at + HEAD <= end;) {
      const length = view.getUint32(at);
      if (length < HEAD || at + length > end) return;
      const name = nameAt(at);
      if (name === 'moof' || name === 'traf') walk(at + HEAD, at + length);
      else if (name === 'tfhd') frame(at);
      else if (name === 'trun') run(at);
      at += length;
    }
  };
  walk(0, piece.length);
}
