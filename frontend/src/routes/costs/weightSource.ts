import type { runsText } from "../../text/runs";

type Sentences = (typeof runsText)["de"]["sources"];

/**
 * Where a weight comes from, in words: the server sends a word of a fixed list, what identifies the data, and
 * the day ("population 2024 2026-11-21"). What is not understood stands as it came.
 */
export function weightSource(source: string, sentences: Sentences, date: (day: string) => string): string {
  const parts = /^(\S+)(?: (.*?))? ?(\d{4}-\d{2}-\d{2})$/.exec(source);
  if (!parts) return source;
  const [, word = "", data = "", day = ""] = parts;
  switch (word) {
    case "equal":
    case "mix":
    case "none":
      return sentences[word](date(day));
    case "population":
    case "fixed":
    case "metered":
    case "call-offs":
      return sentences[word](data, date(day));
    case "demand-round":
      return sentences[word](data.replace(/ sha256:\S+$/, ""), date(day));
    default:
      return source;
  }
}
