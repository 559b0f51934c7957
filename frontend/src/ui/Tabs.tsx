import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import "./Tabs.css";
import { classes } from "./classes";

/** One of several views of the same thing. */
export interface Tab {
  key: string;
  label: string;
  content: ReactNode;
}

/** Views of one thing of which one is seen. The page keeps the chosen key, best in its address. */
export function Tabs(props: {
  label: string;
  tabs: readonly Tab[];
  selected: string;
  onSelect: (key: string) => void;
}) {
  const { label, tabs, selected, onSelect } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = tabs.find((tab) => tab.key === selected) ?? tabs[0];
  useEffect(() => bringIntoView(list.current, shown?.key), [shown?.key]);
  if (!shown) return null;
  const move = (event: KeyboardEvent) => {
    const next = tabs[target(event.key, tabs.indexOf(shown), tabs.length)];
    if (!next) return;
    event.preventDefault();
    onSelect(next.key);
    list.current?.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus();
  };
  return (
    <div className="ui-tabs">
      <div ref={list} role="tablist" aria-label={label} className="ui-tabs__list" onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            data-key={tab.key}
            id={`${id}-${tab.key}`}
            aria-selected={tab === shown}
            aria-controls={tab === shown ? `${id}-panel` : undefined}
            tabIndex={tab === shown ? 0 : -1}
            className={classes("ui-tabs__tab", tab === shown && "ui-tabs__tab--selected")}
            onClick={() => onSelect(tab.key)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${shown.key}`}
        className="ui-tabs__panel"
      >
        {shown.content}
      </div>
    </div>
  );
}

/** On narrow screens the list of tabs scrolls; the chosen one is seen. */
function bringIntoView(list: HTMLElement | null, key: string | undefined) {
  const tab = list?.querySelector<HTMLElement>(`[data-key="${key}"]`);
  if (!list || !tab) return;
  const [frame, box] = [list.getBoundingClientRect(), tab.getBoundingClientRect()];
  list.scrollLeft += box.left - frame.left - (frame.width - box.width) / 2;
}

function target(key: string, from: number, count: number): number {
  if (key === "ArrowRight") return (from + 1) % count;
  if (key === "ArrowLeft") return (from + count - 1) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : -1;
}
