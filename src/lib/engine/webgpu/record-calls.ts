/** One thing that a program asks of the graphics card. Times are milliseconds since the recording began. */
export interface CardCall {
  /** `dispatch`: a kernel is put on the list; `submit`: the list is handed over; `upload` and `read`: bytes go there and come back. */
  readonly kind: 'dispatch' | 'submit' | 'upload' | 'read';
  readonly at: number;
  /** Of a read-back: when the bytes were there. */
  until?: number;
  /** Of an upload or a read-back. */
  readonly bytes?: number;
  /** Of a dispatch: what `nameOf` calls its pipeline. */
  readonly name?: string;
}

/**
 * Records what is asked of every graphics device of this page or worker, by the prototypes that they share, until
 * `stop`, which gives the calls in order and puts the prototypes back. The sandbox runs this file as text, so it
 * imports nothing and reads no global but `performance`.
 */
export function recordCalls(
  device: GPUDevice,
  nameOf: (pipeline: GPUComputePipeline) => string = ({ label }) => label,
): { stop(): readonly CardCall[] } {
  const start = performance.now();
  const now = (): number => performance.now() - start;
  const calls: CardCall[] = [];
  const pipelines = new WeakMap<object, GPUComputePipeline>();
  const back: (() => void)[] = [];
  const watch = (of: object, name: string, before: (self: object, args: readonly unknown[]) => unknown): void => {
    const prototype = Object.getPrototypeOf(of) as Record<string, unknown>;
    const method = prototype[name] as (...args: unknown[]) => unknown;
    prototype[name] = function watched(this: object, ...args: unknown[]): unknown {
      const call = before(this, args) as CardCall | undefined;
      const result = method.apply(this, args);
      if (call?.kind === 'read') (result as Promise<void>).then(() => (call.until = now())).catch(() => undefined);
      return result;
    };
    back.push(() => (prototype[name] = method));
  };
  const add = (call: CardCall): CardCall => {
    calls.push(call);
    return call;
  };
  const READ = 1; // GPUMapMode.READ, which the sandbox has not

  const buffer = device.createBuffer({ size: 4, usage: 8 });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.end();
  watch(pass, 'setPipeline', (self, [pipeline]) => void pipelines.set(self, pipeline as GPUComputePipeline));
  for (const name of ['dispatchWorkgroups', 'dispatchWorkgroupsIndirect'])
    watch(pass, name, (self) => {
      const pipeline = pipelines.get(self);
      return add({ kind: 'dispatch', at: now(), name: pipeline ? nameOf(pipeline) : '' });
    });
  watch(device.queue, 'submit', () => add({ kind: 'submit', at: now() }));
  watch(device.queue, 'writeBuffer', (_self, [, , data, , size]) => {
    const { byteLength, BYTES_PER_ELEMENT = 1 } = data as Uint8Array;
    return add({
      kind: 'upload',
      at: now(),
      bytes: size === undefined ? byteLength : (size as number) * BYTES_PER_ELEMENT,
    });
  });
  watch(device, 'createBuffer', (_self, [descriptor]) => {
    const { mappedAtCreation, size } = descriptor as GPUBufferDescriptor;
    return mappedAtCreation ? add({ kind: 'upload', at: now(), bytes: size }) : undefined;
  });
  watch(buffer, 'mapAsync', (self, [mode]) => {
    const { size } = self as GPUBuffer;
    return add({ kind: mode === READ ? 'read' : 'upload', at: now(), bytes: size });
  });
  return {
    stop() {
      for (const undo of back) undo();
      buffer.destroy();
      return calls;
    },
  };
}
