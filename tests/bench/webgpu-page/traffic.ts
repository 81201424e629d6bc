/** What a page has asked of its graphics devices since `reset`, whoever asked. */
export interface Traffic {
  readonly dispatches: number;
  readonly submits: number;
  /** Bytes written to the card, and bytes read back from it. */
  readonly uploaded: number;
  readonly readBack: number;
}

let [dispatches, submits, uploaded, readBack] = [0, 0, 0, 0];

export function resetTraffic(): void {
  [dispatches, submits, uploaded, readBack] = [0, 0, 0, 0];
}

export const traffic = (): Traffic => ({ dispatches, submits, uploaded, readBack });

/** Lets `before` see the arguments of every call of this method. */
function watch<Type extends object, Name extends keyof Type>(
  type: { readonly prototype: Type },
  name: Name,
  before: (self: Type, args: readonly unknown[]) => void,
): void {
  const method = type.prototype[name] as (...args: unknown[]) => unknown;
  type.prototype[name] = function watched(this: Type, ...args: unknown[]): unknown {
    before(this, args);
    return method.apply(this, args);
  } as Type[Name];
}

/**
 * Counts from now on, by the prototypes that all devices share. It does not use what the book records calls with
 * (`record-calls.ts`): the counts of the one are held against those of the other.
 */
export function countTraffic(): void {
  watch(GPUComputePassEncoder, 'dispatchWorkgroups', () => dispatches++);
  watch(GPUComputePassEncoder, 'dispatchWorkgroupsIndirect', () => dispatches++);
  watch(GPUQueue, 'submit', () => submits++);
  watch(GPUQueue, 'writeBuffer', (_queue, [, , data, , size]) => {
    const { byteLength, BYTES_PER_ELEMENT = 1 } = data as Uint8Array;
    uploaded += size === undefined ? byteLength : (size as number) * BYTES_PER_ELEMENT;
  });
  watch(GPUDevice, 'createBuffer', (_device, [descriptor]) => {
    const { mappedAtCreation, size } = descriptor as GPUBufferDescriptor;
    if (mappedAtCreation) uploaded += size;
  });
  watch(GPUBuffer, 'mapAsync', (buffer, [mode]) => {
    if (mode === GPUMapMode.READ) readBack += buffer.size;
    else uploaded += buffer.size;
  });
}
