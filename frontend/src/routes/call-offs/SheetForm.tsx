import { useState } from "react";
import { useFieldArray } from "react-hook-form";
import { useAct } from "../../api/act";
import {
  checkTimeSheet,
  correctTimeSheet,
  type Engagement,
  handInTimeSheet,
  type Services,
  type TimeSheet,
  type TimeSheetCheck,
  type WorkedEntry,
} from "../../api/services";
import { textOf } from "../../lib/text-file";
import { sentenceOfCode } from "../../text/faults";
import { refusalOf } from "../../text/problems";
import { servicesText } from "../../text/services";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DateField } from "../../ui/DateField";
import { FileField } from "../../ui/FileField";
import { FieldRow, Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { List } from "../../ui/List";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";

interface SheetFormProps {
  services: Services;
  engagement: Engagement;
  /** The sheet that is corrected; without it a new one is handed in. */
  returned?: TimeSheet;
}

/** Where the supplier says who worked what, and when: by hand, or from a table. */
export function SheetForm(props: SheetFormProps) {
  const { services, engagement, returned } = props;
  const text = useText(servicesText);
  const handIn = useAct(handInTimeSheet);
  const correct = useAct(correctTimeSheet);
  const callOffId = services.callOff.id;
  const empty: WorkedEntry = {
    person: "",
    day: "",
    role: engagement.rates[0]?.name ?? "",
    hours: "",
    text: "",
  };
  const form = useFields<{ entries: WorkedEntry[] }>({
    entries: returned?.entries.map(({ amount: _, ...entry }) => entry) ?? [empty],
  });
  const rows = useFieldArray({ control: form.hook.control, name: "entries" });
  const { entries } = form.hook.watch();
  // A role that a table names and the call-off does not have is shown as it is, to be corrected.
  const names = engagement.rates.map(({ name }) => name);
  const choicesWith = (role: string) =>
    (names.includes(role) ? names : [...names, role]).map((name) => ({ value: name, label: name }));
  return (
    <Card title={returned ? text.correct(returned.number) : text.newSheet} surface>
      <TableOfHours callOffId={callOffId} onRead={rows.replace} />
      <Form
        form={form}
        onSubmit={async (values) => {
          const refusal = await refusalOf(
            returned
              ? correct.mutateAsync({
                  callOffId,
                  sheetId: returned.id,
                  version: returned.version,
                  entries: values.entries,
                })
              : handIn.mutateAsync({ callOffId, entries: values.entries }),
          );
          if (refusal) return refusal;
          notify("success", text.handedIn);
          form.hook.reset({ entries: [empty] });
          return undefined;
        }}
      >
        {rows.fields.map(({ id }, index) => (
          <fieldset key={id} className="kern-fieldset">
            <legend className="kern-label">{text.entry(index + 1)}</legend>
            <div className="kern-fieldset__body">
              <FieldRow>
                <TextField {...form.text(`entries.${index}.person`, text.person)} maxLength={100} />
                <DateField {...form.date(`entries.${index}.day`, text.day)} />
              </FieldRow>
              <FieldRow>
                <Select
                  {...form.choice(`entries.${index}.role`, text.role)}
                  choices={choicesWith(entries[index]?.role ?? "")}
                />
                <TextField
                  {...form.text(`entries.${index}.hours`, text.hoursField)}
                  hint={text.hoursHint}
                  inputMode="decimal"
                  maxLength={6}
                />
              </FieldRow>
              <TextField {...form.text(`entries.${index}.text`, text.text)} maxLength={500} />
            </div>
          </fieldset>
        ))}
        <ButtonRow>
          <Button variant="tertiary" onClick={() => rows.append(empty, { shouldFocus: false })}>
            {text.addEntry}
          </Button>
          {rows.fields.length > 1 && (
            <Button variant="tertiary" onClick={() => rows.remove(rows.fields.length - 1)}>
              {text.removeEntry(rows.fields.length)}
            </Button>
          )}
        </ButtonRow>
        <ButtonRow>
          <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
            {text.handIn}
          </Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}

/** Reads entries from a table, tells what is wrong with them, and gives them to the form. */
function TableOfHours(props: { callOffId: string; onRead: (entries: WorkedEntry[]) => void }) {
  const { callOffId, onRead } = props;
  const text = useText(servicesText);
  const check = useAct(checkTimeSheet);
  const [failed, setFailed] = useState<string>();
  const [read, setRead] = useState<TimeSheetCheck>();
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setRead(undefined);
    const table = await textOf(file);
    const refusal = await refusalOf(
      check.mutateAsync({ callOffId, table }).then((checked) => {
        setRead(checked);
        onRead(checked.entries);
      }),
    );
    setFailed(refusal?.message);
  };
  return (
    <>
      <FileField
        label={text.table}
        hint={text.tableHint}
        accept=".csv,.txt"
        {...(failed && { error: failed })}
        onChange={choose}
      />
      {read && read.faults.length === 0 && (
        <Alert tone="success" live title={text.tableRead(read.entries.length)} />
      )}
      {read && read.faults.length > 0 && (
        <Alert tone="danger" live title={text.tableFaults}>
          <List>
            {read.faults.map(({ line, field, code, params }) => (
              <li key={`${line ?? ""}${field ?? ""}${code}`}>
                {line ? text.faultOf(line, sentenceOfCode(code, params)) : sentenceOfCode(code, params)}
              </li>
            ))}
          </List>
        </Alert>
      )}
    </>
  );
}
