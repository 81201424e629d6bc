import { symbolRanges } from '../symbol-names.ts';
import type { Editor, EditorStart } from './editor-contract.ts';
import { monaco, TabFocus } from './monaco-setup.ts';
import './theme.ts';
import './monaco-editor.css';

type Decoration = monaco.editor.IModelDeltaDecoration;

const NEVER_GROWS = monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges;

/** Colours the book's symbols; `lightSymbols` gives them their name. */
function symbolDecorations(model: monaco.editor.ITextModel): Decoration[] {
  return symbolRanges(model.getValue()).map(({ start, end, symbol }) => ({
    range: monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)),
    options: { inlineClassName: `symbol symbol-${symbol}`, stickiness: NEVER_GROWS },
  }));
}

/**
 * Monaco draws decorations as classes only; the page lights symbols by `data-symbol`.
 * Returns how to stop.
 */
function nameSymbols(host: HTMLElement): () => void {
  const name = (): void => {
    for (const span of host.querySelectorAll<HTMLElement>('.view-line .symbol:not([data-symbol])')) {
      const found = [...span.classList].find((each) => each.startsWith('symbol-'));
      if (found) span.dataset['symbol'] = found.slice('symbol-'.length);
    }
  };
  const observer = new MutationObserver(name);
  observer.observe(host, { childList: true, subtree: true });
  name();
  return () => observer.disconnect();
}

const pixels = (length: string): number => Number.parseFloat(length);

export function createMonacoEditor(start: EditorStart): Editor {
  const { host, metrics } = start;
  const uri = monaco.Uri.parse(`file:///exercises/${start.id}.ts`);
  // A document outlives its editor: when the reader comes back, undo still knows the way.
  const model = monaco.editor.getModel(uri) ?? monaco.editor.createModel(start.before, 'typescript', uri);
  model.updateOptions({
    tabSize: 2,
    insertSpaces: true,
    trimAutoWhitespace: true,
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });

  const style = getComputedStyle(metrics);
  const editor = monaco.editor.create(host, {
    model,
    ariaLabel: start.label,
    fontFamily: style.fontFamily,
    fontSize: pixels(style.fontSize),
    lineHeight: pixels(style.lineHeight),
    letterSpacing: 0,
    fontLigatures: false,
    // The same gutter, padding and height as the listing: lab.css, --code-*.
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 14,
    glyphMargin: false,
    folding: false,
    padding: { top: pixels(style.paddingTop), bottom: pixels(style.paddingBottom) },
    scrollBeyondLastLine: false,
    scrollbar: {
      // Where there is more to see, it is always said.
      vertical: 'visible',
      alwaysConsumeMouseWheel: false,
      horizontalScrollbarSize: 10,
      verticalScrollbarSize: 10,
      useShadows: false,
      ignoreHorizontalScrollbarInContentHeight: true,
    },
    automaticLayout: true,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    renderLineHighlight: 'line',
    renderLineHighlightOnlyWhenFocus: true,
    renderWhitespace: 'none',
    guides: { indentation: false },
    bracketPairColorization: { enabled: false },
    occurrencesHighlight: 'off',
    selectionHighlight: false,
    stickyScroll: { enabled: false },
    links: false,
    codeLens: false,
    inlayHints: { enabled: 'off' },
    lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.Off },
    'semanticHighlighting.enabled': false,
    wordBasedSuggestions: 'off',
    dropIntoEditor: { enabled: false },
    unicodeHighlight: { ambiguousCharacters: false },
    fixedOverflowWidgets: true,
    cursorSmoothCaretAnimation: 'off',
    cursorBlinking: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'solid' : 'blink',
  });

  const replaceAll = (code: string): void => {
    model.pushStackElement();
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text: code }], () => null);
    model.pushStackElement();
  };
  // What was typed before Monaco came is one step of its undo.
  if (start.code !== model.getValue()) replaceAll(start.code);
  const [from, to] = start.selection;
  editor.setSelection(monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to)));
  editor.setScrollPosition({ scrollTop: start.scrollTop, scrollLeft: start.scrollLeft });

  const symbols = editor.createDecorationsCollection(symbolDecorations(model));
  const marks = editor.createDecorationsCollection();
  const stopNaming = nameSymbols(host);
  start.onTabKey(TabFocus.getTabFocusMode());
  const tabKey = TabFocus.onDidChangeTabFocus(start.onTabKey);
  let silent = false;
  const listening = model.onDidChangeContent(() => {
    symbols.set(symbolDecorations(model));
    if (!silent) start.onEdit(model.getValue());
  });

  return {
    setCode(code) {
      if (code === model.getValue()) return;
      silent = true;
      replaceAll(code);
      silent = false;
    },
    mark(mark, changedLines) {
      const markers: monaco.editor.IMarkerData[] = [];
      const decorations: Decoration[] = changedLines.map((line) => ({
        range: new monaco.Range(line, 1, line, 1),
        options: { linesDecorationsClassName: 'lab-gutter-changed', isWholeLine: true },
      }));
      if (mark && mark.line <= model.getLineCount()) {
        const { line, message } = mark;
        const word =
          mark.column === undefined ? null : model.getWordAtPosition({ lineNumber: line, column: mark.column });
        markers.push({
          severity: monaco.MarkerSeverity.Error,
          message,
          source: 'run',
          startLineNumber: line,
          startColumn: word?.startColumn ?? model.getLineFirstNonWhitespaceColumn(line),
          endLineNumber: line,
          endColumn: word?.endColumn ?? model.getLineMaxColumn(line),
        });
        decorations.push({
          range: new monaco.Range(line, 1, line, 1),
          options: { isWholeLine: true, className: 'lab-line-wrong', linesDecorationsClassName: 'lab-gutter-wrong' },
        });
      }
      monaco.editor.setModelMarkers(model, 'run', markers);
      marks.set(decorations);
    },
    goTo(line, column) {
      editor.revealLineInCenterIfOutsideViewport(line);
      editor.setPosition({
        lineNumber: line,
        column: column ?? Math.max(1, model.getLineFirstNonWhitespaceColumn(line)),
      });
      editor.focus();
    },
    focus: () => editor.focus(),
    hasFocus: () => editor.hasWidgetFocus(),
    dispose() {
      stopNaming();
      listening.dispose();
      tabKey.dispose();
      editor.dispose();
    },
  };
}
