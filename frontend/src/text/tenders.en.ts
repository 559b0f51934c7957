import type { de } from "./tenders.de";

/** The English texts; the compiler holds them complete against the German ones. */
export const en: typeof de = {
  title: "Tenders",
  lead: "Pooled tenders from preparation to award.",
  leadBidder: "Tenders for which you can bid, and your bids.",
  list: "All tenders",
  create: "New tender",
  empty: "No tender yet",
  emptyOfficer: "A tender is made from a frozen demand round.",
  emptyOther: "As soon as a tender is published, it stands here.",
  toRounds: "Go to the demand rounds",
  procedure: "Procedure",
  procedures: {
    "open-eu": "Open procedure, EU-wide",
    "open-national": "Open procedure, national",
    "restricted-eu": "Restricted procedure, EU-wide",
    "restricted-national": "Restricted procedure, national",
    "mini-competition": "Mini-competition",
    "direct-award": "Direct award",
  },
  deadline: "Deadline",
  lots: "Lots",
  bids: "Bids",
  ownBids: "My bids",
  estimatedValue: "Value",
  status: {
    draft: "draft",
    "in-review": "in review",
    requests: "requests to participate",
    selection: "choosing participants",
    published: "published",
    "deadline-passed": "deadline passed",
    opened: "opened",
    evaluating: "evaluating",
    "award-proposed": "award proposed",
    standstill: "standstill",
    awarded: "awarded",
    cancelled: "cancelled",
  },
  steps: "State of the procedure",
  step: {
    draft: "Draft",
    review: "Review",
    requests: "Requests",
    published: "Bidding",
    opening: "Opening",
    evaluation: "Evaluation",
    standstill: "Proposal, standstill",
    proposal: "Proposal",
    awarded: "Award",
  },
  stopped: "Cancelled",
  terms: {
    title: "Terms",
    round: "Demand round",
    framework: "Framework contract",
    orderedFor: "Ordered for",
    invited: "Invited",
    callOff: "Call-off",
    toCallOff: "To the call-off that came of it",
    procedure: "Procedure",
    threshold: "EU threshold",
    estimatedValue: "Estimated value",
    valuation: (title, counts, estimate, maximum) =>
      `${title}: ${counts} (estimate ${estimate}, maximum ${maximum})`,
    valuationNote:
      "It counts over the whole term with all extensions and lots; for each lot the larger of the two figures counts (VgV § 3).",
    maximumValue: "Maximum of all lots",
    term: "Term",
    months: (count) => (count === 1 ? "1 month" : `${count} months`),
    options: "Extensions",
    option: (position, months) => `Extension ${position} by ${months}`,
    noOptions: "none",
    longest: (months) => `With all extensions the agreement runs ${months}.`,
    termJustification: "Justification of the term",
    quotaMode: "Quotas",
    quotaModes: {
      hard: "hard, by stated demand",
      soft: "soft, by stated demand",
      "first-come": "none, first come",
    },
    flowsBack: (months) =>
      `What a member does not call off is open to all ${months} after the contract begins.`,
    noLotsReason: "One lot only, because",
    withoutVat: "All values without VAT.",
  },
  timeline: {
    title: "Dates",
    submitted: "Submitted for review",
    published: "Published",
    requestsUntil: "End of the time for requests",
    invited: "Participants invited",
    deadline: "Deadline for bids",
    earliestBy: (when, days, source) =>
      days > 0
        ? `${when} at the earliest (${days === 1 ? "1 day" : `${days} days`}, ${source})`
        : `${when} at the earliest (${source})`,
    extended: (to) => `Deadline extended to ${to}`,
    committeeChanged: "Opening officers changed",
    opened: "Bids opened",
    qualityOpened: "Quality envelopes opened",
    scoresLocked: "Points locked",
    pricesOpened: "Price envelopes opened",
    proposed: "Award proposed",
    earliestAward: "First day for the award",
    awarded: "Awarded",
    ahead: "ahead",
    by: (instant, person) => `${instant} · ${person}`,
  },
  lot: {
    one: (position, title) => `Lot ${position}: ${title}`,
    maximum: (amount) => `maximum ${amount}`,
    item: "Item",
    quantity: "Tendered",
    maximumQuantity: "Maximum",
    estimatedPrice: "Estimated price",
    winner: (name, total) => `Awarded to ${name} at ${total}`,
    winnerProposed: (name, total) => `Proposed: ${name} at ${total}`,
    nobody: "There is no award for this lot.",
    frameworkOf: (title) => `Framework contract of ${title}`,
  },
  entitled: {
    title: "Entitled members",
    text: (count) =>
      count === "1"
        ? "1 member may call off from the framework contract."
        : `${count} members may call off from the framework contract.`,
    frozen: "The list has been fixed since publication (CJEU C-216/17).",
    preview: "The list becomes fixed with the publication.",
    hash: "Fingerprint of the list",
    show: "Show the names",
  },
  checks: {
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
  },
  act: {
    edit: "Edit",
    submit: "Submit for review",
    submitTitle: "Submit for review?",
    submitText:
      "A second person of the procurement office reviews and publishes. Until then the draft cannot be changed; that person can return it.",
    submitted: (number) => `${number} is submitted for review.`,
    unmet: (count) =>
      count === 1 ? "One requirement is still missing." : `${count} requirements are still missing.`,
    publish: "Publish",
    publishTitle: "Publish the tender?",
    publishText: (deadline) =>
      `Bidders see the tender at once and bid until ${deadline}. Lots, entitled members and the keys of the opening officers become fixed.`,
    published: (number) => `${number} is published.`,
    samePerson: "You submitted the tender; a second person has to publish it.",
    giveBack: "Return",
    giveBackTitle: "Return for revision?",
    giveBackHint: "The tender becomes a draft again. The reason then stands there.",
    givenBack: (number) => `${number} is a draft again.`,
    extend: "Extend the deadline",
    extendTitle: "Extend the deadline for bids?",
    extendDeadline: "New deadline for bids",
    extendHint: "German time, after the present deadline.",
    extendLater: "The new deadline must lie after the present one.",
    extendReasonHint: "All bidders read the reason. Bids that are in stay as they are.",
    extended: (number) => `The deadline of ${number} is extended.`,
    cancel: "Cancel the tender",
    cancelTitle: "Cancel the tender?",
    cancelHint:
      "The procedure ends without an award. Bidders read the reason. The demand round can become another tender. This cannot be undone.",
    cancelled: (number) => `${number} is cancelled.`,
    toOpening: "Go to the opening",
    toScoring: "To examination and scoring",
    toExamination: "To the examination of the bids",
    openingRecord: "Opening record",
  },
  panel: {
    draft: "Draft",
    draftText: "Look at the requirements, then submit the draft to a second person.",
    returned: (reason) => `Returned: “${reason}”`,
    review: "Review by a second person",
    reviewText: (person) => `Submitted by ${person}.`,
    published: "Bidding is open",
    publishedText: (deadline, distance) =>
      `Until ${deadline} (${distance}) bidders can hand in sealed bids, change and withdraw them.`,
    passed: "The deadline has passed",
    passedText: (persons) => `Now two of these persons open the bids together: ${persons}.`,
    awarded: "The tender is awarded",
    awardedText: "Each awarded lot has become a framework contract.",
    awardedOrder: "The best bid has become the call-off.",
    cancelled: "The procedure is cancelled",
    waiting: "The bids are opened and being evaluated.",
    unexamined: "The bids are being examined",
    unexaminedText:
      "For every bid it is recorded whether form, suitability and requirements are met. Only then can the award be proposed.",
    pricesSealed: "The prices are still sealed",
    pricesSealedText:
      "Only the quality envelopes are open so far. The prices follow when the points are locked.",
    pricesNext: "Now the prices are opened",
    pricesNextText: (persons) =>
      `The points are locked. Two of these persons open the price envelopes together: ${persons}.`,
    decided: "The award is proposed.",
  },
  form: {
    newTitle: "New tender",
    newLead: (round) => `From ${round}. Quantities and estimated prices come from the snapshot.`,
    editTitle: (number) => `Edit ${number}`,
    choose: "From which demand round?",
    chooseLead: "A tender is made from a frozen demand round.",
    chooseEmpty: "No frozen demand round",
    chooseEmptyText: "Freeze a demand round first. What is tendered already does not count.",
    notFrozen: "This demand round cannot become a tender: it is not frozen, or tendered already.",
    basics: "Basics",
    name: "Title",
    nameHint: "As it stands in the notice.",
    term: "Term",
    monthsUnit: "months",
    termHint:
      "Framework contracts run 48 months at most with all extensions, unless justified (VgV § 21(6)).",
    termInvalid: "Please enter 1 to 120 months.",
    options: "Extensions",
    optionsHint:
      "A right of the contracting office to extend the agreement without modifying it. The maximum of the lots holds for the whole time and does not rise by it.",
    option: (position) => `Extension ${position}`,
    optionInvalid: "Please enter a month or more; with the term 120 months at most.",
    addOption: "Provide for an extension",
    addAnotherOption: "Another extension",
    removeOption: (position) => `Strike extension ${position}`,
    longest: (months) => `With all extensions: ${months}.`,
    termJustification: "Why longer than 48 months?",
    termJustificationHint: "The justification stands in the notice.",
    quotaMode: "How is the maximum divided among the members?",
    quotaModes: { hard: "Hard quotas", soft: "Soft quotas", "first-come": "No quotas" },
    quotaModeHints: {
      hard: "Each member gets a share by its stated demand and cannot call off more.",
      soft: "Likewise, but for a time only: after it, what a member has not called off is open to all.",
      "first-come": "All call off from the same maximum until it is used up.",
    },
    flowBack: "What is unused flows back after",
    flowBackHint: "Counted from the beginning of the contract. The notice states it.",
    flowBackInvalid: "Please enter a month or more, and less than the agreement runs without extensions.",
    deadline: "Deadline for bids",
    deadlineHint: "German time. After saving, the earliest possible time stands here.",
    deadlineEarliest: (instant) => `German time. ${instant} at the earliest, if published today.`,
    officers: "Opening officers",
    officersHint:
      "The committee has three to seven persons. Two of them open the bids together, none reaches a price alone. If one is away or loses the key, the others are enough as long as they are two.",
    officer: (position) => `Person ${position}`,
    addOfficer: "Another person",
    removeOfficer: (position) => `Remove person ${position}`,
    noKey: (name) => `${name} (no key)`,
    unconfirmedKey: (name) => `${name} (not confirmed)`,
    samePerson: "This person is in the committee already.",
    lots: "Lots",
    lotsHint:
      "Each item belongs to a lot or stays out. The maximum of a lot is a hard limit for all call-offs together.",
    lot: (position) => `Lot ${position}`,
    lotTitle: "Title of the lot",
    maximumValue: "Maximum, net",
    maximumPositive: "Please enter an amount above 0.",
    addLot: "Another lot",
    removeLot: (position) => `Dissolve lot ${position}`,
    items: "Items",
    item: "Item",
    demand: "Demand",
    demandCell: (firm, tolerance) => `${firm} firm + ${tolerance}`,
    maximumQuantity: "Maximum quantity",
    maximumQuantityOf: (item) => `Maximum quantity: ${item}`,
    moveTo: "Lot",
    moveOf: (item) => `Lot of ${item}`,
    notTendered: "do not tender",
    left: "Not tendered",
    leftHint: "These items of the demand round stay out.",
    lotEmpty: "This lot is empty. Put an item into it, or dissolve it.",
    lotWithout: "Each lot needs at least one item.",
    noLotsReason: "Why one lot only?",
    noLotsReasonHint:
      "Contracts are split into lots, unless economic or technical reasons speak against it (GWB § 97(4)).",
    save: "Save the draft",
    saved: (number) => `${number} is saved.`,
    checksAhead: "Requirements",
    checksAheadText:
      "On saving, the system computes value, procedure and earliest deadline and shows what is missing before publication.",
  },
};
