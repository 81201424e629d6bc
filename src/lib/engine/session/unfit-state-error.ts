/** A run is to start from weights that its network cannot take. The message says what was expected and what was given. */
export class UnfitStateError extends Error {
  override readonly name = 'UnfitStateError';
}
