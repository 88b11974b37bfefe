/** Why a download stopped: each feature that downloads says each code in words. */
export type DownloadFaultCode = 'no_room' | 'bad_piece' | 'bad_file' | 'gone' | 'unreachable';

/** A download that stopped. `unreachable`: it goes on by itself; the others wait for the member. */
export class DownloadFault extends Error {
  readonly code: DownloadFaultCode;
  constructor(code: DownloadFaultCode) {
    super(code);
    this.code = code;
  }
}
