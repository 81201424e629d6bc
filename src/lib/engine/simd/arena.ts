import { EngineLostError } from '../engine-lost-error.ts';
import { engineWords } from '../engine-words.ts';
import type { Kernels, Machine } from './kernels.ts';

const LINE = 64;
const PAGE = 65_536;
/** What 32-bit addresses reach. */
const MOST_PAGES = 65_536;
const MEBIBYTE = 2 ** 20;

/** Plans a memory piece by piece, then makes it: nothing is allocated while training. */
export class Arena {
  #top = LINE;

  /** The address of `bytes` bytes, at the start of a cache line. */
  take(bytes: number): number {
    const address = this.#top;
    this.#top += Math.ceil(bytes / LINE) * LINE;
    return address;
  }

  /** The address of `count` 32-bit numbers. */
  takeFloats(count: number): number {
    return this.take(4 * count);
  }

  /** Makes the memory, all zero, and the kernels that work on it. Throws an EngineLostError that says how much was asked for. */
  build(module: WebAssembly.Module): Machine {
    const pages = Math.ceil(this.#top / PAGE);
    const memory = pages > MOST_PAGES ? undefined : makeMemory(pages);
    if (!memory)
      throw new EngineLostError(
        `The engine for the ${engineWords('simd')} expected to get ${Math.ceil(this.#top / MEBIBYTE).toLocaleString('en')} MiB of memory for this network, got none.`,
      );
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    const { buffer } = memory;
    return {
      kernels: exports as unknown as Kernels,
      bytes: new Uint8Array(buffer),
      words: new Uint32Array(buffer),
      floats: new Float32Array(buffer),
      doubles: new Float64Array(buffer),
    };
  }
}

function makeMemory(pages: number): WebAssembly.Memory | undefined {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch {
    return undefined;
  }
}
