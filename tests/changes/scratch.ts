import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** A copy of what git tracks, with the data sets and the packages, in which changes are tried. It knows what they touched. */
export class Scratch {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'changes-'));
  readonly files: readonly string[];
  #touched = new Set<string>();

  constructor() {
    const listed = execFileSync('git', ['-C', root, 'ls-files', '-z'], { encoding: 'utf8' });
    this.files = listed.split('\0').filter(Boolean);
    for (const file of this.files) cpSync(path.join(root, file), this.#at(file), { recursive: true });
    cpSync(path.join(root, 'public/data'), this.#at('public/data'), { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), this.#at('node_modules'));
  }

  #at(file: string): string {
    return path.join(this.folder, file);
  }

  read(file: string): string {
    return readFileSync(this.#at(file), 'utf8');
  }

  /** As a file of the project, whether it was there or not. */
  write(file: string, content: string | Uint8Array): void {
    this.#touched.add(file);
    mkdirSync(path.dirname(this.#at(file)), { recursive: true });
    writeFileSync(this.#at(file), content);
  }

  /** Puts `text` where `place` is, which must be there once. */
  replace(file: string, place: string, text: string): void {
    const parts = this.read(file).split(place);
    if (parts.length !== 2)
      throw new Error(
        `${file}: expected "${place}" once, found it ${parts.length - 1} times. Put tests/changes right.`,
      );
    this.write(file, parts.join(text));
  }

  after(file: string, place: string, more: string): void {
    this.replace(file, place, place + more);
  }

  before(file: string, place: string, more: string): void {
    this.replace(file, place, more + place);
  }

  /** What was touched since it was last asked. */
  takeTouched(): readonly string[] {
    const touched = [...this.#touched].sort();
    this.#touched = new Set();
    return touched;
  }

  /** Runs a program in the copy, and shows what it says; true if it ended well. */
  run(...[program, ...args]: readonly string[]): boolean {
    return spawnSync(program!, args, { cwd: this.folder, stdio: 'inherit' }).status === 0;
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
