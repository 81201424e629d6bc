import { monaco } from './monaco-setup.ts';

/** Any CSS colour as `#rrggbb`: the only form that Monaco takes. */
function hexColors(): (property: string) => string {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const styles = getComputedStyle(document.documentElement);
  return (property) => {
    context.fillStyle = '#808080';
    context.fillStyle = styles.getPropertyValue(property).trim();
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  };
}

const isDark = (): boolean => document.documentElement.dataset['theme'] === 'dark';

/** Makes Monaco's theme of the page's own colours, and makes it again when the page changes theme. */
function applyTheme(): void {
  const color = hexColors();
  const ink = color('--ink');
  const paper = color('--code-paper');
  const panel = color('--panel');
  const rule = color('--rule');
  const accent = color('--accent');
  const bare = (property: string): string => color(property).slice(1);
  monaco.editor.defineTheme('book', {
    base: isDark() ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      { token: '', foreground: ink.slice(1), background: paper.slice(1) },
      { token: 'comment', foreground: bare('--code-comment') },
      { token: 'string', foreground: bare('--code-string') },
      { token: 'string.escape', foreground: bare('--code-string') },
      { token: 'number', foreground: bare('--code-number') },
      { token: 'keyword', foreground: bare('--code-keyword') },
      { token: 'type', foreground: bare('--code-type') },
    ],
    colors: {
      foreground: ink,
      'editor.foreground': ink,
      'editor.background': paper,
      'editorLineNumber.foreground': color('--code-gutter'),
      'editorLineNumber.activeForeground': color('--ink-soft'),
      'editorCursor.foreground': ink,
      'editor.selectionBackground': `${accent}3d`,
      'editor.inactiveSelectionBackground': `${accent}24`,
      'editor.lineHighlightBackground': `${ink}08`,
      'editor.lineHighlightBorder': '#00000000',
      'editor.wordHighlightBackground': `${ink}10`,
      'editor.findMatchBackground': `${accent}55`,
      'editor.findMatchHighlightBackground': `${accent}2a`,
      'editorBracketMatch.background': `${accent}1c`,
      'editorBracketMatch.border': `${accent}66`,
      'editorError.foreground': color('--bad'),
      'editorWarning.foreground': color('--warn'),
      'editorWidget.background': panel,
      'editorWidget.foreground': ink,
      'editorWidget.border': rule,
      'editorSuggestWidget.background': panel,
      'editorSuggestWidget.foreground': ink,
      'editorSuggestWidget.border': rule,
      'editorSuggestWidget.selectedBackground': color('--panel-2'),
      'editorSuggestWidget.selectedForeground': ink,
      'editorSuggestWidget.highlightForeground': accent,
      'editorSuggestWidget.focusHighlightForeground': accent,
      'editorHoverWidget.background': panel,
      'editorHoverWidget.foreground': ink,
      'editorHoverWidget.border': rule,
      'list.hoverBackground': color('--panel-2'),
      'list.highlightForeground': accent,
      'input.background': paper,
      'input.foreground': ink,
      'input.border': color('--rule-strong'),
      'menu.background': panel,
      'menu.foreground': ink,
      'menu.selectionBackground': color('--panel-2'),
      'menu.selectionForeground': ink,
      'menu.border': rule,
      'widget.shadow': '#00000024',
      'textLink.foreground': accent,
      'textCodeBlock.background': color('--panel-2'),
      focusBorder: color('--focus'),
      'scrollbarSlider.background': `${ink}22`,
      'scrollbarSlider.hoverBackground': `${ink}38`,
      'scrollbarSlider.activeBackground': `${ink}50`,
      'scrollbar.shadow': '#00000000',
    },
  });
  monaco.editor.setTheme('book');
}

applyTheme();
new MutationObserver(applyTheme).observe(document.documentElement, { attributeFilter: ['data-theme'] });
