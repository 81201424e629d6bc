/**
 * Completes package-lock.json with the optional binaries of other platforms, which npm leaves out when a
 * registry does not show them all. Without them `npm ci` fails ("Missing: … from lock file"), or installs
 * no binary on macOS and Windows. Run `npm run lockfile` after each change of a dependency.
 * https://github.com/npm/cli/issues/4828
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** The system, processor and C library that a binary package's name speaks of, as package.json has them. */
export function platformOf(name) {
  const words = name
    .replace(/^.*\//, '')
    .replace(/windows/, 'win32')
    .split('-');
  const os = words.find((word) => SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word)) ?? (words.includes('arm') ? 'arm' : undefined);
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined;
  return {
    ...(os && { os: [os] }),
    ...(cpu && { cpu: [cpu] }),
    ...(os === 'linux' && libc && { libc: [libc] }),
  };
}

/** Where `name`, wanted by the package at `from`, stands in the lock, or undefined. */
function locate(packages, from, name) {
  for (let base = from; ;) {
    const candidate = `${base ? `${base}/` : ''}node_modules/${name}`;
    if (packages[candidate]) return candidate;
    if (!base) return undefined;
    const cut = base.lastIndexOf('/node_modules/');
    base = cut < 0 ? '' : base.slice(0, cut);
  }
}

/** The optional dependencies that the lock names but does not hold: [{ wantedBy, name, version }]. */
export function missingOptional(lock) {
  const missing = [];
  for (const [wantedBy, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!locate(lock.packages, wantedBy, name)) missing.push({ wantedBy, name, version });
    }
  }
  return missing;
}

/** A copy of the lock in which nothing optional is missing. */
export function completed(lock) {
  const packages = { ...lock.packages };
  for (const { name, version, wantedBy } of missingOptional(lock)) {
    if (!/^\d+\.\d+\.\d+/.test(version)) {
      throw new Error(
        `${name}: expected an exact version in the optionalDependencies of ${wantedBy}, got "${version}". Add it to the lock by hand.`,
      );
    }
    packages[`node_modules/${name}`] = { version, ...platformOf(name), dev: true, optional: true };
  }
  return {
    ...lock,
    packages: Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))),
  };
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingOptional(lock);
  if (missing.length > 0) writeFileSync(file, `${JSON.stringify(completed(lock), null, 2)}\n`);
  console.log(
    missing.length === 0
      ? 'package-lock.json is complete.'
      : `Added ${missing.length} optional packages to package-lock.json.`,
  );
}
