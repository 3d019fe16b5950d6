import { type ElementView, element } from '../dom/elements.ts';
import type { Connection } from '../live/connection.ts';
import { THEME_CHOICES, type ThemeChoice } from '../live/theme.ts';
import { connectionText } from './connection-text.ts';

export interface HeaderState {
  readonly connection: Connection;
  readonly themeChoice: ThemeChoice;
  readonly onTheme: (choice: ThemeChoice) => void;
}

export function pageHeader({ connection, themeChoice, onTheme }: HeaderState): ElementView {
  return element(
    'header',
    { class: 'page-header' },
    element('h1', {}, 'Model monitor'),
    element('p', { class: `connection ${connection.kind}` }, connectionText(connection)),
    element(
      'fieldset',
      { class: 'theme' },
      element('legend', { class: 'unseen' }, 'Colours'),
      THEME_CHOICES.map((choice) =>
        element(
          'label',
          {},
          element('input', {
            type: 'radio',
            name: 'theme',
            value: choice,
            checked: choice === themeChoice,
            onchange: () => onTheme(choice),
          }),
          element('span', {}, choice),
        ),
      ),
    ),
  );
}
