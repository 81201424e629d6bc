import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';

/** Why no release was made: told without a stack. */
export class Refusal extends Error {}

/** What a release is made with; a test brings its own. */
export interface ReleaseHost {
  /** The project's folder. */
  readonly root: string;
  /** Runs every gate and builds `dist`; false when one is red. */
  gates(): boolean;
  say(line: string): void;
}

export interface Release {
  readonly version: string;
  /** The zip, and beside it its checksum as `sha256sum --check` reads it. */
  readonly zip: string;
  readonly files: number;
  readonly bytes: number;
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/**
 * Makes one zip of the built site, `release/delta-to-depth-VERSION.zip`: all in one folder, with `SHA256SUMS` of every
 * file. The same commit and the same build give the same bytes.
 *
 * @throws Refusal when something is uncommitted, the changelog does not know the version, a gate is red, or the gates
 * have changed a file
 */
export function release({ root, gates, say }: ReleaseHost): Release {
  const git = (...args: string[]): string => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim();
  const clean = (when: string): void => {
    const changed = git('status', '--porcelain');
    if (changed !== '')
      throw new Refusal(
        `${when} these files are not as committed:\n${changed}\nCommit or put away each, then release.`,
      );
  };
  clean('No release:');

  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
  const heading = changelog.split('\n').find((line) => line.startsWith(`## ${version}`));
  if (heading === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(heading.replace(`## ${version}`, '').replace(/^ [-–] /, '')))
    throw new Refusal(
      `No release: CHANGELOG.md should have the heading "## ${version} - YYYY-MM-DD"; it has ${heading === undefined ? 'none for that version' : `"${heading}"`}. Write it, or change the version in package.json.`,
    );

  if (!gates())
    throw new Refusal('No release: a gate is red. What failed stands above; mend it, commit, then release.');
  clean('No release: since the gates ran,');

  const name = `delta-to-depth-${version}`;
  const dist = join(root, 'dist');
  const paths = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1))
    .sort();
  const contents = paths.map((path) => [path, readFileSync(join(dist, path))] as const);
  const sums = contents.map(([path, content]) => `${sha256(content)}  ${path}\n`).join('');
  // Zip knows no time zone: the commit's time, in UTC, keeps the bytes the same wherever it is made.
  const committed = new Date(Number(git('log', '-1', '--format=%ct')) * 1000);
  const mtime = new Date(committed.getTime() + committed.getTimezoneOffset() * 60_000);
  const entries: Zippable = { [`${name}/SHA256SUMS`]: [new TextEncoder().encode(sums), { mtime, level: 9 }] };
  for (const [path, content] of contents) entries[`${name}/${path}`] = [content, { mtime, level: 9 }];
  const zip = zipSync(entries);

  const folder = join(root, 'release');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.zip`);
  writeFileSync(file, zip);
  writeFileSync(`${file}.sha256`, `${sha256(zip)}  ${name}.zip\n`);
  say(
    `${name}.zip: ${paths.length} files, ${(zip.length / 1e6).toFixed(1)} MB, of commit ${git('rev-parse', '--short', 'HEAD')}.`,
  );
  say(`Its checksum is in ${name}.zip.sha256; SHA256SUMS inside has that of each file.`);
  return { version, zip: file, files: paths.length, bytes: zip.length };
}
