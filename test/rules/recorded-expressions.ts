const RULE = /^ {6}- record: (\S+)\n {8}expr: \|-\n((?: {10}.*\n)+)/gm;

/** What a rule file records, each as one expression that needs no other rule, but for those that choose a feature. */
export function recordedExpressions(file: string): ReadonlyMap<string, string> {
  const expressions = new Map<string, string>();
  for (const [, name = '', lines = ''] of file.matchAll(RULE)) {
    let expression = lines;
    for (const [before, itself] of expressions) {
      expression = expression.replaceAll(new RegExp(`\\b${before}\\b(?!\\{)`, 'g'), () => `(${itself})`);
    }
    expressions.set(name, expression);
  }
  return expressions;
}
