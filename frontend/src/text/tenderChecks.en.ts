import type { checks as de } from "./tenderChecks.de";

/** What a tender still needs, and what asks for it, in English. */
export const checks: typeof de = {
  title: "Requirements",
  ahead: "Steps to the award",
  lead: (met, all) => `${met} of ${all} met`,
  met: "Met",
  unmet: "Not met",
  rule: (rule, source) => (source ? `Rule ${rule} · ${source}` : `Rule ${rule}`),
  unknown: (code) => `Requirement ${code}`,
  byCode: {
    "requests-over": {
      met: ({ deadline }) => `The time for requests ended on ${deadline}.`,
      unmet: ({ deadline }) => `Requests are taken until ${deadline}; before that nobody reads them.`,
    },
    "selection-proposed": {
      met: () => "There is a decision on each request, with its reason.",
      unmet: () => "There has to be a decision on each request, with its reason.",
    },
    "chosen-invited": {
      met: () => "A second person has invited the chosen suppliers.",
      unmet: () => "A second person has to invite the chosen suppliers.",
    },
    "negotiation-ground": {
      met: () => "What allows to negotiate is given, with its reason.",
      unmet: () => "It is missing what allows to negotiate, and what that consists in.",
    },
    "final-bids-called": {
      met: () => "Final bids are called for.",
      unmet: () => "After the negotiation, final bids have to be called for.",
    },
    "requests-until": {
      met: ({ days }) =>
        days === "0"
          ? "The end of the time for requests is in the future."
          : `Suppliers have ${days} days at least to ask to take part.`,
      unmet: ({ earliest }) => `The time for requests may end on ${earliest} at the earliest.`,
    },
    participants: {
      met: ({ count }) => `At least ${count} suppliers are to be invited.`,
      unmet: ({ count, fewest }) =>
        `At least ${fewest} suppliers have to be invited; the draft says ${count}.`,
    },
    "deadline-over": {
      met: ({ deadline }) => `The time for bids ended on ${deadline}.`,
      unmet: ({ deadline }) => `The time for bids runs until ${deadline}; nobody opens a bid before.`,
    },
    "bids-opened": {
      met: () => "Two opening officers have opened the bids.",
      unmet: () => "Two opening officers have to open the bids together.",
    },
    "scores-locked": {
      met: () => "The points for quality are locked.",
      unmet: () => "Quality is still to be scored, and the points are to be locked.",
    },
    "prices-opened": {
      met: () => "The prices are opened.",
      unmet: () => "The prices are opened once the points are locked.",
    },
    "award-proposed": {
      met: () => "The award is proposed.",
      unmet: () => "The award is still to be proposed.",
    },
    "award-approved": {
      met: () => "A second person has approved the proposal.",
      unmet: () => "A second person has to approve the proposal.",
    },
    "bidders-told": {
      met: () => "All bidders are told.",
      unmet: () => "All bidders have to be told of the intended award.",
    },
    "standstill-over": {
      met: () => "The standstill is over.",
      unmet: ({ day }) =>
        day
          ? `The standstill runs; the award is possible from ${day}.`
          : "The standstill begins once all bidders are told.",
    },
    "direct-limit": {
      met: ({ value, most }) =>
        `The value of ${value} does not exceed the limit of ${most} for direct awards.`,
      unmet: ({ value, most }) =>
        `The value of ${value} is above the limit of ${most} for direct awards. Choose the open procedure.`,
    },
    "direct-reason": {
      met: () => "It is explained why these suppliers are asked.",
      unmet: () => "A direct award needs a reason why these suppliers are asked.",
    },
    "invited-standing": {
      met: () => "No supplier that is asked is excluded from awards.",
      unmet: () => "At least one supplier that is asked is excluded from awards at present.",
    },
    "maximum-value": {
      met: () => "The maximum of each lot covers its estimate.",
      unmet: ({ lot, estimate, maximum }) =>
        `Lot ${lot}: its maximum ${maximum} is below the estimate ${estimate}.`,
    },
    "maximum-quantity": {
      met: () => "Each maximum quantity covers the firm demand.",
      unmet: ({ item, firm, maximum }) =>
        `${item}: its maximum quantity ${maximum} is below the firm demand ${firm}.`,
    },
    demand: {
      met: () => "Each item has firm demand by which bids are compared.",
      unmet: ({ item }) => `${item}: without firm demand, bids cannot be compared.`,
    },
    term: {
      met: ({ months, most }) =>
        Number(months) > Number(most)
          ? `The term of ${months} months with all extensions is justified.`
          : `The term of ${months} months with all extensions does not exceed ${most} months.`,
      unmet: ({ months, most }) =>
        `The term of ${months} months with all extensions exceeds ${most} months and needs a justification.`,
    },
    lots: {
      met: () => "The contract is split into lots, or it is explained why not.",
      unmet: () => "A single lot needs a reason.",
    },
    deadline: {
      met: ({ days }) =>
        days === "0" ? "The deadline lies in the future." : `Bidders have at least ${days} days.`,
      unmet: ({ earliest }) => `The deadline may not end before ${earliest}.`,
    },
    "officer-count": {
      met: () => "The committee has enough opening officers.",
      unmet: ({ fewest }) => `The committee needs at least ${fewest} opening officers.`,
    },
    "officer-roles": {
      met: () => "All opening officers are appointed.",
      unmet: () => "At least one of the opening officers is not appointed.",
    },
    "officer-keys": {
      met: () => "All opening officers have registered a key.",
      unmet: () => "At least one of the opening officers has not registered a key yet.",
    },
    "officer-keys-confirmed": {
      met: () => "All keys were confirmed after their fingerprints had been compared.",
      unmet: () => "At least one key is not confirmed yet: a second person has to compare the fingerprint.",
    },
    "officer-independence": {
      met: () => "None of the opening officers acts for a bidder.",
      unmet: () => "At least one of the opening officers acts for a bidder.",
    },
    entitled: {
      met: ({ count }) => (count === "1" ? "1 member may call off." : `${count} members may call off.`),
      unmet: () => "No member needs any of these items.",
    },
  },
};
