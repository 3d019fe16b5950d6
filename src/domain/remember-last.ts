/**
 * The same function of a text, which remembers its latest answer: nearly all requests of a model server ask for one
 * path, and asking five RegExps about it costs a request some 2 µs (docs/design.md, "The hot path").
 */
export function rememberLast<Answer>(answerTo: (text: string) => Answer): (text: string) => Answer {
  let last: { readonly text: string; readonly answer: Answer } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, answer: answerTo(text) };
    return last.answer;
  };
}
