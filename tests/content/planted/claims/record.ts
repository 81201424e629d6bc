/** A call of a function that was handed to the reader's, while that one worked. */
export interface InnerCall {
  readonly given: readonly unknown[];
  /** What stood in the outer arguments then; left out where they are long. */
  readonly state: readonly unknown[] | undefined;
  /** It began while another was not over. */
  readonly together: boolean;
  /** A copy; of a promise, of what it came to. */
  result: unknown;
  threw: unknown;
  /** Milliseconds. */
  readonly began: number;
  ended: number;
}

/** What a generator gave in one step. */
export interface Yielded {
  readonly itself: unknown;
  /** A copy, made at once. */
  readonly copy: unknown;
}

/** A call of one of the reader's functions, as it went: everything copied when it was there to be seen. */
export interface RecordedCall {
  readonly name: string;
  /** The arguments themselves, as the check handed them over. */
  readonly handed: readonly unknown[];
  /** What stood in them before. */
  readonly given: readonly unknown[];
  /** What stood in them when the result was there. */
  after: readonly unknown[];
  readonly inner: InnerCall[];
  /** So many tensors more than before. */
  tensors: number;
  /** What was returned, itself; of a promise, what it came to. */
  returned: unknown;
  /** A copy of it, made at once. */
  result: unknown;
  threw: unknown;
  /** What was taken out of it, where it is a generator or the like. */
  readonly yielded: Yielded[];
  /** In milliseconds, when the result was there. */
  ended: number;
}

export type Exports = Readonly<Record<string, unknown>>;

/** Arguments of more numbers than this are not looked at whenever a function that stands beside them is called. */
const SHORT = 64;

const isPlain = (value: object): boolean =>
  Array.isArray(value) || ArrayBuffer.isView(value) || Object.getPrototypeOf(value) === Object.prototype;

interface TensorLike {
  readonly shape: readonly number[];
  readonly isDisposed: boolean;
  dataSync(): ArrayLike<number>;
}
const isTensor = (value: object): value is TensorLike => 'dataSync' in value && 'shape' in value && 'dtype' in value;
const isModel = (value: object): value is { getWeights(): object[]; readonly layers: readonly unknown[] } =>
  'getWeights' in value && typeof value.getWeights === 'function' && 'layers' in value;

/** Tensors of TensorFlow.js that are there now. */
const tensorsNow = (): number =>
  (globalThis as { _tfengine?: { state: { numTensors: number } } })._tfengine?.state.numTensors ?? 0;

/**
 * Lists, typed arrays and plain objects copied to any depth, tensors as `{ shape, values }`, models as their weights;
 * functions and all else as it is.
 */
export function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isTensor(value))
    return value.isDisposed ? 'disposed' : { shape: [...value.shape], values: Array.from(value.dataSync()) };
  if (isModel(value)) return value.layers.length === 0 ? [] : value.getWeights().map(copied);
  if (!isPlain(value)) return value;
  if (ArrayBuffer.isView(value)) return Array.from(value as Float32Array);
  if (Array.isArray(value)) return value.map(copied);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copied(one)]));
}

const sizeOf = (value: unknown): number =>
  Array.isArray(value) || ArrayBuffer.isView(value)
    ? Array.from(value as ArrayLike<unknown>).reduce<number>((sum, one) => sum + sizeOf(one), 0)
    : 1;

/** Tells `then` what a result or a promise came to, and gives it on. */
function settled(value: unknown, then: (value: unknown) => void, failed: (error: unknown) => void): unknown {
  if (!(value instanceof Promise)) {
    then(value);
    return value;
  }
  return value.then(
    (result: unknown) => {
      then(result);
      return result;
    },
    (error: unknown) => {
      failed(error);
      throw error;
    },
  );
}

function watched(call: RecordedCall, argument: (...given: unknown[]) => unknown): (...given: unknown[]) => unknown {
  let open = 0;
  const short = sizeOf(call.handed) <= SHORT;
  return (...given) => {
    const one: InnerCall = {
      given: given.map(copied),
      state: short ? call.handed.map(copied) : undefined,
      together: open > 0,
      result: undefined,
      threw: undefined,
      began: performance.now(),
      ended: Infinity,
    };
    call.inner.push(one);
    open++;
    const over = (): void => {
      open--;
      one.ended = performance.now();
    };
    const failed = (error: unknown): void => {
      over();
      one.threw = error;
    };
    try {
      return settled(
        argument(...given),
        (result) => {
          over();
          one.result = copied(result);
        },
        failed,
      );
    } catch (error) {
      failed(error);
      throw error;
    }
  };
}

const isGenerator = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value && !isPlain(value);

/** The same generator, with all that is taken out of it written down. */
function* noted(generator: Iterable<unknown>, yielded: Yielded[]): Generator {
  for (const itself of generator) {
    yielded.push({ itself, copy: copied(itself) });
    yield itself;
  }
}

/** The reader's exports, with every call of theirs written down in `calls`. */
export function recorded(exports: Exports, calls: RecordedCall[]): Exports {
  const wrapped = Object.entries(exports).map(([name, value]): [string, unknown] => {
    if (typeof value !== 'function') return [name, value];
    const recording = (...handed: unknown[]): unknown => {
      const given = handed.map(copied);
      const call: RecordedCall = { name, handed, given, after: given, inner: [], tensors: 0, returned: undefined, result: undefined, threw: undefined, yielded: [], ended: Infinity }; // prettier-ignore
      calls.push(call);
      const tensors = tensorsNow();
      const passed = handed.map((one) => (typeof one === 'function' ? watched(call, one as () => unknown) : one));
      const end = (returned: unknown): void => {
        call.ended = performance.now();
        call.tensors = tensorsNow() - tensors;
        call.after = handed.map(copied);
        call.returned = returned;
        call.result = copied(returned);
      };
      try {
        const returned = settled(
          (value as (...all: unknown[]) => unknown)(...passed),
          end,
          (error) => (call.threw = error),
        );
        return isGenerator(returned) ? noted(returned, call.yielded) : returned;
      } catch (error) {
        call.threw = error;
        throw error;
      }
    };
    return [name, recording];
  });
  return Object.fromEntries(wrapped);
}
