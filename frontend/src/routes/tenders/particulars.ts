import type { NoticeParticulars, TenderNotices } from "../../api/publication";

type Lot = NoticeParticulars["lots"][number];
type Winner = NoticeParticulars["winners"][number];
type Buyer = NoticeParticulars["buyers"][number];

/** What is entered about a lot: the counts as they are typed. */
export interface EnteredLot extends Pick<Lot, "position" | "description" | "noWinner"> {
  small: string;
  large: string;
  otherEea: string;
  overseas: string;
}

/** The particulars as they are entered: every lot, winner and member without an address has its fields. */
export interface EnteredParticulars extends Omit<NoticeParticulars, "version" | "lots" | "nature"> {
  nature: string;
  lots: EnteredLot[];
}

const counts = ["small", "large", "otherEea", "overseas"] as const;

/** What was given so far, with blank fields for the rest. */
export function entered(
  { particulars, winners, members }: Pick<TenderNotices, "particulars" | "winners" | "members">,
  lots: readonly { position: number }[],
): EnteredParticulars {
  const { version: _, ...given } = particulars;
  return {
    ...given,
    lots: lots.map(({ position }) => {
      const lot = given.lots.find((one) => one.position === position);
      const count = (of: (typeof counts)[number]) => (lot?.[of] ? `${lot[of]}` : "");
      return {
        position,
        description: lot?.description ?? "",
        noWinner: lot?.noWinner ?? "",
        small: count("small"),
        large: count("large"),
        otherEea: count("otherEea"),
        overseas: count("overseas"),
      };
    }),
    winners: [
      ...winners.map(({ id }) => given.winners.find((one) => one.supplierId === id) ?? blankWinner(id)),
      ...given.winners.filter(({ supplierId }) => !winners.some(({ id }) => id === supplierId)),
    ],
    buyers: [
      ...members.map(({ id }) => given.buyers.find((one) => one.memberId === id) ?? blankBuyer(id)),
      ...given.buyers.filter(({ memberId }) => !members.some(({ id }) => id === memberId)),
    ],
  };
}

function blankWinner(supplierId: string): Winner {
  const none = { identifier: "", street: "", postcode: "", city: "", nuts: "", country: "" };
  return { supplierId, ...none, phone: "", email: "", size: "", owners: "", subcontracting: "" };
}

function blankBuyer(memberId: string): Buyer {
  return { memberId, identifier: "", postcode: "", city: "", nuts: "" };
}

/** The particulars to be stated: whoever nothing is entered of is left out. */
export function stated(
  values: Omit<EnteredParticulars, "nature"> & Pick<NoticeParticulars, "nature">,
): Omit<NoticeParticulars, "version"> {
  return {
    ...values,
    lots: values.lots
      .map((lot) => ({
        ...lot,
        small: Number(lot.small || "0"),
        large: Number(lot.large || "0"),
        otherEea: Number(lot.otherEea || "0"),
        overseas: Number(lot.overseas || "0"),
      }))
      .filter((lot) => lot.description || lot.noWinner || counts.some((of) => lot[of] > 0)),
    winners: values.winners.filter(({ supplierId: _, ...rest }) => Object.values(rest).some(Boolean)),
    buyers: values.buyers.filter(({ memberId: _, ...rest }) => Object.values(rest).some(Boolean)),
  };
}
