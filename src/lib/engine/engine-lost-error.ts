/** The engine cannot go on (a lost device, no memory left, no answer); another one can, from the last good weights. */
export class EngineLostError extends Error {
  override readonly name = 'EngineLostError';
}
