import { isDark, nextTheme, parseTheme, type ThemeChoice } from '../../../lib/classroom/theme.ts';
import { THEME_KEY } from '../../../lib/storage/names.ts';
import { onOtherTab, readText, writeText } from '../../../lib/storage/text.ts';

const NAMES: Readonly<Record<ThemeChoice, string>> = { system: 'as the device', light: 'light', dark: 'dark' };

/** The switch in the header: as the device, light, dark. */
export function startTheme(): void {
  const systemDark = matchMedia('(prefers-color-scheme: dark)');
  const button = document.querySelector('[data-theme-switch]');
  let choice = parseTheme(readText(THEME_KEY));

  const show = (): void => {
    document.documentElement.dataset['theme'] = isDark(choice, systemDark.matches) ? 'dark' : 'light';
    for (const icon of button?.querySelectorAll<HTMLElement>('[data-theme-icon]') ?? [])
      icon.hidden = icon.dataset['themeIcon'] !== choice;
    const name = button?.querySelector('[data-theme-name]');
    if (name) name.textContent = NAMES[choice];
    button?.setAttribute('title', `Theme: ${NAMES[choice]}`);
    document
      .querySelector('meta[name="theme-color"]')
      ?.setAttribute('content', getComputedStyle(document.documentElement).getPropertyValue('--paper').trim());
  };

  button?.addEventListener('click', () => {
    choice = nextTheme(choice);
    writeText(THEME_KEY, choice === 'system' ? undefined : choice);
    show();
  });
  systemDark.addEventListener('change', show);
  onOtherTab(THEME_KEY, (text) => {
    choice = parseTheme(text);
    show();
  });
  // Pictures that scripts have painted are painted anew for paper, which is light.
  addEventListener('beforeprint', () => (document.documentElement.dataset['theme'] = 'light'));
  addEventListener('afterprint', show);
  show();
}
