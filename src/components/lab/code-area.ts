import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Editor } from './editor/editor-contract.ts';
import type { ExerciseModel } from './exercise-model.ts';
import { changedLineNumbers } from './line-changes.ts';
import { createPlainEditor } from './plain-editor.ts';

/** `plain` is the listing with a textarea over it; `failed` is the same after Monaco did not load. */
export type AreaMode = 'plain' | 'loading' | 'monaco' | 'failed';

export interface CodeArea {
  readonly mode: ReadonlySignal<AreaMode>;
  /** False while the reader has asked that the Tab key indent. */
  readonly tabLeaves: ReadonlySignal<boolean>;
  /** True while the reader types by touch: a keyboard covers the page's lower part. */
  readonly typing: ReadonlySignal<boolean>;
  goTo(line: number, column?: number): void;
  /** Puts `text` where the caret of the plain editor is. */
  insert(text: string): void;
  /** Moves that caret by so many letters. */
  move(letters: number): void;
  dispose(): void;
}

const LEAVE_AFTER = 60_000; // ms out of sight

interface AreaOptions {
  readonly id: string;
  readonly original: string;
  readonly label: string;
  /** Id of the text that says how to run and leave the editor. */
  readonly describedBy: string;
}

// Out of the build's server half: there Astro would take Monaco's style sheet for one that the page has already, and drop it.
const importMonaco = import.meta.env.SSR ? null : () => import('./editor/monaco-editor.ts');

/** Touch keyboards and Monaco do not go together: there the plain editor stays. */
export const wantsPlain = (): boolean => !import.meta.env.SSR && matchMedia('(pointer: coarse)').matches;

/** Resolves when no button of the pointer is down: swapping the text under a drag would lose the selection. */
const pointerUp = (isDown: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    if (!isDown()) return resolve();
    addEventListener('pointerup', () => setTimeout(resolve), { once: true });
  });

/**
 * Brings a static listing to life: typing works at once, and Monaco takes over when it has loaded,
 * with the same text, selection, scroll position and focus. Monaco loads only when the reader clicks or types.
 *
 * @param host Holds `.lab-scroll` with the listing's `.lab-sheet`, and `.lab-monaco`, where Monaco goes.
 */
export function createCodeArea(host: HTMLElement, model: ExerciseModel, options: AreaOptions): CodeArea {
  const { original } = options;
  const mode = signal<AreaMode>('plain');
  const tabLeaves = signal(true);
  const typing = signal(false);
  const scroll = host.querySelector<HTMLElement>('.lab-scroll')!;
  const sheet = host.querySelector<HTMLElement>('.lab-sheet')!;
  const plain = createPlainEditor(sheet, options.label, options.describedBy, model.edit);
  const { textarea } = plain;
  let editor: Editor | null = null;
  let disposed = false;
  let pointerDown = false;
  let byTouch = false;

  const show = (): void => {
    const code = model.code.value;
    const mark = model.mark.value;
    host.style.setProperty('--lines', String(code.split('\n').length));
    if (editor) {
      editor.setCode(code);
      editor.mark(mark, code === original ? [] : changedLineNumbers(original, code));
    } else {
      plain.show(code, original, mark);
    }
  };
  const endShowing = effect(show);
  const endModes = effect(() => {
    host.dataset['mode'] = mode.value;
  });

  const loadMonaco = async (before: string): Promise<void> => {
    if (!importMonaco || mode.value !== 'plain' || wantsPlain()) return;
    mode.value = 'loading';
    try {
      const { createMonacoEditor } = await importMonaco();
      await pointerUp(() => pointerDown);
      if (disposed) return;
      const hadFocus = document.activeElement === textarea;
      // First visible, then filled: Monaco measures its element.
      mode.value = 'monaco';
      editor = createMonacoEditor({
        host: host.querySelector<HTMLElement>('.lab-monaco')!,
        metrics: sheet.querySelector<HTMLElement>('.lab-listing')!,
        id: options.id,
        label: options.label,
        before,
        code: model.code.value,
        selection: [textarea.selectionStart, textarea.selectionEnd],
        scrollTop: scroll.scrollTop,
        scrollLeft: scroll.scrollLeft,
        onEdit: model.edit,
        onTabKey: (leaves) => (tabLeaves.value = leaves),
      });
      show();
      if (hadFocus) editor.focus();
    } catch {
      // Offline, most likely. The plain editor goes on; the island says so.
      mode.value = 'failed';
    }
  };
  const onPointerDown = ({ pointerType }: PointerEvent): void => {
    byTouch = pointerType === 'touch';
    pointerDown = true;
    if (!byTouch) void loadMonaco(model.code.value);
  };
  const onPointerUp = (): void => {
    pointerDown = false;
  };
  let atFocus = '';
  let endTyping = (): void => undefined;
  // Code, verdict and keys fill what is to be seen if the code begins at its top.
  const keepInView = (): void => {
    const { top, bottom } = host.getBoundingClientRect();
    const foot = host.nextElementSibling?.getBoundingClientRect().top ?? innerHeight;
    if (top < 0 || bottom > foot + 1) host.scrollIntoView({ block: 'start', behavior: 'instant' });
  };
  textarea.addEventListener('focus', () => {
    atFocus = model.code.value;
    if (!wantsPlain()) return;
    typing.value = true;
    void import('./typing.ts').then(({ makeRoomForKeyboard }) => {
      if (typing.value) endTyping = makeRoomForKeyboard(keepInView);
    });
  });
  textarea.addEventListener('blur', () => {
    typing.value = false;
    endTyping();
    endTyping = () => undefined;
  });
  textarea.addEventListener('pointerdown', onPointerDown);
  addEventListener('pointerup', onPointerUp);
  addEventListener('pointercancel', onPointerUp);
  textarea.addEventListener('input', (event) => {
    if (typing.value) requestAnimationFrame(keepInView);
    if (!byTouch && !(event as InputEvent).isComposing) void loadMonaco(atFocus);
  });

  // An editor that has been out of sight for a while makes room; its document and undo stay.
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const leave = (): void => {
    if (!editor || editor.hasFocus()) return;
    editor.dispose();
    editor = null;
    mode.value = 'plain';
    show();
  };
  const sight = new IntersectionObserver(
    (entries) => {
      clearTimeout(leaving);
      if (!entries.at(-1)!.isIntersecting) leaving = setTimeout(leave, LEAVE_AFTER);
    },
    { rootMargin: '100% 0px' },
  );
  sight.observe(host);

  // Paper gets the listing, whatever the screen shows.
  const onPrint = (): void => plain.show(model.code.value, original, model.mark.value);
  addEventListener('beforeprint', onPrint);

  return {
    mode,
    tabLeaves,
    typing,
    insert: plain.insert,
    move: plain.move,
    goTo: (line, column) => (editor ?? plain).goTo(line, column),
    dispose() {
      disposed = true;
      endTyping();
      endShowing();
      endModes();
      sight.disconnect();
      clearTimeout(leaving);
      editor?.dispose();
      plain.dispose();
      removeEventListener('pointerup', onPointerUp);
      removeEventListener('pointercancel', onPointerUp);
      removeEventListener('beforeprint', onPrint);
    },
  };
}
