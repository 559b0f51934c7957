import { Button } from "../../ui/Button";

/** What can be done with a row of a list, each with the words that name it; what cannot is left out. */
export interface RowActs {
  up?: RowAct | undefined;
  down?: RowAct | undefined;
  remove?: RowAct | undefined;
}

interface RowAct {
  label: string;
  run: () => void;
}

const icons = { up: "arrow-up", down: "arrow-down", remove: "delete" } as const;
const order = ["up", "down", "remove"] as const;

/** The id of a row's button. */
const idOf = (rowKey: string, act: keyof RowActs) => `row-${rowKey}-${act}`;

/** Buttons that move a row or take it away; one that moved it keeps the focus, or its counterpart at the end gets it. */
export function RowActions(props: { rowKey: string; acts: RowActs }) {
  const { rowKey, acts } = props;
  const focus = (act: keyof RowActs) =>
    requestAnimationFrame(() => {
      const buttons = [act, ...order].map((each) => document.getElementById(idOf(rowKey, each)));
      buttons.find(Boolean)?.focus();
    });
  return (
    <div className="row-actions">
      {order.map((act) => {
        const { label, run } = acts[act] ?? {};
        return (
          run && (
            <Button
              key={act}
              id={idOf(rowKey, act)}
              variant="tertiary"
              icon={icons[act]}
              iconOnly
              onClick={() => {
                run();
                if (act !== "remove") focus(act);
              }}
            >
              {label}
            </Button>
          )
        );
      })}
    </div>
  );
}
