/** Keys that are no character, as W3C WebDriver writes them (https://www.w3.org/TR/webdriver2/#keyboard-actions). */
const KEYS: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
};

/** A key's character for WebDriver. Errors: a name that is not in the table. */
export function webDriverKey(key: string): string {
  const value = [...key].length === 1 ? key : KEYS[key];
  if (value === undefined)
    throw new Error(`key: expected a character or one of ${Object.keys(KEYS).join(', ')}; got "${key}"`);
  return value;
}
