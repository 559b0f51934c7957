import { Button, ButtonRow } from "../../src/ui/Button";
import { Checkbox, RadioGroup } from "../../src/ui/Checks";
import { DateField, DateTimeField } from "../../src/ui/DateField";
import { FieldRow, Form } from "../../src/ui/Form";
import { useFields } from "../../src/ui/fields";
import { MoneyField } from "../../src/ui/MoneyField";
import { QuantityField } from "../../src/ui/QuantityField";
import { Select } from "../../src/ui/Select";
import { TextArea, TextField } from "../../src/ui/TextField";

interface Values {
  title: string;
  item: "notebook" | "monitor" | "";
  quantity: string;
  limit: string;
  from: string;
  deadline: string;
  method: "direct" | "cascade" | "";
  reason: string;
  read: boolean;
}

/** A form with every kind of field. The server's part is played by the last lines. */
export function GalleryForm() {
  const form = useFields<Values>({
    title: "",
    item: "",
    quantity: "1250",
    limit: "1234.50",
    from: "2027-01-01",
    deadline: "2026-12-21T11:00:00Z",
    method: "",
    reason: "",
    read: false,
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        document.title = JSON.stringify(values);
        if (values.quantity !== "999") return undefined;
        return { message: "Verfügbar sind noch 70 Stück.", field: "quantity", rule: "G-FRA" };
      }}
    >
      <TextField
        {...form.text("title", "Bezeichnung", { least: 3 })}
        hint="So steht es in der Bekanntmachung."
      />
      <FieldRow>
        <Select
          {...form.choice("item", "Artikel")}
          choices={[
            { value: "notebook", label: "Notebook 14 Zoll" },
            { value: "monitor", label: "Monitor 27 Zoll" },
          ]}
        />
        <QuantityField {...form.quantity("quantity", "Menge")} unit="Stück" />
        <MoneyField {...form.money("limit", "Freigabegrenze", { optional: true })} />
      </FieldRow>
      <FieldRow>
        <DateField {...form.date("from", "Beginn")} />
        <DateTimeField {...form.dateTime("deadline", "Angebotsfrist")} />
      </FieldRow>
      <RadioGroup
        {...form.choice("method", "Weg der Beauftragung")}
        horizontal
        choices={[
          { value: "direct", label: "Direkt" },
          { value: "cascade", label: "Der Reihe nach", hint: "Der nächste erst nach einer Absage" },
        ]}
      />
      <TextArea {...form.text("reason", "Begründung", { optional: true })} />
      <Checkbox
        {...form.flag("read", "Ich habe die Bedingungen gelesen", {
          check: (read) => (read ? undefined : "Bitte bestätigen."),
        })}
      />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          Zur Freigabe senden
        </Button>
      </ButtonRow>
    </Form>
  );
}
