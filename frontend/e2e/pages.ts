/** Who looks at a page: people of the demonstration. */
export const people = {
  officer: "vergabe@demo.example",
  administrator: "verwaltung@demo.example",
  opener: "oeffnung1@demo.example",
  finance: "finanzen@demo.example",
  buyer: "bestellung@goettingen.example",
  islander: "bestellung@norderney.example",
  approver: "freigabe@goettingen.example",
  bidder: "angebot@nordtec.example",
  supplier: "angebot@weserbyte.example",
  auditor: "pruefung@demo.example",
} as const;

/** A page that has to be in order in every view, in both languages. */
export interface PageUnderTest {
  path: string;
  as?: keyof typeof people;
  /** Follows the first link in the page's table or cards whose address fits, for pages of one object. */
  follow?: RegExp;
  /** Of the links whose address fits, the first whose text fits this, or else that of its row. */
  named?: RegExp;
  /** From there on to the first link that fits this. */
  onward?: RegExp;
  /** And from there to the first that fits this. */
  further?: RegExp;
  /** What is added to the address reached so far: a view of the object, or a page below its own. */
  view?: string;
}

const round = /^\/demand\/[0-9a-f]{8}-/;
const pool = /^\/costs\/[0-9a-f]{8}-[^/]*$/;
const allocation = /^\/costs\/allocations\/[^/]*$/;
const statement = /^\/statements\/[0-9a-f]{8}-/;
const contract = /^\/frameworks\/[0-9a-f]/;
const catalogue = /^\/frameworks\/.*\/catalogues\//;
const article = /^\/frameworks\/.*\/items\//;
const capacityPool = /^\/capacity\/pools\/[0-9a-f]{8}-/;
const energy = /^\/capacity\/sites\/[0-9a-f-]+\/energy$/;
const reservation = /^\/capacity\/reservations\/[0-9a-f]{8}-/;
const meter = /^\/capacity\/meters\/[0-9a-f]{8}-/;
const rating = /^\/capacity\/ratings\/[0-9a-f]{8}-/;
const ratingPreview = /^\/capacity\/ratings\/preview\//;
const ratedMember = /^\/capacity\/ratings\/.*\/members\//;
const tender = /^\/tenders\/[0-9a-f]{8}-/;

/** Every route. Whoever adds a page adds its line. */
export const pages: readonly PageUnderTest[] = [
  { path: "/sign-in" },
  { path: "/signup" },
  { path: "/signup/confirm" },
  { path: "/", as: "officer" },
  { path: "/marketplace", as: "buyer" },
  { path: "/marketplace", as: "officer" },
  { path: "/marketplace", as: "buyer", follow: /^\/marketplace\/[0-9a-f]{8}-/ },
  { path: "/basket", as: "buyer" },
  { path: "/lists", as: "buyer" },
  { path: "/lists/synonyms", as: "officer" },
  { path: "/marketplace/compare", as: "buyer" },
  { path: "/call-offs", as: "buyer", follow: /^\/savings\// },
  { path: "/members", as: "buyer", follow: /^\/members\/[0-9a-f]{8}-/, named: /Göttingen/ },
  { path: "/members", as: "approver", follow: /^\/members\/[0-9a-f]{8}-/, named: /Göttingen/ },
  { path: "/suppliers", as: "officer" },
  { path: "/suppliers/new", as: "officer" },
  { path: "/suppliers", as: "officer", follow: /^\/suppliers\/[0-9a-f]{8}-/ },
  { path: "/suppliers/own", as: "bidder" },
  { path: "/call-offs", as: "buyer" },
  { path: "/call-offs?status=submitted", as: "approver", follow: /^\/call-offs\/[0-9a-f]/ },
  { path: "/joint-call-offs", as: "buyer" },
  { path: "/joint-call-offs/new", as: "buyer" },
  { path: "/standing-orders", as: "buyer" },
  { path: "/standing-orders", as: "buyer", follow: /^\/standing-orders\/[0-9a-f]{8}-/ },
  { path: "/joint-call-offs", as: "buyer", follow: /^\/joint-call-offs\/[0-9a-f]{8}-/ },
  {
    path: "/call-offs?status=placed",
    as: "buyer",
    follow: /^\/call-offs\/[0-9a-f]/,
    named: /Notebooks/,
    view: "/services",
  },
  { path: "/contracts", as: "buyer" },
  { path: "/contracts", as: "buyer", follow: /^\/contracts\/licences\// },
  { path: "/settings", as: "buyer" },
  { path: "/settings?tab=programs", as: "buyer" },
  { path: "/settings?tab=orders", as: "bidder" },
  { path: "/call-offs?status=placed", as: "buyer", follow: /^\/call-offs\/[0-9a-f]/ },
  { path: "/demand", as: "officer" },
  { path: "/demand/new", as: "officer" },
  { path: "/demand", as: "officer", follow: round, named: /Software/ },
  { path: "/demand", as: "buyer", follow: round, named: /Software/ },
  { path: "/demand", as: "officer", follow: round, named: /Multifunktion/ },
  { path: "/tenders", as: "officer" },
  { path: "/tenders", as: "bidder" },
  { path: "/tenders/new", as: "officer" },
  { path: "/tenders/new", as: "officer", follow: /round=/ },
  { path: "/tenders", as: "officer", follow: tender, named: /Sitzung/ },
  { path: "/tenders", as: "bidder", follow: tender, named: /Switches/ },
  { path: "/tenders", as: "buyer", follow: tender, named: /Switches/ },
  { path: "/tenders", as: "opener", follow: tender, named: /Headsets/, onward: /opening$/ },
  { path: "/tenders", as: "auditor", follow: tender, named: /Arbeitsplatz/ },
  { path: "/tenders", as: "auditor", follow: tender, named: /Arbeitsplatz/, onward: /opening$/ },
  { path: "/tenders", as: "officer", follow: tender, named: /Haus der Insel/ },
  { path: "/tenders", as: "bidder", follow: tender, named: /Oldenburg/ },
  { path: "/frameworks", as: "islander", follow: contract, named: /Beamer/ },
  {
    path: "/frameworks",
    as: "islander",
    follow: contract,
    named: /Beamer/,
    onward: /^\/marketplace\/[0-9a-f]{8}-/,
  },
  { path: "/frameworks", as: "officer" },
  { path: "/frameworks", as: "buyer", follow: contract, named: /Monitore/ },
  { path: "/frameworks", as: "buyer", follow: contract, named: /Monitore/, view: "?tab=forecast" },
  { path: "/frameworks", as: "officer", follow: contract, named: /Monitore/, view: "?tab=quotas" },
  { path: "/frameworks", as: "officer", follow: contract, named: /Monitore/, view: "?tab=term" },
  { path: "/frameworks", as: "officer", follow: contract, named: /Notebooks/, view: "?tab=modifications" },
  { path: "/frameworks", as: "officer", follow: contract, named: /Monitore/, view: "/modifications/new" },
  { path: "/frameworks", as: "supplier", follow: contract, view: "?tab=catalogue" },
  { path: "/", as: "officer", follow: /tab=catalogue$/, onward: catalogue },
  { path: "/marketplace?q=docking", as: "buyer", follow: article },
  { path: "/frameworks", as: "officer", follow: contract, named: /Notebooks/, view: "/prices" },
  { path: "/frameworks", as: "officer", follow: contract, named: /Monitore/, view: "/prices/new" },
  { path: "/frameworks", as: "officer", follow: contract, named: /Notebooks/, view: "/prices/clause" },
  { path: "/frameworks", as: "finance", follow: contract, named: /Notebooks/, view: "/prices" },
  { path: "/law", as: "administrator" },
  { path: "/law", as: "buyer" },
  { path: "/costs", as: "finance" },
  { path: "/costs/new", as: "finance" },
  { path: "/costs", as: "finance", follow: pool },
  { path: "/costs", as: "finance", follow: pool, onward: /run$/ },
  { path: "/costs", as: "auditor", follow: pool, onward: allocation },
  { path: "/costs", as: "auditor", follow: pool, onward: allocation, further: /\/shares\// },
  { path: "/costs/month", as: "finance" },
  { path: "/costs/flow", as: "auditor" },
  { path: "/costs/reimbursement", as: "auditor" },
  { path: "/accounts", as: "finance" },
  { path: "/accounts", as: "finance", follow: /^\/accounts\/members\// },
  { path: "/accounts", as: "buyer", follow: /^\/accounts\/members\// },
  { path: "/accounts/netting", as: "finance" },
  { path: "/statements", as: "finance" },
  { path: "/statements", as: "finance", follow: statement },
  { path: "/statements", as: "buyer", follow: statement },
  { path: "/statements", as: "auditor", follow: statement, onward: /\/shares\// },
  { path: "/statements/closings", as: "finance" },
  { path: "/statements/billing", as: "finance" },
  { path: "/members", as: "finance" },
  { path: "/members", as: "finance", follow: /^\/members\/[0-9a-f]{8}-/ },
  { path: "/members", as: "officer" },
  { path: "/members/admit", as: "officer" },
  { path: "/members", as: "officer", follow: /^\/members\/[0-9a-f]{8}-/ },
  { path: "/capacity", as: "buyer" },
  { path: "/capacity", as: "officer" },
  { path: "/capacity/fit", as: "buyer" },
  { path: "/capacity", as: "buyer", follow: capacityPool, named: /Maschinen/ },
  { path: "/capacity", as: "officer", follow: capacityPool, named: /Stell/ },
  { path: "/capacity/sites", as: "officer" },
  { path: "/capacity/sites", as: "buyer" },
  { path: "/capacity/sites/new", as: "officer" },
  { path: "/capacity/sites", as: "officer", follow: /^\/capacity\/sites\/[0-9a-f]{8}-.*edit$/ },
  { path: "/capacity", as: "officer", follow: capacityPool, named: /Maschinen/, view: "/levels" },
  { path: "/capacity", as: "buyer", follow: reservation, named: /E-Akte/ },
  { path: "/capacity", as: "buyer", follow: reservation, named: /Stadt/, view: "/change" },
  { path: "/capacity", as: "officer", follow: reservation, named: /Geodaten/ },
  { path: "/capacity", as: "officer", follow: energy },
  { path: "/capacity/meters", as: "officer" },
  { path: "/capacity/meters", as: "buyer", follow: meter, named: /strom/ },
  { path: "/capacity/meters", as: "officer", follow: meter, named: /vcpu/, onward: /\/days\// },
  { path: "/capacity/meters/imports", as: "officer" },
  { path: "/capacity/meters/imports", as: "officer", follow: /\/imports\/[0-9a-f]{8}-/ },
  { path: "/capacity/meters/closings", as: "finance" },
  { path: "/capacity/tariffs", as: "buyer" },
  { path: "/capacity/tariffs/new", as: "finance" },
  { path: "/capacity/ratings", as: "buyer" },
  { path: "/capacity/ratings", as: "buyer", follow: rating },
  { path: "/capacity/ratings", as: "buyer", follow: rating, onward: ratedMember },
  { path: "/capacity/ratings", as: "finance" },
  { path: "/capacity/ratings", as: "finance", follow: rating },
  { path: "/capacity/ratings", as: "finance", follow: ratingPreview },
  { path: "/capacity/ratings", as: "finance", follow: ratingPreview, onward: ratedMember },
  { path: "/audit", as: "auditor" },
  { path: "/keys", as: "opener" },
  { path: "/keys", as: "officer" },
  { path: "/no/such/page", as: "buyer" },
];
