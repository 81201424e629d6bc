import type { EngineChoice } from './contract.ts';

const WORDS: Readonly<Record<EngineChoice | 'reader', string>> = {
  auto: 'the fastest here',
  reference: 'CPU',
  simd: 'CPU (WebAssembly)',
  'simd-plain': 'CPU (WebAssembly, multiply and add rounded one by one)',
  'simd-fused': 'CPU (WebAssembly, multiply and add rounded once)',
  webgpu: 'GPU',
  reader: 'your code',
};

/** What the reader calls the engine of this name, or the choice of one; any other name, such as that of an imported network's maker, as it is. */
export const engineWords = (by: string): string => (Object.hasOwn(WORDS, by) ? WORDS[by as keyof typeof WORDS] : by);
