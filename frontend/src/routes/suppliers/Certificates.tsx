import { useState } from "react";
import { useAct } from "../../api/act";
import { useMay } from "../../api/session";
import {
  type AddCertificate,
  addCertificate,
  type SupplierFile,
  withdrawCertificate,
} from "../../api/suppliers";
import { evidenceText } from "../../text/evidence";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { FieldRow } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import type { Column } from "../../ui/Table";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ActForm } from "../ActForm";
import { ConfirmDialog } from "../ConfirmDialog";
import { Records } from "./Records";

type Certificate = SupplierFile["certificates"][number];

const tones = { valid: "success", expiring: "warning", expired: "danger", withdrawn: "neutral" } as const;

/** The certificates of a supplier, and where they are added and withdrawn. */
export function Certificates(props: { file: SupplierFile }) {
  const { file } = props;
  const text = useText(evidenceText).certificates;
  const may = useMay()("supplier.certify");
  const [chosen, setChosen] = useState<Certificate>();
  const withdraw = useAct(withdrawCertificate);
  const columns = useColumns(may ? setChosen : undefined);
  return (
    <Records
      id="certificates"
      text={text}
      rows={file.certificates}
      columns={columns}
      mayAdd={may}
      addForm={(close) => <CertificateForm file={file} onClose={close} />}
    >
      <ConfirmDialog
        open={chosen !== undefined}
        title={text.withdrawTitle}
        act={text.withdraw}
        onAct={async () => {
          if (!chosen) return;
          await withdraw.mutateAsync({ id: file.id, version: file.version, certificateId: chosen.id });
          notify("success", text.withdrawn);
        }}
        onClose={() => setChosen(undefined)}
      >
        <p className="kern-body">{chosen && text.withdrawHint(chosen.kind, chosen.number)}</p>
      </ConfirmDialog>
    </Records>
  );
}

function useColumns(onWithdraw: ((certificate: Certificate) => void) | undefined): Column<Certificate>[] {
  const text = useText(evidenceText).certificates;
  const format = useFormat();
  const columns: Column<Certificate>[] = [
    {
      key: "kind",
      header: text.kind,
      cell: ({ kind, document }) => (
        <>
          {kind}
          {document && (
            <>
              <br />
              {document}
            </>
          )}
        </>
      ),
    },
    { key: "number", header: text.number, cell: ({ number }) => number },
    { key: "issuer", header: text.issuer, cell: ({ issuer }) => issuer },
    { key: "validUntil", header: text.validUntil, cell: ({ validUntil }) => format.date(validUntil) },
    {
      key: "state",
      header: text.state,
      cell: ({ state }) => <Badge tone={tones[state]}>{text.states[state]}</Badge>,
    },
  ];
  if (!onWithdraw) return columns;
  return [
    ...columns,
    {
      key: "withdraw",
      header: text.withdraw,
      action: true,
      cell: (certificate) =>
        certificate.state !== "withdrawn" && (
          <Button
            small
            aria-label={text.withdrawOne(certificate.kind)}
            onClick={() => onWithdraw(certificate)}
          >
            {text.withdraw}
          </Button>
        ),
    },
  ];
}

function CertificateForm(props: { file: SupplierFile; onClose: () => void }) {
  const { file, onClose } = props;
  const text = useText(evidenceText).certificates;
  const act = useAct(addCertificate);
  const form = useFields<Required<AddCertificate>>({
    kind: "",
    number: "",
    issuer: "",
    validUntil: "",
    document: "",
  });
  return (
    <ActForm
      form={form}
      act={text.submit}
      onAct={(certificate) => act.mutateAsync({ id: file.id, version: file.version, certificate })}
      done={text.done}
      onClose={onClose}
    >
      <TextField {...form.text("kind", text.kind, { least: 2 })} hint={text.kindHint} maxLength={100} />
      <TextField {...form.text("number", text.number)} maxLength={100} />
      <FieldRow>
        <TextField {...form.text("issuer", text.issuer, { least: 2 })} maxLength={200} />
        <DateField {...form.date("validUntil", text.validUntil)} />
      </FieldRow>
      <TextField
        {...form.text("document", text.document, { optional: true })}
        hint={text.documentHint}
        maxLength={500}
      />
    </ActForm>
  );
}
