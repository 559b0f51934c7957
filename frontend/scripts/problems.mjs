// Writes src/text/problems.gen.ts: the server's sentences for its fault codes, so that both say the same.
import { readFileSync, writeFileSync } from "node:fs";

const source = new URL("../../adapters/http/problems.json", import.meta.url);
const target = new URL("../src/text/problems.gen.ts", import.meta.url);

const sentences = JSON.parse(readFileSync(source, "utf8"));

const inLanguage = (language) =>
  Object.entries(sentences)
    .map(([code, sentence]) => `    ${JSON.stringify(code)}: ${JSON.stringify(sentence[language])},`)
    .join("\n");

writeFileSync(
  target,
  `/** Generated from adapters/http/problems.json by "npm run generate". Do not edit. */
export const serverSentences = {
  de: {
${inLanguage("de")}
  },
  en: {
${inLanguage("en")}
  },
} as const;
`,
);
