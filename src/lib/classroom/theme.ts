/** What the reader may choose; `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEMES)[number];

export const parseTheme = (text: string | undefined): ThemeChoice => THEMES.find((theme) => theme === text) ?? 'system';

/** The theme a switch goes on to: round by round through all three. */
export const nextTheme = (theme: ThemeChoice): ThemeChoice =>
  THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';

export const isDark = (theme: ThemeChoice, systemIsDark: boolean): boolean =>
  theme === 'system' ? systemIsDark : theme === 'dark';
