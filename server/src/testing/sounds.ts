/** Sounds for tests: Opus without a voice, in a WebM as browsers record it. */
import { BufferTarget, EncodedAudioPacketSource, EncodedPacket, Output, WebMOutputFormat } from 'mediabunny';

/** 20 ms of silence (RFC 6716). */
const FRAME = Uint8Array.of(0xf8, 0xff, 0xfe);
const FRAME_SECONDS = 0.02;

/** A voice note of so many seconds. */
export async function voiceNote(seconds: number): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat({ appendOnly: true }), target });
  const source = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(source);
  await output.start();
  const decoderConfig = { codec: 'opus', numberOfChannels: 1, sampleRate: 48_000 };
  for (let at = 0; at < seconds / FRAME_SECONDS; at++)
    await source.add(new EncodedPacket(FRAME, 'key', at * FRAME_SECONDS, FRAME_SECONDS), { decoderConfig });
  await output.finalize();
  return Buffer.from(target.buffer!);
}
