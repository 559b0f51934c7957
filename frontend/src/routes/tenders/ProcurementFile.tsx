import { useSuspenseQuery } from "@tanstack/react-query";
import { useAct } from "../../api/act";
import { downloadProcurementFile, procurementFileQuery } from "../../api/procurement-file";
import type { Tender } from "../../api/tenders";
import { downloadBlob } from "../../lib/download";
import { sentenceOf } from "../../text/problems";
import { procurementFileText } from "../../text/procurementFile";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { CheckList } from "./CheckList";

/** The procurement file, which writes itself: what is still missing in it, and the file. */
export function ProcurementFile(props: { tender: Tender }) {
  const { id, number } = props.tender;
  const text = useText(procurementFileText);
  const { data: file } = useSuspenseQuery(procurementFileQuery(id));
  const fetching = useAct(downloadProcurementFile);
  const missing = file.checks.filter(({ met }) => !met);
  return (
    <Card title={text.title}>
      <p className="tender-note">{text.lead}</p>
      <p className="kern-body">
        {file.complete ? text.complete : text.missing(missing.length, file.checks.length)}
      </p>
      {missing.length > 0 && (
        <CheckList
          checks={missing}
          sentence={({ code, params = {} }) => text.todo[code]?.(params) ?? text.unknown(code)}
        />
      )}
      <div>
        <Button
          icon="download"
          busy={fetching.isPending}
          onClick={() =>
            fetching.mutate({ id }, { onSuccess: (blob) => downloadBlob(text.file(number), blob) })
          }
        >
          {text.pdf}
        </Button>
      </div>
      {fetching.error && <Alert tone="danger" live title={sentenceOf(fetching.error)} />}
    </Card>
  );
}
