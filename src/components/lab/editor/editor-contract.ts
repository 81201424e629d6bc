import type { CodeMark } from '../exercise-model.ts';

/** What a text editor needs to take over from the plain one without the reader losing anything. */
export interface EditorStart {
  /** Where the editor goes; it fills this element. */
  readonly host: HTMLElement;
  /** The element whose computed face, size and line height the editor copies. */
  readonly metrics: HTMLElement;
  /** `<chapter folder>/<exercise folder>`: one document for each. */
  readonly id: string;
  readonly label: string;
  /** The text when the reader first touched it; undo leads back to it. */
  readonly before: string;
  readonly code: string;
  /** Offsets in the code. */
  readonly selection: readonly [start: number, end: number];
  readonly scrollTop: number;
  readonly scrollLeft: number;
  readonly onEdit: (code: string) => void;
  /** Called at once and after each change: whether the Tab key leaves the editor. */
  readonly onTabKey: (leaves: boolean) => void;
}

export interface Editor {
  /** Shows another text; the editor's own undo can take it back. */
  setCode(code: string): void;
  mark(mark: CodeMark | null, changedLines: readonly number[]): void;
  goTo(line: number, column?: number): void;
  focus(): void;
  readonly hasFocus: () => boolean;
  /** Takes the editor away; its document and undo stay for the next one with this id. */
  dispose(): void;
}
