import type { EngineName } from './contract.ts';

const WORDS: Readonly<Record<EngineName | 'reader', string>> = {
  reference: 'CPU',
  simd: 'CPU (WebAssembly)',
  webgpu: 'GPU',
  reader: 'your code',
};

/** What the reader calls the engine of this name; any other name, such as that of an imported network's maker, as it is. */
export const engineWords = (by: string): string => (Object.hasOwn(WORDS, by) ? WORDS[by as keyof typeof WORDS] : by);
