import { expect, it } from 'vitest';
import { filesOf, START } from '../../../scripts/bench/pack.ts';

it('the packed bench has what it needs: kernels, networks, the script of PyTorch, and nothing of a browser', () => {
  const files = filesOf(START);
  for (const needed of [
    START,
    'src/lib/engine/simd/compiled/relaxed.ts',
    'src/lib/engine/webgpu/webgpu-engine.ts',
    'src/lib/engine/reference/reference-engine.ts',
    'scripts/lib/node-gpu.ts',
    'tests/bench/torch_systems.py',
  ])
    expect(files).toContain(needed);
  expect(files.filter((file) => /browser|pack\.ts|\.tsx|components/.test(file))).toEqual([]);
});

it('a package that the code imports and that is not packed is named', () => {
  expect(() => filesOf('scripts/bench/page.ts')).toThrow('scripts/bench/page.ts imports @playwright/test');
});
