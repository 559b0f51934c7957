import { Link, type LinkProps, useRouterState } from "@tanstack/react-router";
import { useEffect, useId, useRef, useState } from "react";
import { shared } from "../text/shared";
import { useText } from "../text/text";
import { Button } from "../ui/Button";
import { useDismiss } from "../ui/useDismiss";
import "./Navigation.css";

type Label = Exclude<keyof (typeof shared)["de"]["navigation"], "label" | "menu" | "closeMenu">;

interface Target {
  to: NonNullable<LinkProps["to"]>;
  label: Label;
  /** Shown to those who may do any of these. */
  acts: readonly string[];
}

/** All there is, in groups. The first group needs no name. */
const groups: readonly { label?: Label; targets: readonly Target[] }[] = [
  { targets: [{ to: "/", label: "todo", acts: [] }] },
  {
    label: "purchase",
    targets: [
      { to: "/marketplace", label: "marketplace", acts: ["catalogue.read", "calloff.place"] },
      { to: "/basket", label: "basket", acts: ["calloff.place"] },
      { to: "/lists", label: "lists", acts: ["calloff.place"] },
      { to: "/call-offs", label: "callOffs", acts: ["calloff.read", "calloff.place"] },
      { to: "/contracts", label: "holdings", acts: ["licence.record"] },
      { to: "/capacity", label: "capacity", acts: ["capacity.read"] },
      { to: "/demand", label: "demand", acts: ["round.read", "need.state"] },
    ],
  },
  {
    label: "procurement",
    targets: [
      { to: "/tenders", label: "tenders", acts: ["tender.read", "bid.hand-in"] },
      { to: "/frameworks", label: "frameworks", acts: ["framework.read"] },
      { to: "/suppliers", label: "suppliers", acts: ["tender.oversee"] },
      { to: "/suppliers/own", label: "ownSupplier", acts: ["bid.hand-in"] },
      { to: "/lists/synonyms", label: "synonyms", acts: ["synonyms.set"] },
      { to: "/keys", label: "keys", acts: ["key.register", "key.confirm"] },
    ],
  },
  {
    label: "money",
    targets: [
      { to: "/costs", label: "costs", acts: ["cost.read", "pool.create"] },
      { to: "/statements", label: "statements", acts: ["statement.read"] },
      { to: "/accounts", label: "accounts", acts: ["statement.read", "ledger.read"] },
    ],
  },
  {
    label: "cooperative",
    targets: [
      { to: "/members", label: "members", acts: ["member.read"] },
      { to: "/law", label: "law", acts: ["law.read"] },
      { to: "/audit", label: "audit", acts: ["event.read", "audit.verify"] },
    ],
  },
];

function groupsFor(acts: readonly string[]) {
  return groups
    .map((group) => ({
      ...group,
      targets: group.targets.filter(
        (target) => target.acts.length === 0 || target.acts.some((act) => acts.includes(act)),
      ),
    }))
    .filter((group) => group.targets.length > 0);
}

/** The navigation beside the page, where there is room. */
export function SideNavigation(props: { acts: readonly string[] }) {
  const text = useText(shared);
  return (
    <nav className="side-navigation" aria-label={text.navigation.label}>
      <Targets acts={props.acts} />
    </nav>
  );
}

/** The same behind a button on small screens. Choosing a page, also the one that is there, or pressing Escape closes it. */
export function MenuNavigation(props: { acts: readonly string[] }) {
  const text = useText(shared);
  const id = useId();
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  useDismiss(menu, () => setOpen(false));
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is the reason to close.
  useEffect(() => setOpen(false), [path]);
  return (
    <div ref={menu} className="menu-navigation">
      <Button
        variant="tertiary"
        icon={open ? "close" : "dehaze"}
        iconOnly
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {open ? text.navigation.closeMenu : text.navigation.menu}
      </Button>
      <nav id={id} hidden={!open} className="menu-navigation__panel" aria-label={text.navigation.label}>
        <Targets acts={props.acts} onChoose={() => setOpen(false)} />
      </nav>
    </div>
  );
}

function Targets(props: { acts: readonly string[]; onChoose?: () => void }) {
  const { navigation } = useText(shared);
  return groupsFor(props.acts).map((group) => (
    <div key={group.label ?? ""} className="navigation-group">
      {group.label && <p className="navigation-group__label">{navigation[group.label]}</p>}
      <ul>
        {group.targets.map((target) => (
          <li key={target.to}>
            <Link
              to={target.to}
              className="navigation-link"
              onClick={props.onChoose}
              activeOptions={{ exact: target.to === "/", includeSearch: false }}
            >
              {navigation[target.label]}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ));
}
