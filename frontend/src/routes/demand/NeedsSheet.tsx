import { useState } from "react";
import { useAct } from "../../api/act";
import {
  checkNeedsSheet,
  downloadNeedsGrid,
  downloadNeedsSheet,
  type SheetCheck,
  type SheetFault,
} from "../../api/needs-sheet";
import type { Round } from "../../api/rounds";
import { downloadBlob } from "../../lib/download";
import { sentenceOfCode } from "../../text/faults";
import { refusalOf } from "../../text/problems";
import { roundsText } from "../../text/rounds";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Disclosure } from "../../ui/Disclosure";
import { FileField } from "../../ui/FileField";
import { List } from "../../ui/List";
import { Loader } from "../../ui/Loader";

/** Gives a member the round as a workbook, and takes the filled one over into the grid; a faulty one gives nothing. */
export function NeedsSheet(props: {
  round: Round;
  memberId: string;
  onRead: (entries: SheetCheck["entries"]) => void;
}) {
  const { round, memberId, onRead } = props;
  const text = useText(roundsText).sheet;
  const check = useAct(checkNeedsSheet);
  const fetching = useAct(downloadNeedsSheet);
  const [read, setRead] = useState<SheetCheck>();
  const [refusal, setRefusal] = useState<string>();
  const take = async (file: File | undefined) => {
    setRead(undefined);
    setRefusal(undefined);
    if (!file) return;
    const asked = check.mutateAsync({ roundId: round.id, memberId, file });
    const refused = await refusalOf(asked);
    if (refused) {
      setRefusal(refused.message);
      return;
    }
    const found = await asked;
    setRead(found);
    if (found.faults.length === 0) onRead(found.entries);
  };
  const fetch = async () => {
    const asked = fetching.mutateAsync({ roundId: round.id, memberId });
    const refused = await refusalOf(asked);
    setRefusal(refused?.message);
    if (!refused) downloadBlob(`${round.number}-Bedarf.xlsx`, await asked);
  };
  return (
    <Disclosure title={text.title}>
      <div className="demand-grid">
        <p className="kern-body kern-body--small ui-text">{text.hint}</p>
        <div>
          <Button small icon="download" busy={fetching.isPending} onClick={() => void fetch()}>
            {text.download}
          </Button>
        </div>
        <FileField label={text.file} accept=".xlsx" onChange={(file) => void take(file)} />
        {check.isPending && <Loader label={text.reading} />}
        {refusal && <Alert tone="danger" live title={refusal} />}
        {read && read.faults.length === 0 && (
          <Alert tone="success" live title={text.read(read.entries.length)}>
            {text.readText}
          </Alert>
        )}
        {read && read.faults.length > 0 && <Faults faults={read.faults} />}
      </div>
    </Disclosure>
  );
}

function Faults(props: { faults: readonly SheetFault[] }) {
  const { faults } = props;
  const text = useText(roundsText).sheet;
  return (
    <Alert tone="danger" live title={text.refused}>
      <List>
        {faults.map(({ cell, code, params }) => (
          <li key={`${cell} ${code}`}>
            {cell && `${text.cell(cell)}: `}
            {sentenceOfCode(code, params)}
          </li>
        ))}
      </List>
    </Alert>
  );
}

/** Gives an officer what all members need as a workbook. */
export function NeedsGridDownload(props: { round: Round }) {
  const { round } = props;
  const text = useText(roundsText).sheet;
  const fetching = useAct(downloadNeedsGrid);
  const [refusal, setRefusal] = useState<string>();
  const fetch = async () => {
    const asked = fetching.mutateAsync(round.id);
    const refused = await refusalOf(asked);
    setRefusal(refused?.message);
    if (!refused) downloadBlob(`${round.number}-Meldungen.xlsx`, await asked);
  };
  return (
    <div>
      <Button small icon="download" busy={fetching.isPending} onClick={() => void fetch()}>
        {text.grid}
      </Button>
      {refusal && <Alert tone="danger" live title={refusal} />}
    </div>
  );
}
