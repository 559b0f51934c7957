import type { FaultCode } from "../api/problem";
import { formatDate } from "../lib/date";
import type { Language } from "../lib/locale";
import { formatMoney } from "../lib/money";
import { currentLanguage } from "../lib/preferences";
import { formatNumber } from "../lib/quantity";
import { serverSentences } from "./problems.gen";
import { texts } from "./text";

/** Every fault code in a sentence that a buyer understands: for codes that stand in reports and histories. */
const sentences = texts<Record<FaultCode, string>>(serverSentences);

const written: Readonly<Record<string, (value: string, language: Language) => string>> = {
  amount: formatMoney,
  number: formatNumber,
  day: formatDate,
};

/** The sentence with its slots filled: {name} is text as it is, {name|amount} is money; so for numbers and days. */
export function filled(
  sentence: string,
  params: Readonly<Record<string, string>>,
  language: Language,
): string {
  return sentence.replaceAll(/\{([a-zA-Z]+)(?:\|([a-z]+))?\}/g, (_, name: string, filter?: string) => {
    const value = params[name] ?? "";
    return (filter && written[filter]?.(value, language)) || value;
  });
}

/** The sentence of a code; the code itself where there is none. */
export function sentenceOfCode(code: string, params: Readonly<Record<string, string>> = {}): string {
  const language = currentLanguage();
  const known: Readonly<Record<string, string | undefined>> = sentences[language];
  const sentence = known[code];
  return sentence === undefined ? code : filled(sentence, params, language);
}
