import type { ReactNode } from "react";
import "./List.css";
import { classes } from "./classes";

/** Sentences in a list of KERN, with numbers if one follows from the other; entries are li. */
export function List(props: { numbered?: boolean; children: ReactNode }) {
  const Tag = props.numbered ? "ol" : "ul";
  return (
    <Tag className={classes("kern-list", "ui-list", props.numbered && "ui-list--numbered")}>
      {props.children}
    </Tag>
  );
}
