import { useId, useRef, useState } from "react";
import "./Combobox.css";
import { classes } from "./classes";
import { FieldFrame, type FieldProps, wiring } from "./FieldFrame";
import type { Choice } from "./Select";
import type { Valued } from "./TextField";
import { useDismiss } from "./useDismiss";
import { useWords } from "./words";

interface ComboboxProps extends FieldProps, Valued<string> {
  /** What is offered for what stands in the field now. */
  choices: readonly Choice[];
  /** What the value means, said below the field. */
  meaning?: string | undefined;
  maxLength?: number;
  placeholder?: string;
}

/**
 * A line of text with suggestions for it. What is typed stays as it is until one of them is taken; whoever
 * knows the value needs none.
 */
export function Combobox(props: ComboboxProps) {
  const { value, onChange, name, choices, meaning, maxLength, placeholder } = props;
  const { words } = useWords();
  const ownId = useId();
  const id = props.id ?? ownId;
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const box = useRef<HTMLDivElement>(null);
  useDismiss(box, () => setOpen(false));
  const shown = open && choices.length > 0;
  const current = shown ? choices[Math.min(at, choices.length - 1)] : undefined;
  const take = (choice: Choice) => {
    onChange(choice.value);
    setOpen(false);
    setAt(-1);
  };
  const wired = wiring(id, props);
  return (
    <FieldFrame id={id} field={props}>
      <div className="ui-combobox" ref={box}>
        <input
          {...wired}
          {...{ name, value, maxLength, placeholder }}
          aria-describedby={classes(wired["aria-describedby"], meaning && `${id}-meaning`) || undefined}
          role="combobox"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={current && `${id}-${current.value}`}
          autoComplete="off"
          spellCheck={false}
          className={classes("kern-form-input__input", props.error && "kern-form-input__input--error")}
          onChange={(event) => {
            onChange(event.target.value);
            setOpen(true);
            setAt(-1);
          }}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown" || event.key === "ArrowUp") {
              event.preventDefault();
              const step = event.key === "ArrowDown" ? 1 : -1;
              setOpen(true);
              setAt((before) => Math.max(0, Math.min(choices.length - 1, shown ? before + step : 0)));
            } else if (event.key === "Enter" && current) {
              event.preventDefault();
              take(current);
            } else if (event.key === "Tab") setOpen(false);
          }}
        />
        {/* The list is always there, so that aria-controls points at something. */}
        <div
          className="ui-combobox__list"
          id={`${id}-list`}
          role="listbox"
          tabIndex={-1}
          aria-label={props.label}
          hidden={!shown}
        >
          {choices.map((choice, index) => (
            <Option
              key={choice.value}
              id={`${id}-${choice.value}`}
              choice={choice}
              current={index === at}
              onTake={() => take(choice)}
            />
          ))}
        </div>
        <span className="kern-sr-only" role="status">
          {shown ? words.suggestions(choices.length) : ""}
        </span>
      </div>
      {meaning && (
        <p className="ui-combobox__meaning" id={`${id}-meaning`}>
          {meaning}
        </p>
      )}
    </FieldFrame>
  );
}

function Option(props: { id: string; choice: Choice; current: boolean; onTake: () => void }) {
  const { id, choice, current, onTake } = props;
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={current}
      className={classes("ui-combobox__option", current && "ui-combobox__option--current")}
      ref={(element) => {
        if (current) element?.scrollIntoView({ block: "nearest" });
      }}
      // Before the field loses the focus, which it keeps.
      onPointerDown={(event) => {
        event.preventDefault();
        onTake();
      }}
    >
      {choice.label}
      {choice.hint && <span className="ui-combobox__code">{choice.hint}</span>}
    </div>
  );
}
