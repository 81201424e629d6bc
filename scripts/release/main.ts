/** `npm run release`: one zip of the built site with checksums, made only of what is committed and green. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { release, Refusal } from './release.ts';

const root = resolve(import.meta.dirname, '../..');
try {
  release({
    root,
    gates: () => spawnSync('npm', ['test'], { cwd: root, stdio: 'inherit' }).status === 0,
    say: (line) => console.log(line),
  });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
