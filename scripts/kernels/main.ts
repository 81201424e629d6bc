/** `npm run kernels`: compiles the kernels of the simd engine if they have changed. */
import { compileKernels } from './compile.ts';

try {
  await compileKernels();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
