/** The shapes of the light build of hls.js (1.7.4) that the player uses; it ships none. */

declare module 'hls.js/dist/hls.light.min.mjs' {
  interface Level {
    /** Bits a second. */
    bitrate: number;
    audioCodec?: string;
  }
  interface Fault {
    type: 'networkError' | 'mediaError' | 'keySystemError' | 'muxError' | 'otherError';
    details: string;
    fatal: boolean;
    response?: { code: number };
  }
  export class Hls {
    constructor(config: {
      enableWorker: boolean;
      autoStartLoad: boolean;
      maxBufferLength: number;
      backBufferLength: number;
    });
    static isSupported(): boolean;
    readonly levels: readonly Level[];
    on(event: 'hlsManifestParsed', run: () => void): void;
    on(event: 'hlsError', run: (name: string, fault: Fault) => void): void;
    loadSource(address: string): void;
    attachMedia(audio: HTMLMediaElement): void;
    startLoad(at: number): void;
    removeLevel(level: number): void;
    recoverMediaError(): void;
    destroy(): void;
  }
}
