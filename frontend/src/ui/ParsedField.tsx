import { type ReactNode, useId, useState } from "react";
import { classes } from "./classes";
import { FieldFrame, type FieldProps, wiring } from "./FieldFrame";
import type { Valued } from "./TextField";

interface ParsedFieldProps extends FieldProps, Valued<string> {
  /** Reads what was typed as the server's text; null leaves the typed text as the value, for the form to refuse. */
  parse: (typed: string) => string | null;
  /** The server's text as it is edited. */
  edit: (value: string) => string;
  inputMode?: "numeric" | "decimal";
  figures?: boolean;
  after?: ReactNode;
  labelHidden?: boolean;
  placeholder?: string;
}

/**
 * A field whose value is the server's text while people type in their own way. As long as they type, their
 * text stands; when they leave, it is written properly.
 */
export function ParsedField(props: ParsedFieldProps) {
  const { value, onChange, name, parse, edit, inputMode, figures, after, labelHidden, placeholder } = props;
  const ownId = useId();
  const id = props.id ?? ownId;
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <FieldFrame id={id} field={props} labelHidden={labelHidden ?? false}>
      <div className="ui-affix">
        <input
          {...wiring(id, props)}
          {...{ name, inputMode, placeholder }}
          type="text"
          autoComplete="off"
          value={typed ?? edit(value)}
          className={classes(
            "kern-form-input__input",
            props.error && "kern-form-input__input--error",
            figures && "ui-input--figures",
          )}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(parse(event.target.value) ?? event.target.value);
          }}
          onBlur={() => setTyped(null)}
        />
        {after}
      </div>
    </FieldFrame>
  );
}
