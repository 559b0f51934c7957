/** Who looks at a page: people of the demonstration. */
export const people = {
  officer: "vergabe@demo.example",
  opener: "oeffnung1@demo.example",
  finance: "finanzen@demo.example",
  buyer: "bestellung@goettingen.example",
  approver: "freigabe@goettingen.example",
  bidder: "angebot@nordtec.example",
  auditor: "pruefung@demo.example",
} as const;

/** A page that has to be in order in every view, in both languages. */
export interface PageUnderTest {
  path: string;
  as?: keyof typeof people;
  /** Follows the first link in the page's table or cards whose address fits, for pages of one object. */
  follow?: RegExp;
  /** From there on to the first link that fits this. */
  onward?: RegExp;
}

/** Every route. Whoever adds a page adds its line. */
export const pages: readonly PageUnderTest[] = [
  { path: "/sign-in" },
  { path: "/", as: "officer" },
  { path: "/marketplace", as: "buyer" },
  { path: "/marketplace", as: "officer" },
  { path: "/marketplace", as: "buyer", follow: /^\/marketplace\/[0-9a-f]/ },
  { path: "/call-offs", as: "buyer" },
  { path: "/call-offs?status=submitted", as: "approver", follow: /^\/call-offs\/[0-9a-f]/ },
  { path: "/demand", as: "officer" },
  { path: "/tenders", as: "officer" },
  { path: "/frameworks", as: "officer" },
  { path: "/frameworks", as: "buyer", follow: /^\/frameworks\/[0-9a-f]/ },
  { path: "/costs", as: "finance" },
  { path: "/costs/new", as: "finance" },
  { path: "/costs", as: "finance", follow: /^\/costs\/[0-9a-f]/ },
  { path: "/costs", as: "auditor", follow: /^\/costs\/[0-9a-f]/, onward: /^\/costs\/allocations\// },
  { path: "/statements", as: "finance" },
  { path: "/statements", as: "buyer", follow: /^\/statements\// },
  { path: "/members", as: "officer" },
  { path: "/audit", as: "auditor" },
  { path: "/keys", as: "opener" },
  { path: "/no/such/page", as: "buyer" },
];
