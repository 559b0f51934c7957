import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { type FieldErrors, type FieldPath, type FieldValues, get } from "react-hook-form";
import "./Form.css";
import { ErrorSummary, type SummaryEntry } from "./ErrorSummary";
import type { useFields } from "./fields";
import { useWords } from "./words";

/** Why the server refused, in words, and at which field if at one. */
export interface Refusal {
  message: string;
  field?: string | undefined;
  /** The rule of the domain, as "G-FRA". */
  rule?: string | undefined;
}

interface FormProps<Values extends FieldValues> {
  form: ReturnType<typeof useFields<Values>>;
  /** Does what the form is for; a refusal that it gives back is shown at its field or above the form. */
  onSubmit: (values: Values) => Promise<Refusal | undefined>;
  children: ReactNode;
}

/** A form with its error summary on top, which takes the focus when something is wrong. */
export function Form<Values extends FieldValues>(props: FormProps<Values>) {
  const { form, onSubmit, children } = props;
  const { words } = useWords();
  const summary = useRef<HTMLDivElement>(null);
  const { errors } = form.hook.formState;
  const show = () => requestAnimationFrame(() => summary.current?.focus());

  const submit = form.hook.handleSubmit(async (values) => {
    const refusal = await onSubmit(values);
    if (!refusal) return;
    const at = refusal.field && form.shown.has(refusal.field) ? refusal.field : "root";
    form.hook.setError(at as FieldPath<Values> | "root", {
      type: refusal.rule ?? "",
      message: refusal.message,
    });
    show();
  }, show);

  const entries = useEntries(form.shown, errors);
  const root: { message?: string; type?: string } | undefined = get(errors, "root");
  return (
    <form className="ui-form" noValidate onSubmit={submit}>
      {(root?.message || entries.length > 0) && (
        <ErrorSummary ref={summary} title={root ? words.refusedTitle : words.summaryTitle} entries={entries}>
          {root?.message}
          {root?.type && <span className="ui-form__rule">{words.rule(root.type)}</span>}
        </ErrorSummary>
      )}
      {children}
    </form>
  );
}

/** What is wrong with the fields, known only after they are rendered: parts of the form bind their own. */
function useEntries<Values extends FieldValues>(
  shown: ReturnType<typeof useFields<Values>>["shown"],
  errors: FieldErrors<Values>,
): readonly SummaryEntry[] {
  const [entries, setEntries] = useState<readonly SummaryEntry[]>([]);
  useLayoutEffect(() => {
    const found: SummaryEntry[] = [];
    for (const [name, field] of shown) {
      const error: { message?: string } | undefined = get(errors, name);
      if (error?.message) found.push({ id: field.id, label: field.label, message: error.message });
    }
    setEntries((before) => (JSON.stringify(before) === JSON.stringify(found) ? before : found));
  });
  return entries;
}

/** Fields side by side where there is room. */
export function FieldRow(props: { children: ReactNode }) {
  return <div className="ui-field-row">{props.children}</div>;
}
