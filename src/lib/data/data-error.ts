import type { DataErrorReason } from './contract.ts';

export interface DataFault {
  readonly reason: DataErrorReason;
  /** File name as the reader may see it in the address, such as `train-0.bin`. */
  readonly file: string;
  /** What was expected and what was found, in plain words. */
  readonly message: string;
  /** What the reader can do about it. */
  readonly remedy: string;
  readonly cause?: unknown;
}

/** Data could not be had. The message says what was expected and found; the remedy what to do. */
export class DataError extends Error {
  override readonly name = 'DataError';
  readonly reason: DataErrorReason;
  readonly file: string;
  readonly remedy: string;

  constructor(fault: DataFault) {
    super(fault.message, fault.cause === undefined ? undefined : { cause: fault.cause });
    this.reason = fault.reason;
    this.file = fault.file;
    this.remedy = fault.remedy;
  }
}

const RETRY = 'Try again.';
const OWN_COPY = 'If this is your own copy of the site, run "npm run data" and build it again.';

/** `1,606,511 bytes`. */
const bytesInWords = (count: number): string => `${count.toLocaleString('en')} bytes`;

/** The first bytes in hexadecimal, such as `3c 21 64 6f`. */
const hexadecimal = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** The faults by name: one sentence on what was expected and found, one on what to do. */
export const fault = {
  offline: (file: string, online: boolean, cause: unknown): DataError =>
    new DataError({
      reason: 'offline',
      file,
      message: online
        ? `${file} could not be fetched: the server did not answer.`
        : `${file} could not be fetched: your device is offline.`,
      remedy: online ? 'Check the connection, then retry.' : 'Connect to the network, then retry.',
      cause,
    }),

  stalled: (file: string, loaded: number, total: number, seconds: number): DataError =>
    new DataError({
      reason: 'offline',
      file,
      message: `${file} stopped arriving: ${bytesInWords(loaded)} of ${bytesInWords(total)}, then nothing for ${seconds} seconds.`,
      remedy: 'Check the connection, then retry.',
    }),

  status: (file: string, status: number): DataError =>
    status === 404 || status === 410
      ? new DataError({
          reason: 'not-found',
          file,
          message: `${file} is not on the server: it answered ${status}.`,
          remedy: `${RETRY} ${OWN_COPY}`,
        })
      : new DataError({
          reason: 'http',
          file,
          message: `${file} could not be fetched: the server answered ${status}; 200 was expected.`,
          remedy: 'Wait a moment, then retry.',
        }),

  magic: (file: string, bytes: Uint8Array): DataError => {
    const page = bytes[0] === 0x3c; // "<"
    return new DataError({
      reason: 'wrong-magic',
      file,
      message: `${file} is not the packed file it should be: it should begin with the bytes 1f 8b, and it begins with ${hexadecimal(bytes)}${page ? ', like a web page' : ''}.`,
      remedy: page
        ? 'The sign-in page of a network, or a page of the server, may stand in its place. Open the site in a new tab, then retry.'
        : `${RETRY} ${OWN_COPY}`,
    });
  },

  length: (file: string, expected: number, got: number): DataError =>
    new DataError({
      reason: 'wrong-length',
      file,
      message: `${file} has ${bytesInWords(got)}; ${bytesInWords(expected)} were expected${got < expected ? '. It broke off on the way' : ''}.`,
      remedy: `${RETRY} ${OWN_COPY}`,
    }),

  hash: (file: string, expected: string, got: string): DataError =>
    new DataError({
      reason: 'wrong-hash',
      file,
      message: `${file} has the right length but other content: its SHA-256 begins with ${got.slice(0, 8)}; ${expected.slice(0, 8)} was expected.`,
      remedy: 'Try again. If that does not help, reload the page: the site may have changed since it was opened.',
    }),

  manifest: (file: string, message: string, cause?: unknown): DataError =>
    new DataError({
      reason: 'wrong-manifest',
      file,
      message: `${file}: ${message}.`,
      remedy: `Reload the page. ${OWN_COPY}`,
      cause,
    }),

  inflate: (file: string, cause: unknown): DataError =>
    new DataError({
      reason: 'not-decompressed',
      file,
      message: `${file} arrived whole but could not be unpacked.`,
      remedy: `${RETRY} ${OWN_COPY}`,
      cause,
    }),

  notHere: (name: string, count: number, hash: string): DataError =>
    new DataError({
      reason: 'not-kept',
      file: name,
      message: `This browser does not have the images “${name}” (${count.toLocaleString('en')} of them, ${hash}).`,
      remedy:
        'Ask whoever has them for their file, and bring it in at the workbench under “Images of your own”; or choose other images.',
    }),

  cannotInflate: (file: string): DataError =>
    new DataError({
      reason: 'not-decompressed',
      file,
      message: `${file} could not be unpacked: this browser has no DecompressionStream.`,
      remedy: 'Use a browser of 2023 or later: Chrome 80, Firefox 113, Safari 16.4, or newer.',
    }),
} as const;
