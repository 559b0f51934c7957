import { useState } from "react";
import { useAct } from "../../api/act";
import { type PriceIndex, recordIndexTable } from "../../api/prices";
import { textOf } from "../../lib/text-file";
import { pricesText } from "../../text/prices";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { FileField } from "../../ui/FileField";
import { notify } from "../../ui/notify";
import { RefusedTable } from "../RefusedTable";

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
      {record.error && <RefusedTable title={text.refused} problem={record.error} />}
      <div>
        <Button busy={record.isPending} onClick={() => void take()}>
          {text.submit}
        </Button>
      </div>
    </section>
  );
}
