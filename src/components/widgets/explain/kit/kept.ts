/** What the build works out for explanations, kept from one build to the next. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Made anew by any change in here: the arithmetic of the book, and the networks that several explanations show. */
const ARITHMETIC = ['src/lib/nn', 'src/lib/settings', 'src/lib/engine/simd', 'src/components/widgets/explain/networks'];

/** A hash of all code in these folders of the project that computes, names and text; views and styles do not. */
function hashOf(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
    for (const file of files) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * What `compute` gives, as JSON keeps it. It is computed once, and again when the code of the explanation called `name`
 * or the book's own arithmetic has changed. The build runs in the root of the project, and so must whoever calls this.
 */
export async function kept<Value>(
  name: string,
  compute: () => Value | Promise<Value>,
  { sources = [`src/components/widgets/explain/${name}`, ...ARITHMETIC], folder = '.cache/explanations' } = {},
): Promise<Value> {
  const file = path.join(folder, `${name}-${hashOf(sources)}.json`);
  if (!existsSync(file)) {
    const value = await compute();
    mkdirSync(folder, { recursive: true });
    // Tests and a build may do this at the same time: each file arrives whole.
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, JSON.stringify(value));
    renameSync(unfinished, file);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Value;
}
