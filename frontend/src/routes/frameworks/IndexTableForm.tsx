import { useState } from "react";
import { useAct } from "../../api/act";
import { type PriceIndex, recordIndexTable } from "../../api/prices";
import { textOf } from "../../lib/text-file";
import { sentenceOfCode } from "../../text/faults";
import { pricesText } from "../../text/prices";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { FileField } from "../../ui/FileField";
import { List } from "../../ui/List";
import { notify } from "../../ui/notify";

/** The values of an index in many months from a CSV file: all of them, or a list of the lines that are wrong. */
export function IndexTableForm(props: { index: PriceIndex; onClose: () => void }) {
  const { index, onClose } = props;
  const { table: text } = useText(pricesText);
  const record = useAct(recordIndexTable);
  const [file, setFile] = useState<File>();
  const [missing, setMissing] = useState(false);
  const take = async () => {
    setMissing(!file);
    if (!file) return;
    record.mutate(
      { indexId: index.id, table: await textOf(file) },
      {
        onSuccess: () => {
          notify("success", text.recorded);
          onClose();
        },
      },
    );
  };
  return (
    <section className="ui-section" aria-labelledby="index-table">
      <h3 id="index-table" className="kern-title kern-title--small">
        {text.title}
      </h3>
      <FileField
        label={text.file}
        hint={text.hint}
        accept=".csv,.txt,text/csv"
        error={missing ? text.missing : undefined}
        onChange={(chosen) => {
          setFile(chosen);
          setMissing(false);
          record.reset();
        }}
      />
      {record.error && (
        <Alert tone="danger" live title={text.refused}>
          <p>{sentenceOf(record.error)}</p>
          {record.error.lines.length > 0 && (
            <List>
              {record.error.lines.map(({ line, code, params }) => (
                <li key={line}>{text.line(line, sentenceOfCode(code, params))}</li>
              ))}
            </List>
          )}
        </Alert>
      )}
      <div>
        <Button busy={record.isPending} onClick={() => void take()}>
          {text.submit}
        </Button>
      </div>
    </section>
  );
}
