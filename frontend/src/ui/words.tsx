import { createContext, type ReactNode, useContext, useMemo } from "react";
import { formatDate, formatDayOf, formatDistance, formatInstant, formatMonth, formatSpan } from "../lib/date";
import { formatFraction } from "../lib/fraction";
import type { Language } from "../lib/locale";
import { formatMoney, formatPrice } from "../lib/money";
import { formatFigures, formatNumber, formatPercent, formatQuantity } from "../lib/quantity";

/** What the components say by themselves. The text comes from outside, so that they know no language. */
export interface Words {
  optional: string;
  required: string;
  choose: string;
  tooShort: (least: number) => string;
  moneyInvalid: string;
  priceInvalid: string;
  quantityInvalid: string;
  quantityWhole: string;
  dateInvalid: string;
  /** How a day is written, at the example of one that lies ahead. */
  dateHint: (day: string) => string;
  dateTimeInvalid: string;
  timeNonexistent: string;
  timeAmbiguous: string;
  emailInvalid: string;
  day: string;
  time: string;
  openCalendar: string;
  summaryTitle: string;
  refusedTitle: string;
  rule: (id: string) => string;
  close: string;
  copy: (what: string) => string;
  copied: string;
  loading: string;
  working: string;
  more: string;
  shown: (count: number) => string;
  breadcrumb: string;
  suggestions: (count: number) => string;
  stepOf: (step: number, all: number) => string;
  stepDone: string;
  stepCurrent: string;
  stepAhead: string;
  sortAscending: string;
  sortDescending: string;
  drawn: string;
  remaining: string;
  of: string;
  /** What stands around a number of which so much is left. */
  still: { before: string; after: string };
  notices: string;
  showPassword: string;
  hidePassword: string;
}

const WordsContext = createContext<{ words: Words; language: Language } | null>(null);

/** Gives the components below it their words and their language. */
export function WordsProvider(props: { words: Words; language: Language; children: ReactNode }) {
  const { words, language } = props;
  const value = useMemo(() => ({ words, language }), [words, language]);
  return <WordsContext value={value}>{props.children}</WordsContext>;
}

/** The words of the component library and the language they are in. */
export function useWords(): { words: Words; language: Language } {
  const value = useContext(WordsContext);
  if (!value) throw new Error("WordsProvider is missing above this component");
  return value;
}

/** Formats what the server sends, in the reader's language. Amounts and quantities keep every digit. */
export function useFormat() {
  const { language } = useWords();
  return useMemo(
    () => ({
      money: (amount: string) => formatMoney(amount, language),
      price: (price: string) => formatPrice(price, language),
      number: (value: string | number) => formatNumber(value, language),
      quantity: (value: string | number, unit: string) => formatQuantity(value, unit, language),
      percent: (percent: number) => formatPercent(percent, language),
      date: (day: string) => formatDate(day, language),
      month: (day: string) => formatMonth(day, language),
      /** Days from one to another; a whole month by its name. */
      span: (from: string, to: string) => formatSpan(from, to, language),
      /** A computation of the server, with its figures as the language writes them. */
      figures: (computation: string) => formatFigures(computation, language),
      /** An exact value of the server, a whole number or a fraction. */
      fraction: (value: string) => formatFraction(value, language),
      instant: (instant: string) => formatInstant(instant, language),
      /** The day of an instant, without its time. */
      dayOf: (instant: string) => formatDayOf(instant, language),
      distance: (instant: string, now: number) => formatDistance(instant, now, language),
    }),
    [language],
  );
}
