import { EngineLostError } from '../engine-lost-error.ts';
import { engineWords } from '../engine-words.ts';
import { withTimeLimit } from '../time-limit.ts';
import { findAdapter } from './adapter.ts';

const SECONDS_FOR_A_DEVICE = 10;
const SECONDS_FOR_AN_ANSWER = 60;
const MILLISECONDS_FOR_A_REASON = 200;

/** The limits of which a device is given all that its adapter has. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** A graphics device, and whether it still can compute. */
export class Gpu {
  readonly device: GPUDevice;
  readonly adapterInfo: GPUAdapterInfo;
  /** Rejects when the device can no longer be relied on. */
  readonly #lost: Promise<never>;
  readonly #lose: (fault: EngineLostError) => void;
  #fault: EngineLostError | undefined;

  constructor(device: GPUDevice, adapterInfo: GPUAdapterInfo, onFault: () => void) {
    this.device = device;
    this.adapterInfo = adapterInfo;
    const { promise, reject } = Promise.withResolvers<never>();
    this.#lost = promise;
    this.#lost.catch(() => undefined); // whoever waits hears of it by `guard`
    this.#lose = (fault) => {
      if (this.#fault) return;
      this.#fault = fault;
      onFault();
      whenLost();
      reject(fault);
      device.destroy();
    };
    void device.lost.then(({ message }) =>
      this.#lose(new EngineLostError(`The graphics device was lost${message ? ` (${withoutStop(message)})` : ''}.`)),
    );
    device.addEventListener('uncapturederror', ({ error }) => {
      // What follows such an error cannot be trusted.
      const words =
        error instanceof GPUOutOfMemoryError
          ? 'The graphics card ran out of memory.'
          : `The graphics card reported an error (${withoutStop(error.message)}).`;
      this.#lose(new EngineLostError(words));
    });
  }

  /**
   * Waits for work on the device. Rejects with an EngineLostError when the device is lost, when it does not
   * answer, or when the work fails for any other reason: then another engine has to take over.
   */
  async guard<T>(work: () => Promise<T>): Promise<T> {
    if (this.#fault) throw this.#fault;
    try {
      return await withTimeLimit(
        Promise.race([work(), this.#lost]),
        SECONDS_FOR_AN_ANSWER,
        `The graphics card did not answer within ${SECONDS_FOR_AN_ANSWER} seconds.`,
      );
    } catch (error) {
      if (error instanceof RangeError) throw error;
      if (error instanceof EngineLostError) {
        this.#lose(error);
        throw error;
      }
      // A lost device also breaks what is under way, often before it says so itself.
      await Promise.race([
        this.#lost.catch(() => undefined),
        new Promise((resolve) => setTimeout(resolve, MILLISECONDS_FOR_A_REASON)),
      ]);
      throw (
        this.#fault ??
        new EngineLostError(
          `The engine for the ${engineWords('webgpu')} failed (${withoutStop(error instanceof Error ? error.message : String(error))}).`,
          { cause: error },
        )
      );
    }
  }
}

let whenLost: () => void = () => undefined;
/** Calls back whenever the card is lost or cannot be relied on. */
export function onCardLost(listener: () => void): void {
  whenLost = listener;
}

const withoutStop = (message: string): string => message.trim().replace(/\.$/, '');

let current: Promise<Gpu> | undefined;

/** The worker's one graphics device, opened when first asked for, and anew after it was lost. */
export function openGpu(): Promise<Gpu> {
  const forget = (): void => {
    current = undefined;
  };
  current ??= open(forget).catch((error: unknown) => {
    forget();
    throw error;
  });
  return current;
}

async function open(onFault: () => void): Promise<Gpu> {
  const found = await findAdapter();
  if ('because' in found) throw new EngineLostError(found.because);
  const { adapter } = found;
  const device = await withTimeLimit(
    adapter.requestDevice({ requiredLimits: Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]])) }),
    SECONDS_FOR_A_DEVICE,
    `The graphics driver gave no device within ${SECONDS_FOR_A_DEVICE} seconds.`,
  );
  return new Gpu(device, adapter.info, onFault);
}
