/** A batch as the peers take it: made before the clock starts. */
export interface Batch {
  readonly count: number;
  readonly x: Float32Array<ArrayBuffer>; // [count, 784]
  readonly labels: Float32Array<ArrayBuffer>; // [count, 10], one-hot
}

/** Another library that trains the same network on the same adapter. */
export interface Peer {
  /** One step on each batch; the loss before the last step, which is read back at the end. */
  train(batches: readonly Batch[]): Promise<number>;
  /** The first layer's weights, [784, hidden]. */
  weights(): Promise<Float32Array>;
}
