import { type HTMLAttributes, useId, useState } from "react";
import "./TextField.css";
import { Button } from "./Button";
import { classes } from "./classes";
import { FieldFrame, type FieldProps, wiring } from "./FieldFrame";
import { startMark } from "./heading";
import { useWords } from "./words";

/** The value of a field and how it changes. */
export interface Valued<V> {
  name?: string;
  value: V;
  onChange: (value: V) => void;
}

interface TextFieldProps extends FieldProps, Valued<string> {
  type?: "text" | "email" | "password" | "search" | "tel" | "url";
  autoComplete?: string;
  inputMode?: HTMLAttributes<HTMLInputElement>["inputMode"];
  maxLength?: number;
  placeholder?: string;
  narrow?: boolean;
  readOnly?: boolean;
  labelHidden?: boolean;
  /** Work on the page begins here: it takes the focus when the page is opened. */
  startsPage?: boolean;
}

/** A line of text. */
export function TextField(props: TextFieldProps) {
  const {
    type = "text",
    value,
    onChange,
    name,
    narrow,
    labelHidden,
    startsPage,
    autoComplete,
    inputMode,
    maxLength,
    placeholder,
    readOnly,
  } = props;
  const ownId = useId();
  const id = props.id ?? ownId;
  const [revealed, setRevealed] = useState(false);
  const { words } = useWords();
  const input = (
    <input
      {...wiring(id, props)}
      {...{ name, autoComplete, inputMode, maxLength, placeholder, readOnly, value }}
      {...(startsPage && startMark)}
      type={revealed ? "text" : type}
      spellCheck={type === "text" ? undefined : false}
      className={classes(
        "kern-form-input__input",
        props.error && "kern-form-input__input--error",
        narrow && "ui-input--narrow",
      )}
      onChange={(event) => onChange(event.target.value)}
    />
  );
  return (
    <FieldFrame id={id} field={props} labelHidden={labelHidden ?? false}>
      {type !== "password" ? (
        input
      ) : (
        <div className="ui-password">
          {input}
          <Button
            variant="tertiary"
            icon={revealed ? "visibility-off" : "visibility"}
            iconOnly
            onClick={() => setRevealed(!revealed)}
          >
            {revealed ? words.hidePassword : words.showPassword}
          </Button>
        </div>
      )}
    </FieldFrame>
  );
}

/** Several lines of text. */
export function TextArea(props: FieldProps & Valued<string> & { rows?: number; maxLength?: number }) {
  const { value, onChange, name, rows = 4, maxLength } = props;
  const ownId = useId();
  const id = props.id ?? ownId;
  return (
    <FieldFrame id={id} field={props}>
      <textarea
        {...wiring(id, props)}
        {...{ name, rows, maxLength, value }}
        className={classes(
          "kern-form-input__input",
          "ui-textarea",
          props.error && "kern-form-input__input--error",
        )}
        onChange={(event) => onChange(event.target.value)}
      />
    </FieldFrame>
  );
}
