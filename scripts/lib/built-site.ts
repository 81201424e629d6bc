import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { npmRun, root } from './setup.mjs';
import { UsageError } from './usage-error.ts';

export const dist = path.join(root, 'dist');

/** The page and the sandbox speak to each other, so that both must be of the same make. */
function isBuilt(): boolean {
  const page = path.join(dist, 'sandbox.html');
  if (!existsSync(page)) return false;
  const sources = path.join(root, 'src/lib/sandbox');
  const at = statSync(page).mtimeMs;
  return readdirSync(sources, { recursive: true, encoding: 'utf8' }).every(
    (file) => statSync(path.join(sources, file)).mtimeMs <= at,
  );
}

/** Builds the site unless it is there and from this sandbox. `who` asks, for messages. Throws a UsageError if it cannot be built. */
export async function needBuiltSite(who: string): Promise<void> {
  // What is built on the way is not part of the answer.
  const aside = { stdio: ['ignore', 2, 2] };
  if ((await npmRun('kernels', [], aside)) !== 0)
    throw new UsageError(`${who}: the engine could not be compiled. The lines above say why.`);
  if (isBuilt()) return;
  console.error('The site is not built, or not from this sandbox: building it once, which takes a few minutes …');
  if ((await npmRun('build', [], aside)) !== 0)
    throw new UsageError(`${who}: the site could not be built. The lines above say why.`);
}
