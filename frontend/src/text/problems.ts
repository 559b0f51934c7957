import { type FaultCode, type LocalCode, Problem } from "../api/problem";
import type { Language } from "../lib/locale";
import { formatMoney } from "../lib/money";
import { currentLanguage } from "../lib/preferences";
import type { Refusal } from "../ui/Form";
import { serverSentences } from "./problems.gen";
import { texts } from "./text";

/** Every fault code in a sentence that a buyer understands. The compiler holds it against the contract. */
const sentences = texts<Record<FaultCode | LocalCode, string>>({
  de: {
    ...serverSentences.de,
    "client.unreachable":
      "Der Dienst ist gerade nicht zu erreichen. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.",
    "client.unexpected": "Der Dienst hat unerwartet geantwortet. Versuchen Sie es noch einmal.",
  },
  en: {
    ...serverSentences.en,
    "client.unreachable": "The service cannot be reached at the moment. Check your connection and try again.",
    "client.unexpected": "The service gave an unexpected answer. Please try again.",
  },
});

/** The sentence with its slots filled: {name} is text as it is, {name|amount} is money. */
export function filled(
  sentence: string,
  params: Readonly<Record<string, string>>,
  language: Language,
): string {
  return sentence.replaceAll(/\{([a-zA-Z]+)(\|amount)?\}/g, (_, name: string, amount?: string) => {
    const value = params[name] ?? "";
    return amount ? formatMoney(value, language) : value;
  });
}

/** The sentence of a code without its particulars; the code itself where there is none. */
export function sentenceOfCode(code: string, params: Readonly<Record<string, string>> = {}): string {
  const language = currentLanguage();
  const known: Readonly<Record<string, string | undefined>> = sentences[language];
  const sentence = known[code];
  return sentence === undefined ? code : filled(sentence, params, language);
}

/** What went wrong, in a sentence of the interface's language. */
export function sentenceOf(problem: Problem): string {
  // A server newer than this page may know codes that the page does not; its title is a sentence too.
  const sentence: string | undefined = sentences[currentLanguage()][problem.code];
  return sentence === undefined ? problem.title : filled(sentence, problem.params, currentLanguage());
}

/** Does an act and gives back the refusal in words, as a form shows it; what is no refusal goes on as an error. */
export async function refusalOf(act: Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await act;
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { message: sentenceOf(error), field: error.field, rule: error.rule };
  }
}
