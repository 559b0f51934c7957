import { useState } from "react";
import { useAct } from "../../../api/act";
import { correctReadings } from "../../../api/meters";
import { useMay } from "../../../api/session";
import { textOf } from "../../../lib/text-file";
import { metersText } from "../../../text/meters";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Button } from "../../../ui/Button";
import { Disclosure } from "../../../ui/Disclosure";
import { FileField } from "../../../ui/FileField";
import { Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { List } from "../../../ui/List";
import { TextArea } from "../../../ui/TextField";
import { useFormat } from "../../../ui/words";
import { TextLink } from "../../links";
import { RefusedTable } from "../../RefusedTable";

/** Says by a table what meters really read, also in closed months: all of it, or a list of the lines that are wrong. */
export function AmendForm() {
  const words = useText(metersText);
  const { table: text } = words;
  const { common } = useText(shared);
  const correct = useAct(correctReadings);
  const [file, setFile] = useState<File>();
  const [missing, setMissing] = useState(false);
  const form = useFields({ reason: "" });
  const { data: done, error } = correct;
  return (
    <Disclosure title={text.title}>
      <p className="kern-body ui-text">{text.lead}</p>
      <Form
        form={form}
        onSubmit={async ({ reason }) => {
          setMissing(!file);
          if (file) correct.mutate({ table: await textOf(file), reason: reason.trim() });
          return undefined;
        }}
      >
        <FileField
          label={words.file}
          hint={text.hint}
          accept=".csv,.txt,text/csv"
          error={missing ? words.fileMissing : undefined}
          onChange={(chosen) => {
            setFile(chosen);
            setMissing(false);
            correct.reset();
          }}
        />
        <TextArea {...form.text("reason", common.reason, { least: 3 })} maxLength={500} />
        {error && <RefusedTable title={text.refused} problem={error} />}
        {done && (
          <Alert tone="success" live title={text.done(done.corrected, done.lines)}>
            {done.months.length > 0 && <p>{text.again}</p>}
            <List>
              {done.months.map((month) => (
                <li key={month}>
                  <Month month={month} />
                </li>
              ))}
            </List>
          </Alert>
        )}
        <div>
          <Button type="submit" busy={correct.isPending}>
            {text.submit}
          </Button>
        </div>
      </Form>
    </Disclosure>
  );
}

/** The month, from where it is rated anew. */
function Month(props: { month: string }) {
  const format = useFormat();
  const may = useMay();
  const name = format.month(`${props.month}-01`);
  if (!may("rating.post")) return name;
  return (
    <TextLink to="/capacity/ratings/preview/$month" params={{ month: props.month }}>
      {name}
    </TextLink>
  );
}
