import * as monaco from 'monaco-editor/editor';
import 'monaco-editor/languages/definitions/typescript/register';
import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register';
// Of Monaco's features those that a listing needs: the rest would be download for nothing.
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeEditor/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/features/quickCommand/register';
import 'monaco-editor/features/rename/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/tokenization/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
// `features/suggest` lacks the list of suggestions itself (monaco-editor 0.57).
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import { TabFocus } from 'monaco-editor/editor/browser/config/tabFocus';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker.js?worker';
import labTypes from '../../../lib/sandbox/lab-types.ts?raw';
import { typesOfLab } from '../../../lib/sandbox/lab-fields.ts';
import settingsTable from '../../../lib/settings/fields.ts?raw';
import tfTypes from '../../../lib/sandbox/tf-types.ts?raw';
import { runtimeGlobals } from './runtime-globals.ts';

// Monaco makes one worker of each kind and shares it among all editors of the page.
globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => (label === 'typescript' ? new TypeScriptWorker() : new EditorWorker()),
};

// Monaco's enums stop at ES2020 and know no moduleDetection; the TypeScript behind them is 5.9.
const ESNEXT = 99;
const NODE_MODULES = 2;
const DETECT_FORCE = 3;

typescriptDefaults.setCompilerOptions({
  target: ESNEXT,
  module: ESNEXT,
  moduleResolution: NODE_MODULES,
  moduleDetection: DETECT_FORCE, // every listing is a module, even one without an export
  lib: ['esnext'],
  strict: true,
  noEmit: true,
  allowNonTsExtensions: true,
});
typescriptDefaults.setDiagnosticsOptions({ noSuggestionDiagnostics: true });
typescriptDefaults.setEagerModelSync(true);
typescriptDefaults.addExtraLib(typesOfLab(labTypes, settingsTable), 'file:///node_modules/lab/index.d.ts');
typescriptDefaults.addExtraLib(tfTypes, 'file:///node_modules/tf/index.d.ts');
typescriptDefaults.addExtraLib(runtimeGlobals, 'file:///runtime-globals.d.ts');

// Tab leaves an editor, as it leaves any other part of a page, until Ctrl+M changes that for all of them.
// The option `tabFocusMode` would win over Ctrl+M for good.
TabFocus.setTabFocusMode(true);

// Widths measured before the code face has arrived would put the caret beside the letters.
void document.fonts.ready.then(() => monaco.editor.remeasureFonts());

export { monaco, TabFocus };
