import { type LocalCode, Problem } from "../api/problem";
import { currentLanguage } from "../lib/preferences";
import type { Refusal } from "../ui/Form";
import { texts } from "./text";

/** What the server does not tell, because it was not reached, or not asked. */
const local = texts<Record<LocalCode | "session.required", string>>({
  de: {
    "client.unreachable":
      "Der Dienst ist gerade nicht zu erreichen. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.",
    "client.unexpected": "Der Dienst hat unerwartet geantwortet. Versuchen Sie es noch einmal.",
    "session.required": "Bitte melden Sie sich an.",
  },
  en: {
    "client.unreachable": "The service cannot be reached at the moment. Check your connection and try again.",
    "client.unexpected": "The service gave an unexpected answer. Please try again.",
    "session.required": "Please sign in.",
  },
});

/** What went wrong, in a sentence: the server's own, in the language that it was asked in. */
export function sentenceOf(problem: Problem): string {
  const known: Readonly<Record<string, string | undefined>> = local[currentLanguage()];
  return known[problem.code] ?? problem.title;
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
