import type { Language } from "./locale";
import { formatNumber } from "./quantity";

/** The most decimals that an exact value is written with; beyond, it stays a fraction. */
const most = 9;

/**
 * A whole number or a fraction of the server ("3257/10") as people read it: as a decimal where that is exact, else
 * as the fraction with what it is about ("32.400/31 ≈ 1.045,161").
 */
export function formatFraction(text: string, language: Language): string {
  const [, sign = "", top = "", bottom] = /^(-?)(\d+)(?:\/(\d+))?$/.exec(text) ?? [];
  if (bottom === undefined || BigInt(bottom) === 0n) return formatNumber(text, language);
  const [num, den] = [BigInt(top), BigInt(bottom)];
  const scale = 10n ** BigInt(most);
  if ((num * scale) % den === 0n) return formatNumber(sign + pointed((num * scale) / den, most), language);
  const about = pointed((num * 1000n + den / 2n) / den, 3);
  const plain = (figure: string) => formatNumber(figure, language);
  return `${plain(sign + top)}/${plain(bottom)} ≈ ${plain(sign + about)}`;
}

/** So many of 10^-places with its point, without zeros at the end. */
function pointed(count: bigint, places: number): string {
  const digits = String(count).padStart(places + 1, "0");
  const fraction = digits.slice(-places).replace(/0+$/, "");
  return digits.slice(0, -places) + (fraction && `.${fraction}`);
}
