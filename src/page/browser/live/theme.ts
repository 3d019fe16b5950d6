/** What the reader chose; `auto` is what the system says. */
export type ThemeChoice = 'auto' | 'light' | 'dark';
export type Theme = 'light' | 'dark';

export const THEME_CHOICES: readonly ThemeChoice[] = ['auto', 'light', 'dark'];

const KEY = 'express-model-monitor.theme';

/** The switch between light and dark, which the browser remembers. */
export class ThemeSwitch {
  readonly #system: MediaQueryList = window.matchMedia('(prefers-color-scheme: dark)');
  #choice: ThemeChoice = rememberedChoice();

  /** @param onChange - called when the page looks different from now on. */
  constructor(onChange: () => void) {
    this.#apply();
    this.#system.addEventListener('change', onChange);
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  get theme(): Theme {
    if (this.#choice !== 'auto') return this.#choice;
    return this.#system.matches ? 'dark' : 'light';
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    this.#apply();
    remember(choice);
  }

  #apply(): void {
    if (this.#choice === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = this.#choice;
  }
}

function rememberedChoice(): ThemeChoice {
  try {
    const choice = window.localStorage.getItem(KEY);
    return THEME_CHOICES.find((known) => known === choice) ?? 'auto';
  } catch {
    // Storage can be forbidden: then nothing is remembered.
    return 'auto';
  }
}

function remember(choice: ThemeChoice): void {
  try {
    window.localStorage.setItem(KEY, choice);
  } catch {
    // As above.
  }
}
