/** A part of Monaco that has no types of its own. */
declare module 'monaco-editor/editor/browser/config/tabFocus' {
  /** One for all editors of the page: whether Tab moves the focus. */
  export const TabFocus: {
    getTabFocusMode(): boolean;
    setTabFocusMode(moves: boolean): void;
    readonly onDidChangeTabFocus: (listener: (moves: boolean) => void) => { dispose(): void };
  };
}
