import type { ReactNode } from "react";
import "./FieldFrame.css";
import { classes } from "./classes";
import { Icon } from "./Icon";
import { useWords } from "./words";

/** What every field has: a label, and what belongs to it. A form's binding fills in most of it. */
export interface FieldProps {
  /** Needed only where something outside points to the field; made up otherwise. */
  id?: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  optional?: boolean | undefined;
}

/** What an input of the frame has to carry so that its label, hint and error belong to it. */
export interface Wiring {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
}

/** The wiring of a field with the given id. */
export function wiring(id: string, field: FieldProps): Wiring {
  const described = [field.hint && `${id}-hint`, field.error && `${id}-error`].filter(Boolean).join(" ");
  return {
    id,
    "aria-describedby": described || undefined,
    "aria-invalid": field.error ? true : undefined,
    "aria-required": field.optional === false ? true : undefined,
  };
}

/** Label, hint and error of KERN around one input. */
export function FieldFrame(props: {
  id: string;
  field: FieldProps;
  children: ReactNode;
  labelHidden?: boolean;
}) {
  const { id, field, children, labelHidden } = props;
  return (
    <div className={classes("kern-form-input", "ui-field", field.error && "kern-form-input--error")}>
      <label className={classes("kern-label", labelHidden && "kern-sr-only")} htmlFor={id}>
        <LabelText field={field} />
      </label>
      <Hint id={id} text={field.hint} />
      {children}
      <FieldError id={id} text={field.error} />
    </div>
  );
}

/** The label's words, with the mark of what may be left out. */
export function LabelText(props: { field: FieldProps }) {
  const { words } = useWords();
  if (!props.field.optional) return props.field.label;
  return (
    <>
      {props.field.label} <span className="kern-label__optional">– {words.optional}</span>
    </>
  );
}

/** The hint of the field with the given id. */
export function Hint(props: { id: string; text: string | undefined }) {
  if (!props.text) return null;
  return (
    <div className="kern-hint" id={`${props.id}-hint`}>
      {props.text}
    </div>
  );
}

/** The error of the field with the given id. The error summary reads it out; here it only stands. */
export function FieldError(props: { id: string; text: string | undefined }) {
  if (!props.text) return null;
  return (
    <p className="kern-error" id={`${props.id}-error`}>
      <Icon name="danger" />
      <span className="kern-body">{props.text}</span>
    </p>
  );
}
